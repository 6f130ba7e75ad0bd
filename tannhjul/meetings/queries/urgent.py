"""Who has the power to decide an item, and what was decided in place of another body."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tannhjul.cases.enums import Kind, Outcome
from tannhjul.core.choices import chosen
from tannhjul.meetings import rules
from tannhjul.meetings.choices import URGENT
from tannhjul.meetings.enums import ItemStatus, Question, Result, Status, VoteStatus
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Body
from tannhjul.organisation.rules.bodies import has_power_to_decide

from .agenda import day_of

NOT_OVER = (Status.PLANNED, Status.CONVENED, Status.OPEN)


def power_in(item: Item) -> str:
    """What the body does in an item: what the way of the case says, else what the body may do.

    In place of another body it decides (kommuneloven § 11-8), and so does every body over its own
    procedure and its own elections.
    """
    if item.decides_for_id:
        return Power.DECIDES
    if item.step:
        return item.step.power
    own = item.kind == Kind.PROCEDURE or was_voted_on(item, Question.ELECTION)
    return Power.DECIDES if own else item.body.power


def was_voted_on(item: Item, question: str) -> bool:
    """Whether a vote of some kind has been counted in an item. Read from rows that can be prefetched."""
    return any(
        vote.question == question
        and vote.status == VoteStatus.CLOSED
        and vote.result != Result.ANNULLED
        for vote in item.votes.all()
    )


def is_final(item: Item) -> bool:
    """Whether something was decided in an item that nobody treats after it: adopted, or refused."""
    if item.kind == Kind.PROCEDURE:
        return False
    refused = item.outcome == Outcome.REJECTED and has_power_to_decide(power_in(item))
    return item.outcome == Outcome.ADOPTED or refused


def could_decide(item: Item) -> QuerySet[Body]:
    """The bodies in whose place an item could be decided: the last on the way of the case, if any."""
    bodies = Body.objects.on(day_of(item.meeting)).filter(power=Power.DECIDES)
    if item.case:
        last = item.case.steps.in_bodies().order_by("order").last()
        bodies = bodies.filter(pk=last.body_id) if last and last.body_id else bodies.none()
    return bodies.exclude(pk=item.body_id)


def may_be_urgent(item: Item) -> bool:
    """Whether the body may decide this in place of another, and does not decide it anyway."""
    if item.decides_for_id or (item.step and item.step.power == Power.DECIDES):
        return False
    allowed = chosen(URGENT, day_of(item.meeting), item.body_id)
    return rules.may_decide_urgently(item.body.kind, allowed) and could_decide(item).exists()


def unreported(body: Body, by: Meeting | None = None) -> QuerySet[Item]:
    """What was decided in place of ``body`` and has not been, nor stands to be, reported to it.

    ``by``: counting what is reported in this meeting or before it only, for what was decided before it.
    """
    told = Item.objects.filter(reports=OuterRef("pk")).exclude(meeting__status=Status.CANCELLED)
    told = told.exclude(outcome__in=[Outcome.POSTPONED, Outcome.RETURNED])
    told = told.filter(Q(status=ItemStatus.DONE) | Q(meeting__status__in=NOT_OVER))
    rows = Item.objects.filter(decides_for=body, outcome=Outcome.ADOPTED)
    if by is not None:
        told = told.filter(meeting__starts_at__lte=by.starts_at)
        rows = rows.filter(meeting__starts_at__lt=by.starts_at)
    return rows.filter(~Exists(told)).select_related("meeting", "body").order_by("pk")
