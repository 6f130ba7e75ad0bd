"""The public pages."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from icalendar import Calendar, Event

from tannhjul.accounts import notices
from tannhjul.cases import access as cases
from tannhjul.cases.enums import Outcome
from tannhjul.cases.queries import told
from tannhjul.core import law
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.verbs import named
from tannhjul.decisions import access as decisions
from tannhjul.decisions.queries import fallen
from tannhjul.delegation.queries import areas_asked_about
from tannhjul.meetings import access as meetings
from tannhjul.organisation import access as organisation
from tannhjul.organisation.queries import entity
from tannhjul.web import panels
from tannhjul.web.forms import Form
from tannhjul.web.pages import handle, numbered, page, posted

from . import access, actions, queries
from .enums import NEWS
from .forms import FollowForm, SearchForm
from .models import Follow

MOST_AREAS = 10


@permitted(PUBLIC)
def front(request):
    visible = cases.see.objects(request.user).filter(public_from__isnull=False)
    context = {
        "on_their_way": queries.on_their_way(visible),
        "panels": panels.fill("portal:front", request, None),
        "tasks": queries.tasks(request.user) if request.user.is_authenticated else [],
        "form": SearchForm(),
        "may_set_up": organisation.set_up.allows(request.user),
    }
    return page(request, "portal/front.html", context)


@permitted(access.find)
def search(request, entries):
    form = SearchForm(request.GET or None)
    rows, areas = None, []
    if form.is_valid() and form.cleaned_data["q"]:
        data = form.cleaned_data
        filters = {
            "kind": data["kind"],
            "body": data["body"],
            "day__year": data["year"],
            "state": data["state"],
        }
        entries = entries.filter(**{key: value for key, value in filters.items() if value})
        rows = numbered(request, queries.found(data["q"], entries), size=20)
        rows.object_list = queries.in_order(list(rows.object_list))
        areas = areas_asked_about(data["q"])[:MOST_AREAS]
    return page(request, "portal/search.html", {"form": form, "rows": rows, "areas": areas})


@permitted(cases.see)
def follow(request, case):
    form = FollowForm(posted(request))

    def act(data):
        notices.not_too_often("follow", request.META.get("REMOTE_ADDR"))
        code = get_language() or "nb"
        return actions.follow(case, data["email"], language_code=code, at=timezone.now())

    context = {"case": case, "back": case.get_absolute_url()}
    thanks = _("Look in your inbox: a message with a link to confirm is on its way.")
    return handle(
        request, form, act, case.get_absolute_url(), "portal/follow.html", context, thanks=thanks
    )


@permitted(PUBLIC)
def confirm(request, token):
    row = get_object_or_404(Follow.objects.select_related("case"), token=token)
    form = Form(posted(request))
    url = row.case.get_absolute_url() if row.case.public_from else "/"

    def act(_data):
        return actions.confirm(row, at=timezone.now())

    return handle(
        request,
        form,
        act,
        url,
        "portal/confirm.html",
        {"follow": row},
        thanks=_("You now follow the case."),
    )


@permitted(PUBLIC)
def unfollow(request, token):
    row = get_object_or_404(Follow.objects.select_related("case"), token=token)
    form = Form(posted(request))

    def act(_data):
        return actions.unfollow(row)

    return handle(
        request,
        form,
        act,
        "/",
        "portal/unfollow.html",
        {"follow": row},
        thanks=_("You no longer follow the case, and your address is forgotten."),
    )


def _atom(request, title, link, entries):
    site = request.build_absolute_uri("/")[:-1]
    feed = Atom1Feed(title=title, link=site + link, description=title, language=get_language())
    for what, url, at, key in entries:
        feed.add_item(
            title=what,
            link=site + url,
            description=what,
            pubdate=at,
            updateddate=at,
            unique_id=f"{site}/{key}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@permitted(cases.see)
@cache_control(max_age=300)
def case_feed(request, case):
    events = told(case, organisation.may_follow(request.user)).filter(verb__in=NEWS)[:50]
    url = case.get_absolute_url()
    rows = [
        (f"{case.reference} {case.title}: {named(e.verb)}", url, e.at, f"h/{e.pk}") for e in events
    ]
    return _atom(request, str(case), url, rows)


def _named_in_feed(row):
    """A decision in a line of the feed; a refusal, and one that has fallen, say so."""
    says = row.item.get_outcome_display() if row.item.outcome == Outcome.REJECTED else ""
    says = _("Does not hold any more") if row.fallen else says
    return f"{row.body}: {row} – {says}" if says else f"{row.body}: {row}"


@permitted(PUBLIC)
@cache_control(max_age=300)
def feed(request):
    rows = (
        decisions.see.objects(request.user)
        .select_related("item__meeting", "body")
        .annotate(fallen=fallen())
        .order_by("-pk")[:50]
    )
    entries = [
        (_named_in_feed(row), row.get_absolute_url(), row.item.meeting.starts_at, f"v/{row.pk}")
        for row in rows
    ]
    return _atom(request, _("Latest decisions"), reverse("decisions:index"), entries)


@permitted(PUBLIC)
@cache_control(max_age=300)
def calendar(request):
    cal = Calendar()
    cal.add("prodid", "-//Tannhjul//NO")
    cal.add("version", "2.0")
    owner = entity()
    cal.add("x-wr-calname", str(owner) if owner else "Tannhjul")
    since = timezone.now() - timedelta(days=60)
    rows = meetings.see.objects(request.user).filter(starts_at__gte=since).select_related("body")
    for meeting in rows.order_by("starts_at")[:500]:
        event = Event()
        event.add("uid", f"mote-{meeting.pk}@{request.get_host()}")
        event.add("summary", str(meeting.body))
        event.add("dtstamp", timezone.now())
        event.add("dtstart", meeting.starts_at)
        event.add("dtend", meeting.ends_at or meeting.starts_at + timedelta(hours=3))
        event.add("location", meeting.place)
        event.add("url", request.build_absolute_uri(meeting.get_absolute_url()))
        event.add("status", "CANCELLED" if meeting.status == "cancelled" else "CONFIRMED")
        cal.add_component(event)
    return HttpResponse(cal.to_ical(), content_type="text/calendar; charset=utf-8")


@permitted(PUBLIC)
def rules(request):
    today = timezone.localdate()
    in_force = [rule for rule in law.RULES.values() if rule.holds_on(today)]
    context = {
        "rules": sorted(in_force, key=lambda rule: (rule.act, rule.paragraph)),
        "choices": [(option, chosen(option, today)) for option in OPTIONS.values()],
    }
    return page(request, "portal/rules.html", context)


@permitted(PUBLIC)
def gallery(request):
    return page(request, "portal/gallery.html", {"form": SearchForm({"q": "", "year": "x"})})


@permitted(PUBLIC)
def accessibility(request):
    return page(request, "portal/accessibility.html")
