"""The public pages: front, search, following, feeds and the calendar, for every kind of thing."""

from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from icalendar import Calendar, Event

from tannhjul.accounts import notices
from tannhjul.core import heads, inbox, law, subjects
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.models import Seal
from tannhjul.core.verbs import named
from tannhjul.organisation import access as organisation
from tannhjul.organisation.queries import entity
from tannhjul.web import address, panels
from tannhjul.web.feeds import atom
from tannhjul.web.forms import Form
from tannhjul.web.pages import handle, numbered, page, posted

from . import access, actions, queries
from .forms import FollowForm, SearchForm
from .models import Entry, Follow
from .notices import is_public

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


@permitted(PUBLIC)
def front(request):
    waits = request.user.is_authenticated
    context = {
        "panels": panels.fill("portal:front", request, None),
        "tasks": inbox.tasks(request.user, timezone.localdate()) if waits else [],
        "form": SearchForm(),
        "may_set_up": organisation.set_up.allows(request.user),
    }
    return page(request, "portal/front.html", context)


@permitted(PUBLIC)
def search(request):
    form = SearchForm(request.GET or None)
    rows, beside, nothing = None, [], []
    if form.is_valid() and form.cleaned_data["q"]:
        words = form.cleaned_data["q"]
        within = Entry.objects.filter(**form.narrowed())
        hits = access.findable(request.user, queries.found(words, within))
        rows = numbered(request, hits, size=20)
        rows.object_list = queries.in_order(list(rows.object_list))
        beside = panels.fill("portal:search", request, words)
        nothing = [] if hits or beside else panels.fill("portal:nothing_found", request, words)
    context = {"form": form, "rows": rows, "panels": beside, "instead": nothing}
    return page(request, "portal/search.html", context)


def _followed(request: Any, kind: str, pk: int) -> Model:
    """The row that is to be followed; Http404 if there is no such kind, or it is not visible."""
    about = subjects.by_slug(kind)
    if about is None or about.see is None or not hasattr(about.model, "get_absolute_url"):
        raise Http404
    return about.see.fetch(request.user, pk)


@permitted(PUBLIC)
def follow(request, kind, pk):
    row: Any = _followed(request, kind, pk)
    form = FollowForm(posted(request))

    def act(data):
        notices.not_too_often("follow", address.of_reader(request))
        code = get_language() or "nb"
        return actions.follow(row, data["email"], language_code=code, at=timezone.now())

    url = row.get_absolute_url()
    context = {"about": row, "label": subjects.of(row).label, "back": url}
    thanks = _("Look in your inbox: a message with a link to confirm is on its way.")
    return handle(request, form, act, url, "portal/follow.html", context, thanks=thanks)


@permitted(PUBLIC)
def confirm(request, token):
    row = get_object_or_404(Follow, token=token)
    about: Any = row.about
    seen = about is not None and is_public(about)

    def act(_data):
        return actions.confirm(row, at=timezone.now())

    return handle(
        request,
        Form(posted(request)),
        act,
        about.get_absolute_url() if seen else "/",
        "portal/confirm.html",
        {"about": about if seen else ""},
        thanks=_("You now follow it."),
    )


@permitted(PUBLIC)
def unfollow(request, token):
    row = get_object_or_404(Follow, token=token)

    def act(_data):
        return actions.unfollow(row)

    return handle(
        request,
        Form(posted(request)),
        act,
        "/",
        "portal/unfollow.html",
        thanks=_("You no longer follow it, and your address is forgotten."),
    )


@permitted(PUBLIC)
@cache_control(max_age=300)
def feed(request, kind, pk):
    row: Any = _followed(request, kind, pk)
    url = row.get_absolute_url()
    entries = [
        (f"{where}: {named(event.verb)}", where.get_absolute_url(), event.at, f"h/{event.pk}")
        for event, where in queries.news(row, request.user)
    ]
    return atom(request, str(row), url, entries)


@permitted(PUBLIC)
@cache_control(max_age=300)
def calendar(request):
    cal = Calendar()
    cal.add("prodid", "-//Tannhjul//NO")
    cal.add("version", "2.0")
    owner, now = entity(), timezone.now()
    cal.add("x-wr-calname", str(owner) if owner else "Tannhjul")
    for each in queries.appointments(request.user, now - BACK, now + AHEAD):
        cal.add_component(_event(request, each, now))
    return HttpResponse(cal.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(request: Any, each: subjects.Appointment, now: Any) -> Event:
    event = Event()
    event.add("uid", f"{each.url.strip('/').replace('/', '-')}@{request.get_host()}")
    event.add("summary", each.summary)
    event.add("dtstamp", now)
    event.add("dtstart", each.start)
    event.add("dtend", each.end)
    event.add("location", each.place)
    event.add("url", request.build_absolute_uri(each.url))
    event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    return event


@permitted(PUBLIC)
def seals(request):
    rows = numbered(request, Seal.objects.order_by("-pk"), size=20)
    rows.object_list = [heads.head_of(seal) for seal in rows.object_list]
    return page(request, "portal/seals.html", {"rows": rows, "key": heads.public_key()})


@permitted(PUBLIC)
@cache_control(max_age=300, public=True)
def all_seals(request):
    text = heads.published(Seal.objects.all())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@permitted(PUBLIC)
@cache_control(max_age=300, public=True)
def seals_feed(request):
    newest = Seal.objects.order_by("-pk")[:50]
    url = reverse("portal:seals")
    entries = [(f"{seal.pk} {seal.hash}", url, seal.at, f"segl/{seal.pk}") for seal in newest]
    return atom(request, _("Seals of the event log"), url, entries)


@permitted(PUBLIC)
def rules(request):
    today = timezone.localdate()
    in_force = [rule for rule in law.RULES.values() if rule.holds_on(today)]
    context = {
        "rules": sorted(in_force, key=lambda rule: (rule.act, rule.paragraph)),
        "choices": [(row, row.shown(chosen(row, today))) for row in OPTIONS.values()],
    }
    return page(request, "portal/rules.html", context)


@permitted(PUBLIC)
def gallery(request):
    return page(request, "portal/gallery.html", {"form": SearchForm({"q": "", "year": "x"})})


@permitted(PUBLIC)
def accessibility(request):
    return page(request, "portal/accessibility.html")
