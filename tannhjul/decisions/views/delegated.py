"""Decisions made with delegated power: the register, deciding, reporting, reversing, calling in."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases.access import inquire
from tannhjul.cases.access import see as see_case
from tannhjul.cases.access import write as write_case
from tannhjul.cases.models import Case
from tannhjul.core.access import permitted
from tannhjul.decisions import access, panels, queries
from tannhjul.decisions.actions import delegated as actions
from tannhjul.decisions.actions import precedents
from tannhjul.decisions.forms import CallInForm, DecideForm, PushDownForm, ReverseForm
from tannhjul.delegation import queries as delegation
from tannhjul.meetings.access import run
from tannhjul.organisation.queries import council, person_of
from tannhjul.web.pages import back, handle, numbered, page, posted


@permitted(access.see_delegated)
def index(request, rows):
    words = request.GET.get("q", "").replace("\0", "").strip()
    rows = rows.filter(queries.named(words)) if words else rows
    context = {
        "rows": numbered(request, rows.select_related("area", "decided_by")),
        "q": words,
        "may_decide": access.decide.allows(request.user),
    }
    return page(request, "decisions/delegated_index.html", context)


@permitted(access.see_delegated)
def detail(request, row):
    chain = delegation.chains([row.grant])[row.grant_id]
    context = {
        "row": row,
        "chain": chain,
        "judgement": row.judgement,
        "answers_for": queries.answers_for(row),
        "taken_over": queries.taken_over(row),
        "may_ask": inquire.allows(request.user),
        "tried": panels.tried_delegated(request.user, row),
        "may_read": access.read_delegated.allows(request.user, row),
        "may_reverse": row.status == "in_force"
        and access.reverse_delegated.allows(request.user, row),
    }
    return page(request, "decisions/delegated.html", context)


def _case(request):
    """The case that is decided in, if one is named that the user prepares."""
    key = request.GET.get("sak", "")
    mine = write_case.objects(request.user) if key.isdecimal() and len(key) < 19 else None
    return mine.filter(pk=key).first() if mine is not None else None


def _where(user, made) -> str:
    """What was made; the register, if it is a case that the one who sent it up does not see yet."""
    seen = not isinstance(made, Case) or see_case.allows(user, made)
    return made.get_absolute_url() if seen else reverse("decisions:delegated_index")


@permitted(access.decide)
def decide(request):
    case = _case(request)
    facts = {"title": case.title, "ground": case.ground} if case else {}
    form = DecideForm(posted(request), initial={"measure": "kroner", **facts})
    today = localdate()
    person: Any = person_of(request.user)

    def act(data):
        who = {"by": request.user, "person": person, "today": today}
        said = ("area", "title", "measure", "amount", "screened_title", "ground")
        names = (*said, "leads", "leads_nobody", "whose")
        parties = tuple(data["parties"].splitlines())
        about = {name: data[name] for name in names}
        matter = actions.Matter(case=case, parties=parties, **about)
        if data["principled"] == "yes":
            drafted = {name: data[name] for name in ("text", "reasons")}
            return actions.send_up(matter, data["why"], **drafted, **who)
        who["urgent"] = data["principled"] == "urgent"
        more = {name: data[name] for name in ("reasons", "impartial_because", "taken_because")}
        return actions.decide(matter, data["text"], data["why"], **more, **who)

    context = {
        "title": _("Decide with delegated power"),
        "back": case.get_absolute_url() if case else reverse("decisions:delegated_index"),
        "held": delegation.in_hand(person, today),
        "case": case,
    }
    return handle(
        request,
        form,
        act,
        lambda row: _where(request.user, row),
        "decisions/decide.html",
        context,
        thanks=_("Recorded. It is a case for the elected members now.")
        if request.POST.get("principled") == "yes"
        else _("Recorded. Everyone can see it in the register."),
        button=_("Record"),
    )


@permitted(access.push_down)
def push_down(request, case):
    person: Any = person_of(request.user)

    def act(data):
        why = data.pop("why")
        matter = actions.Matter(title=case.title, case=case, **data)
        precedents.push_down(matter, why, by=request.user, person=person, today=localdate())

    context = {
        "title": _("Push down: %(case)s") % {"case": case},
        "back": case.get_absolute_url(),
    }
    return handle(
        request,
        PushDownForm(posted(request), initial={"measure": "kroner"}),
        act,
        case.get_absolute_url(),
        "form_page.html",
        context,
        thanks=_("The case is back with the unit, with the power it has to decide it."),
        button=_("Push it down"),
    )


@require_POST
@permitted(run)
def report(request, meeting):
    actions.report(meeting, by=request.user)
    url = reverse("meetings:desk", args=[meeting.pk])
    return back(request, url, _("The report is on the agenda."))


@permitted(access.reverse_delegated)
def reverse_delegated(request, row):
    return _reverse(request, row, _("Reverse: %(what)s") % {"what": row})


@permitted(access.reverse_decision)
def reverse_decision(request, decision):
    return _reverse(request, decision, _("Reverse: %(what)s") % {"what": decision})


def _reverse(request, decided, title):
    form = ReverseForm(posted(request))
    form.offer("decision", queries.adopted_by(queries.above(decided), decided.decided_on))
    url = decided.get_absolute_url()
    return handle(
        request,
        form,
        lambda data: actions.reverse(decided, by=request.user, **data),
        url,
        "decisions/form.html",
        {"title": title, "back": url},
        thanks=_("The reversal has been entered, and stands with the decision."),
    )


@permitted(access.call_in)
def call_in(request, case):
    form, today = CallInForm(posted(request)), localdate()
    owner = council(today)
    form.offer("decision", queries.adopted_by([owner.pk] if owner else [], case.opened_on))
    url = case.get_absolute_url()
    return handle(
        request,
        form,
        lambda data: actions.call_in(case, data["decision"], by=request.user, today=today),
        url,
        "decisions/form.html",
        {"title": _("Call in: %(case)s") % {"case": case}, "back": url},
        thanks=_("The case is called in. Nobody else can decide it now."),
    )
