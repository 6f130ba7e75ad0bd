"""What is being treated, and what lies on the table."""

from tannhjul.meetings import rules
from tannhjul.meetings.enums import (
    ItemStatus,
)
from tannhjul.meetings.models import Item, Meeting, Proposal, Statement
from tannhjul.organisation import queries as organisation

from .agenda import day_of


def proposing_by_law(item: Item) -> set[int]:
    """The ids of those who may make proposals in an item without sitting in the body.

    That is the mayor, in most bodies, and whoever has spoken on the mayor's behalf.
    """
    mayor = organisation.mayor_seat(day_of(item.meeting))
    if mayor is None or not rules.mayor_may_propose(item.meeting.body.kind):
        return set()
    stood_in = item.speeches.filter(instead_of=mayor.person_id, at__isnull=False)
    return {mayor.person_id, *stood_in.values_list("person_id", flat=True)}


def entered_by_law(item: Item) -> set[int]:
    """The ids of those who do not sit and can have something entered in the minutes of an item.

    The manager on the board of an enterprise, the auditor in the control committee.
    """
    day, kind = day_of(item.meeting), item.body.kind
    managers = organisation.managers(item.body, day)
    found = {pk for pk in managers if rules.dissent_is_entered(kind, False, True)}
    auditors = organisation.auditors(day) if rules.auditor_is_minuted(kind, True) else []
    return found | {person.pk for person in auditors}


def open_item(meeting: Meeting) -> Item | None:
    """The item being treated now."""
    return meeting.items.filter(status=ItemStatus.OPEN).first()


def statements(item: Item) -> list[Statement]:
    """What people have had entered in the minutes of an item."""
    return list(item.statements.select_related("person"))


def tabled(item: Item) -> list[Proposal]:
    """The proposals of an item."""
    return list(item.proposals.select_related("proposer"))
