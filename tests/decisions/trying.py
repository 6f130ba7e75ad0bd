"""What the tests of legality checks share: a demand for a check, a second look."""

from datetime import timedelta

from django.utils import timezone

from tannhjul.meetings.actions import motions
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.queries import members


def demand_a_check(decision, council, secretary, supporters=3):
    """A demand of members of the council, a week after the decision."""
    people = [seat.person for seat in members(council, decision.decided_on)]
    where = {"meeting": decision.item.meeting, "about": decision.item}
    facts = {"by": secretary, "today": decision.decided_on + timedelta(days=7)}
    demand = motions.send(
        council, people[0], "legality", "Habilitet", "Var alle habile?", **where, **facts
    )
    for person in people[1:supporters]:
        motions.support(demand, person, **facts)
    return demand


def second_look(body, outcome="adopted", at=None):
    """An item in which a body ended something, now or at another moment."""
    at = at or timezone.now()
    facts = {"starts_at": at, "ends_at": at, "convened_on": at.date(), "status": "closed"}
    meeting = Meeting.objects.create(body=body, **facts)
    facts = {"body": body, "status": "done", "outcome": outcome, "resolution": "Står fast."}
    return Item.objects.create(meeting=meeting, title="Sett på igjen", order=1, **facts)
