"""What decisions show on pages of the modules below."""

from tannhjul.cases import access as cases
from tannhjul.cases.enums import Status
from tannhjul.core import panels
from tannhjul.meetings.queries import must_be_taken_up
from tannhjul.meetings.queries.urgent import NOT_OVER

from . import access, queries
from .models import CallIn, Decision, LegalityCheck


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
    decision = Decision.objects.filter(item=motion.about).first() if motion.about else None
    if decision is None or not access.see.allows(request.user, decision):
        return None
    check = LegalityCheck.objects.filter(motion=motion).first()
    may_open = check is None and must_be_taken_up(motion)
    return {
        "decision": decision,
        "check": check,
        "may_open": may_open and access.open_check.allows(request.user, decision),
    }


@panels.add("portal:front", "decisions/panels/latest.html")
def latest(request, _nothing):
    """The latest decisions."""
    rows = access.see.objects(request.user).select_related("item", "body")
    return {"decisions": rows[:6]}
