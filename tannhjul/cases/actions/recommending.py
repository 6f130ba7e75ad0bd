"""The leader of a body recommends to it, beside the chief executive (domain 000, Fredrikstad)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import queries
from tannhjul.cases.choices import POLITICAL
from tannhjul.cases.enums import Status, StepStatus
from tannhjul.cases.models import Case, Recommendation
from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.queries import leader as leader_of

from .preparing import locked, note


@transaction.atomic
def recommend_politically(
    case: Case, body: Body, text: str, *, by, leader: Person, today: date, reason: str = ""
) -> Recommendation:
    """Recommend to ``body``; from now on this is the recommendation that counts there.

    The chief executive's stays visible beside it. If they differ, the reason is required, and the
    case goes back to the chief executive for an assessment before the body treats it.
    """
    case = locked(case)
    _must_lead(body, leader, today)
    if case.status != Status.READY:
        raise Refused(_("The chief executive recommends first, and the case is not decided yet."))
    if not case.steps.filter(body=body, status=StepStatus.WAITING).exists():
        raise Refused(_("The case does not wait for this body (any more)."))
    first = queries.administrative_recommendation(case)
    if first is None:
        raise Refused(_("The chief executive recommends first."))
    deviates = _plain(text) != _plain(first.text)
    if deviates and not reason.strip():
        raise Refused(_("This deviates from the chief executive's recommendation: say why."))
    row = Recommendation.objects.create(
        case=case,
        text=text,
        reason=reason if deviates else "",
        deviates=deviates,
        leader=leader,
        to_body=body,
        given_on=today,
        by_id=getattr(by, "pk", None),
    )
    note("recommend_politically", case, by, body=body.pk, deviates=deviates)
    return row


def _plain(text: str) -> str:
    """A text without differences that nobody sees."""
    return " ".join(text.split())


def _must_lead(body: Body, leader: Person, today: date) -> None:
    if not chosen(POLITICAL, today, body.pk):
        raise Refused(_("The leader does not recommend to this body: that has not been chosen."))
    seat = leader_of(body, today)
    if seat is None or seat.person_id != leader.pk:
        raise Refused(_("Only the leader of the body recommends to it."))


@transaction.atomic
def assess(recommendation: Recommendation, text: str, *, by, today: date) -> Recommendation:
    """The chief executive assesses, in fact, what deviates; then the body can treat the case."""
    case = locked(recommendation.case)
    row = Recommendation.objects.get(pk=recommendation.pk)
    if not row.waits_for_assessment:
        raise Refused(_("This does not wait for an assessment (any more)."))
    row.assessment, row.assessed_on = text, today
    row.save(update_fields=["assessment", "assessed_on"])
    note("assess", case, by, body=row.to_body_id)
    return row


@transaction.atomic
def choose_spokesperson(case: Case, person: Person | None, *, by) -> Case:
    """Saksordfører: the member who presents the case and follows it through (domain 002a B6)."""
    case = locked(case)
    if case.status not in (Status.DRAFT, Status.SUBMITTED, Status.READY):
        raise Refused(_("The case is over."))
    case.spokesperson = person
    case.save(update_fields=["spokesperson"])
    note("choose_spokesperson", case, by, person=person.pk if person else None)
    return case
