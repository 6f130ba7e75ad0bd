"""A concluded item that adopted something is a decision."""

from tannhjul.cases.enums import Kind, Outcome
from tannhjul.core.journal import on
from tannhjul.meetings.queries import day_of

from .actions import political


@on("meetings.conclude")
def adopt(event, item):
    """Enter the decision in the same transaction as the item is concluded in."""
    if item.outcome == Outcome.ADOPTED and item.kind != Kind.PROCEDURE:
        political.adopt(item, by=_actor(event), today=day_of(item.meeting))


def _actor(event):
    """Who concluded the item, still wearing the hat it was done in."""
    return event.actor.wearing(event.role) if event.actor else None
