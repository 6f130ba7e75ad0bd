"""The elections that a meeting holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tannhjul.cases.enums import Outcome
from tannhjul.core.choices import chosen
from tannhjul.elections.enums import ElectionStatus, Method
from tannhjul.elections.models import Election
from tannhjul.meetings.enums import OF_VALIDITY, Constituting, ItemStatus
from tannhjul.meetings.models import Item
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.choices import GOVERNMENT_IS_DESIGNATED
from tannhjul.organisation.enums import ELECTED_BODIES, BodyKind, Office
from tannhjul.organisation.models import Body
from tannhjul.organisation.rules.kinds import elects_its_leader

from .agenda import day_of


def elections_held_by(item: Item) -> QuerySet[Election]:
    """The elections that can be voted on in an item: the council's, or the body's own leader's.

    Of committees the council elects the leaders itself (kommuneloven §§ 5-7, 5-9, 23-1).
    """
    rows = Election.objects.filter(
        status=ElectionStatus.OPEN, method__in=[Method.PROPORTION, Method.MAJORITY]
    ).exclude(slates=None)
    if item.body.kind != BodyKind.COUNCIL:
        own = elects_its_leader(item.body.kind, item.body.elected_by_voters)
        rows = rows.filter(body=item.body).exclude(office="") if own else rows.none()
    return rows.select_related("body").order_by("pk")


ELECTS = {
    Constituting.EXECUTIVE: (BodyKind.EXECUTIVE_COMMITTEE, ""),
    Constituting.GOVERNMENT: (BodyKind.EXECUTIVE_COUNCIL, ""),
    Constituting.MAYOR: (BodyKind.COUNCIL, Office.LEADER),
    Constituting.DEPUTY_MAYOR: (BodyKind.COUNCIL, Office.DEPUTY_LEADER),
    Constituting.CONTROL: (BodyKind.CONTROL_COMMITTEE, ""),
}


# Elected by the voters, or in steps of their own.
ELECTED_BEFORE = (BodyKind.COUNCIL, *(kind for kind, _office in ELECTS.values()))


@dataclass(frozen=True)
class Guide:
    """What a step of the constituting meeting elects: where, and the election if it is prepared."""

    body: Body
    office: str
    election: Election | None


def steps_of_constituting(day: date) -> list[Constituting]:
    """What the constituting meeting does, by the form of government (§§ 7-1, 10-4 (2), 10-5).

    Other bodies that wait for members are offered last: the law says that they should be elected then.
    """
    parliamentary = organisation.is_parliamentary(day)
    designated = chosen(GOVERNMENT_IS_DESIGNATED, day)
    bodies = Body.objects.on(day).filter(source="")
    districts = bodies.filter(kind=BodyKind.DISTRICT_COMMITTEE)
    by_voters = districts.filter(
        Q(elected_by_voters=True) | Q(elections__method=Method.VOTERS)
    ).exists()
    others = bodies.filter(kind__in=ELECTED_BODIES).exclude(kind__in=ELECTED_BEFORE)
    leave_out = {
        Constituting.DISTRICTS: not by_voters,
        Constituting.OTHERS: not others.exists(),
        Constituting.EXECUTIVE: parliamentary,
        Constituting.GOVERNMENT: not parliamentary or designated,
    }
    return [step for step in Constituting if not leave_out.get(step)]


def unsettled_before(item: Item) -> int:
    """How many of the steps of the constituting meeting before an item are not settled yet."""
    if not item.meeting.constituting:
        return 0
    before = item.meeting.items.exclude(constitutes="").filter(order__lt=item.order)
    return sum(not _is_settled(row) for row in before.select_related("meeting"))


def _is_settled(item: Item) -> bool:
    """Whether a step has come to its end: found valid, or somebody elected."""
    if item.constitutes in OF_VALIDITY:
        return item.status == ItemStatus.DONE and item.outcome == Outcome.ADOPTED
    found = guide(item)
    if found is None:  # nothing is elected to a body that the municipality does not have
        return item.status == ItemStatus.DONE
    elected = (ElectionStatus.COUNTED, ElectionStatus.SEATED)
    return found.election is not None and found.election.status in elected


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
