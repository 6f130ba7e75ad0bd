"""What decisions show on pages of the modules below."""

from typing import Any

from django.utils.timezone import localdate

from tannhjul.cases import access as cases
from tannhjul.cases.enums import Status
from tannhjul.core import panels
from tannhjul.meetings.access import raise_motion, see_motion
from tannhjul.meetings.enums import MotionStatus
from tannhjul.meetings.models import Item
from tannhjul.meetings.queries import day_of, must_be_taken_up, triable
from tannhjul.meetings.queries.urgent import NOT_OVER

from . import access, queries
from .enums import UNDER_WAY, Standing
from .models import CallIn, Decision, Delegated, DelegatedDemand, LegalityCheck


@panels.add("cases:detail", "decisions/panels/follow_up.html")
def follow_up(request, case):
    """The decisions in a case, and what became of them."""
    rows = access.read.objects(request.user).filter(case=case)
    decisions = list(
        rows.select_related("item", "body").prefetch_related(
            "commitments__owner", "commitments__alerts"
        )
    )
    return {"decisions": decisions} if decisions else None


@panels.add("cases:detail", "decisions/panels/power.html")
def power(request, case):
    """Who has decided or may decide in a case without a meeting, and what was judged about that."""
    rows = access.see_delegated.objects(request.user).filter(case=case)
    context = {
        "case": case,
        "delegated": rows.select_related("decided_by"),
        "judgements": queries.judgements(case) if cases.read.allows(request.user, case) else [],
        "call_in": CallIn.objects.filter(case=case).select_related("decision__body").first(),
        "may_decide": case.is_prepared
        and access.decide.allows(request.user)
        and cases.write.allows(request.user, case),
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
    seen = access.see_commitment.objects(request.user).values("pk")
    return {
        **found,
        "commitments": found["commitments"].filter(pk__in=seen),
        "alerts": found["alerts"].filter(commitment__in=seen),
    }


@panels.add("meetings:motion", "decisions/panels/demand.html")
def demand(request, motion):
    """What came of a demand for a legality check, or where the secretariat opens it."""
    if motion.decided_on is None:
        return None
    over = DelegatedDemand.objects.filter(motion=motion).select_related("delegated").first()
    check = LegalityCheck.objects.filter(motion=motion).first()
    may_open = check is None and must_be_taken_up(motion)
    return {
        "motion": motion,
        "delegated": over.delegated if over else None,
        "check": check,
        "may_open": may_open and access.open_check.allows(request.user, motion),
    }


def tried_item(user, item: Item) -> dict[str, Any]:
    """The legality checks of what was decided in an item, and what the user can do about them."""
    ends = queries.check_ends(day_of(item.meeting))
    sent = see_motion.objects(user).filter(about=item, status=MotionStatus.SENT)
    return {
        "item": item,
        "checks": access.see_check.objects(user).filter(item=item),
        "check_ends": ends,
        "demands": sent,
        "may_demand": localdate() <= ends and raise_motion.allows(user, item.meeting),
        "may_take_up": access.take_up_item.allows(user, item),
    }


def tried_decision(user, decision: Decision) -> dict[str, Any]:
    """How a decision of a body is tried again."""
    complained = access.complain.allows(user, decision)
    return {**tried_item(user, decision.item), **_complaints(user, decision, complained)}


def tried_delegated(user, row: Delegated) -> dict[str, Any]:
    """How a decision made with delegated power is tried again."""
    ends = queries.check_ends(row.decided_on)
    sent = see_motion.objects(user).filter(over_delegated__delegated=row)
    stands = row.status == Standing.IN_FORCE
    in_time = stands and localdate() <= ends
    tried = row.legality_checks.filter(status__in=UNDER_WAY)
    return {
        "delegated": row,
        "checks": access.see_check.objects(user).filter(delegated=row),
        "check_ends": ends,
        "demands": sent.filter(status=MotionStatus.SENT),
        "may_demand": in_time and access.demand_check.allows(user, row),
        "may_take_up": stands and access.take_up_delegated.allows(user, row) and not tried.exists(),
        **_complaints(user, row, access.complain_delegated.allows(user, row)),
    }


def _complaints(user, over: Decision | Delegated, may_complain: bool) -> dict[str, Any]:
    rows = over.complaints.all()
    return {
        "complaints": rows,
        "seen": set(
            access.see_complaint.objects(user).filter(pk__in=rows).values_list("pk", flat=True)
        ),
        "may_complain": may_complain,
    }


@panels.add("meetings:item", "decisions/panels/tried.html")
def tried_in_item(request, item):
    """How what was decided in an item is tried, also on doors and on impartiality."""
    if item.meeting.status in NOT_OVER:
        return None
    found = tried_item(request.user, item)
    beside = [row for row in triable(item.meeting) if row.item == item and row.tries != "decision"]
    may_try = found["may_demand"] or found["may_take_up"]
    if not (found["checks"] or found["demands"] or (beside and may_try)):
        return None
    return {"tried": found, "beside": beside if found["may_demand"] else []}


@panels.add("portal:front", "decisions/panels/latest.html")
def latest(request, _nothing):
    """The latest decisions."""
    rows = access.see.objects(request.user).select_related("item", "body")
    return {"decisions": rows[:6]}
