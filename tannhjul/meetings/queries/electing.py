"""The elections that a meeting holds."""

from dataclasses import dataclass

from django.db.models import QuerySet

from tannhjul.meetings.enums import (
    Constituting,
)
from tannhjul.meetings.models import Item
from tannhjul.organisation.enums import BodyKind, ElectionStatus, Method, Office
from tannhjul.organisation.models import Body, Election

from .sitting import day_of


def elections_held_by(item: Item) -> QuerySet[Election]:
    """The elections that can be voted on in an item: the council's, or the body's own leader's."""
    rows = Election.objects.filter(
        status=ElectionStatus.OPEN, method__in=[Method.PROPORTION, Method.MAJORITY]
    ).exclude(slates=None)
    if item.body.kind != BodyKind.COUNCIL:
        rows = rows.filter(body=item.body).exclude(office="")
    return rows.select_related("body").order_by("pk")


ELECTS = {
    Constituting.EXECUTIVE: (BodyKind.EXECUTIVE_COMMITTEE, ""),
    Constituting.MAYOR: (BodyKind.COUNCIL, Office.LEADER),
    Constituting.DEPUTY_MAYOR: (BodyKind.COUNCIL, Office.DEPUTY_LEADER),
    Constituting.CONTROL: (BodyKind.CONTROL_COMMITTEE, ""),
}


@dataclass(frozen=True)
class Guide:
    """What a step of the constituting meeting elects: where, and the election if it is prepared."""

    body: Body
    office: str
    election: Election | None


def guide(item: Item) -> Guide | None:
    """The election that belongs to a step of the constituting meeting."""
    if item.constitutes not in ELECTS:
        return None
    kind, office = ELECTS[Constituting(item.constitutes)]
    body = Body.objects.on(day_of(item.meeting)).filter(kind=kind).first()
    if body is None:
        return None
    rows = body.elections.filter(office=office, held_on__gte=day_of(item.meeting))
    return Guide(body, office, rows.exclude(status=ElectionStatus.CANCELLED).first())
