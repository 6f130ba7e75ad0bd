"""What decisions show on pages of the modules below, and how one is tried again, on its own page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tannhjul.cases import access as cases
from tannhjul.cases.enums import Status
from tannhjul.commitments.access import see as see_commitment
from tannhjul.commitments.models import Commitment
from tannhjul.commitments.queries.about import with_about
from tannhjul.commitments.queries.judgements import of, of_any
from tannhjul.meetings.access import raise_motion, read_motion, see_motion
from tannhjul.meetings.enums import MotionStatus, ReviewSubject
from tannhjul.meetings.models import Item, Motion
from tannhjul.meetings.queries import Reviewable, day_of, must_be_taken_up, reviewable_in
from tannhjul.meetings.queries.urgent import NOT_OVER
from tannhjul.web import panels

from . import access, queries
from .enums import PRINCIPLE, SLUG
from .models import CallIn, Decision, DelegatedDecision, DelegatedDemand, LegalityCheck


@panels.add("cases:detail", "decisions/panels/follow_up.html")
def follow_up(request, case):
    """The decisions in a case, and what became of them."""
    rows = (
        access.read.objects(request.user)
        .filter(case=case)
        .annotate(fallen=queries.fallen(), waits=queries.waits())
    )
    decisions = list(rows.select_related("item", "body"))
    promised = Commitment.objects.filter(about_kind=SLUG, about_id__in=[d.pk for d in decisions])
    kept = list(promised.select_related("owner").prefetch_related("alerts"))
    found = [(row, [each for each in kept if each.about_id == row.pk]) for row in decisions]
    return {"decisions": found} if found else None


@panels.add("organisation:unit", "decisions/panels/shares.html")
def went_up_and_down(_request, unit):
    """How often matters of a unit were pushed down to it or taken over, this half-year."""
    day = localdate()
    since = day.replace(month=1 if day.month < 7 else 7, day=1)
    found = queries.shares(unit, since)
    shown = found.pushed_down or found.taken_over
    return {"shares": found, "since": since} if shown else None


@panels.add("cases:detail", "decisions/panels/power.html")
def power(request, case):
    """Who has decided or may decide in a case without a meeting, and what was judged about that."""
    seen = access.see_delegated.objects(request.user).filter(case=case)
    rows = list(seen.select_related("decided_by"))
    judged = [row for row in of_any(case) if row.kind == PRINCIPLE]
    judged += of(PRINCIPLE, *rows) if rows else []
    calls = CallIn.objects.filter(case=case).select_related("decision__body")
    context = {
        "case": case,
        "delegated": rows,
        "judgements": judged if judged and cases.read.allows(request.user, case) else [],
        "call_in": calls.first() if case.called_in_by_id else None,
        "may_decide": case.is_prepared
        and access.decide.allows(request.user)
        and cases.write.allows(request.user, case),
        "may_push_down": (may_push := access.push_down.allows(request.user, case)),
        "precedents": queries.precedents_for(case) if may_push else [],
        "may_call_in": (case.is_prepared or case.status == Status.READY)
        and access.call_in.allows(request.user, case),
    }
    shown = any(context[name] for name in context if name != "case")
    return context if shown else None


@panels.add("meetings:desk", "decisions/panels/to_report.html")
def to_report(request, meeting):
    """What has been decided with the body's power and not been reported to it."""
    delegated = queries.unreported(meeting.body)
    decisions = queries.unreported_by_executive_council(meeting.body)
    done, alerts = queries.done_to_tell(meeting.body), queries.alerts_to_tell(meeting.body)
    waiting = any(rows.exists() for rows in (delegated, decisions, done, alerts))
    if meeting.status not in NOT_OVER or not waiting:
        return None
    return {
        "meeting": meeting,
        "delegated": delegated,
        "decisions": decisions,
        "commitments": done,
        "alerts": alerts,
    }


@panels.add("meetings:item", "decisions/panels/report.html")
def report(request, item):
    """What an item reports of delegated decisions."""
    found = queries.report_in(item)
    if found is None:
        return None
    seen = see_commitment.objects(request.user).values("pk")
    alerts = list(found["alerts"].filter(commitment__in=seen))
    with_about(row.commitment for row in alerts)
    return {
        **found,
        "leads": queries.leads_the_administration(day_of(item.meeting)),
        "commitments": with_about(found["commitments"].filter(pk__in=seen)),
        "alerts": alerts,
    }


@panels.add("meetings:motion", "decisions/panels/demand.html")
def demand(request, motion):
    """What a demand for a legality check is about and what came of it, or where it is opened."""
    if motion.decided_on is None:
        return None
    over = DelegatedDemand.objects.filter(motion=motion).select_related("delegated").first()
    delegated = over.delegated if over else None
    check = _check_after(motion, delegated)
    return {
        "motion": motion,
        "delegated": delegated,
        "may_read": delegated is not None
        and access.read_delegated.allows(request.user, delegated)
        and not read_motion.allows(request.user, motion),
        "check": check if check and access.see_check.allows(request.user, check) else None,
        "may_open": check is None
        and must_be_taken_up(motion)
        and access.open_check.allows(request.user, motion),
    }


def _check_after(motion, delegated) -> LegalityCheck | None:
    """The check that a demand was taken up in: its own, or one that it joined."""
    if motion.status != MotionStatus.TAKEN_UP:
        return None
    about = {"delegated": delegated} if delegated else {"item": motion.about, "tries": motion.tries}
    rows = LegalityCheck.objects.filter(**about)
    return rows.filter(motion=motion).first() or rows.first()


def tried_item(user, item: Item) -> dict[str, Any]:
    """The legality checks of what was decided in an item, and what the user can still have tried."""
    ends = queries.check_ends(day_of(item.meeting))
    checks = list(access.see_check.objects(user).filter(item=item))
    holds = queries.holds(item)
    may_demand = holds and localdate() <= ends and raise_motion.allows(user, item.meeting)
    may_begin = holds and access.take_up_item.allows(user, item)
    return {
        "item": item,
        "holds": holds,
        "checks": checks,
        "check_ends": ends if holds and localdate() <= ends else None,
        "demands": _demands(user).filter(about=item),
        "open": _still_triable(item, checks) if may_demand or may_begin else [],
        "may_demand": may_demand,
        "may_take_up": may_begin,
    }


def _demands(user) -> QuerySet[Motion]:
    """Demands that no check was opened for: still gathering members, or turned away."""
    ended = (MotionStatus.TAKEN_UP, MotionStatus.WITHDRAWN)
    return see_motion.objects(user).exclude(status__in=ended)


def _still_triable(item: Item, checks: list[LegalityCheck]) -> list[Reviewable]:
    """What was decided in an item of a meeting that is over, and is not being tried already."""
    if item.meeting.status in NOT_OVER:
        return []
    tried = {row.tries for row in checks if row.is_under_way}
    return [row for row in reviewable_in(item) if row.tries not in tried]


def tried_decision(user, decision: Decision) -> dict[str, Any]:
    """How a decision of a body is tried again."""
    found = tried_item(user, decision.item)
    may_complain = found["holds"] and access.complain.allows(user, decision)
    return {**found, **_complaints(user, decision, may_complain)}


def tried_delegated(user, row: DelegatedDecision) -> dict[str, Any]:
    """How a decision made with delegated power is tried again."""
    ends = queries.check_ends(row.decided_on)
    checks = list(access.see_check.objects(user).filter(delegated=row))
    holds = queries.holds(row)
    free = holds and not any(one.is_under_way for one in checks)
    return {
        "delegated": row,
        "checks": checks,
        "check_ends": ends if free and localdate() <= ends else None,
        "demands": _demands(user).filter(over_delegated__delegated=row),
        "may_demand": free and localdate() <= ends and access.demand_check.allows(user, row),
        "may_take_up": free and access.take_up_delegated.allows(user, row),
        **_complaints(user, row, holds and access.complain_delegated.allows(user, row)),
    }


def _complaints(user, over: Decision | DelegatedDecision, may_complain: bool) -> dict[str, Any]:
    rows = over.complaints.all()
    seen = access.see_complaint.objects(user).filter(pk__in=rows)
    return {
        "complaints": rows,
        "seen": set(seen.values_list("pk", flat=True)),
        "may_complain": may_complain,
    }


@panels.add("meetings:item", "decisions/panels/tried.html")
def tried_in_item(request, item):
    """How what was decided in an item is tried, also on doors and on impartiality."""
    found = tried_item(request.user, item)
    beside = [
        row for row in found["open"] if found["may_demand"] or row.tries != ReviewSubject.DECISION
    ]
    return {"tried": found} if found["checks"] or found["demands"] or beside else None


@panels.add("portal:front", "decisions/panels/latest.html", order=30)
def latest(request, _nothing):
    """The latest decisions."""
    rows = access.see.objects(request.user).annotate(fallen=queries.fallen(), waits=queries.waits())
    return {"decisions": rows.select_related("item", "body")[:6]}
