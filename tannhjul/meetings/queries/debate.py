"""What is being treated, and what lies on the table."""

from tannhjul.meetings import rules
from tannhjul.meetings.enums import (
    ItemStatus,
)
from tannhjul.meetings.models import Item, Meeting, Proposal
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Person

from .agenda import day_of


def proposes_by_law(meeting: Meeting, person: Person) -> bool:
    """Whether someone who does not sit in the body may make proposals there: the mayor, in most."""
    mayor = organisation.mayor_seat(day_of(meeting))
    own = mayor is not None and mayor.person_id == person.pk
    return own and rules.mayor_may_propose(meeting.body.kind)


def open_item(meeting: Meeting) -> Item | None:
    """The item being treated now."""
    return meeting.items.filter(status=ItemStatus.OPEN).first()


def tabled(item: Item) -> list[Proposal]:
    """The proposals of an item."""
    return list(item.proposals.select_related("proposer"))
