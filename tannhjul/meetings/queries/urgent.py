"""Who has the power to decide an item, and what was decided in place of another body."""

from django.db.models import Exists, OuterRef, QuerySet

from tannhjul.cases.enums import Kind, Outcome
from tannhjul.core.choices import chosen
from tannhjul.meetings import rules
from tannhjul.meetings.choices import URGENT
from tannhjul.meetings.enums import Question, Status
from tannhjul.meetings.models import Item
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Body

from .sitting import day_of


def power_in(item: Item) -> str:
    """What the body does in an item: what the way of the case says, else what the body may do.

    In place of another body it decides (kommuneloven § 11-8), and so does every body over its own
    procedure and its own elections.
    """
    own = item.kind == Kind.PROCEDURE or item.votes.filter(question=Question.ELECTION).exists()
    if item.decides_for_id or own:
        return Power.DECIDES
    return item.step.power if item.step else item.body.power


def could_decide(item: Item) -> QuerySet[Body]:
    """The bodies in whose place an item could be decided: the last on the way of the case, if any."""
    bodies = Body.objects.on(day_of(item.meeting)).filter(power=Power.DECIDES)
    if item.case:
        last = item.case.steps.order_by("order").last()
        bodies = bodies.filter(pk=last.body_id if last else None)
    return bodies.exclude(pk=item.body_id)


def may_be_urgent(item: Item) -> bool:
    """Whether the body may decide this in place of another, and does not decide it anyway."""
    if item.decides_for_id or (item.step and item.step.power == Power.DECIDES):
        return False
    allowed = chosen(URGENT, day_of(item.meeting), item.body_id)
    return rules.may_decide_urgently(item.body.kind, allowed) and could_decide(item).exists()


def unreported(body: Body) -> QuerySet[Item]:
    """What was decided in place of ``body`` and stands on none of its agendas yet."""
    told = Item.objects.filter(reports=OuterRef("pk")).exclude(meeting__status=Status.CANCELLED)
    rows = Item.objects.filter(~Exists(told), decides_for=body, outcome=Outcome.ADOPTED)
    return rows.select_related("meeting", "body").order_by("pk")
