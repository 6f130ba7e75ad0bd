"""A concluded item that adopted or finally refused something is a decision."""

from tannhjul.core.journal import on
from tannhjul.meetings.queries import day_of, is_final

from .actions import political


@on("meetings.conclude")
def adopt(event, item):
    """Enter the decision in the same transaction as the item is concluded in."""
    if is_final(item):
        political.adopt(item, by=_actor(event), today=day_of(item.meeting))


def _actor(event):
    """Who concluded the item, still acting in the role it was done in."""
    return event.actor.acting(event.role) if event.actor else None
