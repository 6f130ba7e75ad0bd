"""Who is expected, who is there, who counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tannhjul.cases.enums import Nature
from tannhjul.meetings import rules
from tannhjul.meetings.enums import (
    NOT_COMING,
    Capacity,
    Finding,
)
from tannhjul.meetings.models import Item, Meeting, Presence, Recusal
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import Office
from tannhjul.organisation.models import Party, Person, Seat

from .agenda import day_of
from .debate import open_item


@dataclass(frozen=True)
class Expected:
    """Someone expected to sit in a meeting."""

    person: Person
    party: Party | None
    capacity: str
    replaces: Person | None
    answer: str


def once_each(rows: Iterable[Presence]) -> list[Presence]:
    """Of those who were there, one row for each person and capacity: who left came back as the same.

    When they came and went is said beside.
    """
    first: dict[tuple, Presence] = {}
    for row in rows:
        key = (row.person_id, row.item_id, row.capacity, row.replaces_id)
        if key not in first:
            first[key] = row
    return list(first.values())


def expected(meeting: Meeting) -> list[Expected]:
    """Members who have not reported absence, and deputies called who have not declined."""
    day = day_of(meeting)
    away = set(meeting.absences.values_list("person_id", flat=True))
    rows = [
        Expected(seat.person, seat.party, Capacity.MEMBER, None, "")
        for seat in organisation.members(meeting.body, day)
        if seat.person_id not in away
    ]
    parties = {seat.person_id: seat.party for seat in organisation.deputies(meeting.body, day)}
    calls = meeting.calls.filter(item=None).exclude(status__in=NOT_COMING)
    members = {row.person.pk for row in rows}
    for call in calls.select_related("deputy", "replaces"):
        if call.deputy_id in members:  # has become a member since
            continue
        rows.append(
            Expected(
                call.deputy,
                parties.get(call.deputy_id),
                Capacity.DEPUTY,
                call.replaces,
                call.status,
            )
        )
    return rows


def absent(meeting: Meeting) -> list[str]:
    """The names of the members who did not sit in the meeting at all."""
    sat = set(meeting.presences.values_list("person_id", flat=True))
    seats = organisation.members(meeting.body, day_of(meeting))
    return [seat.person.name for seat in seats if seat.person_id not in sat]


def present(meeting: Meeting, at: datetime) -> QuerySet[Presence]:
    """Who sat in the meeting (not only for one item) at a moment."""
    rows = meeting.presences.filter(
        Q(left_at=None) | Q(left_at__gt=at), item=None, arrived_at__lte=at
    )
    return rows.select_related("person", "party")


def _may_vote(item: Item, at: datetime) -> QuerySet[Presence]:
    out = Recusal.objects.filter(item=item, finding=Finding.PARTIAL).values("person")
    rows = Presence.objects.filter(
        Q(item=None) | Q(item=item),
        Q(left_at=None) | Q(left_at__gt=at),
        meeting=item.meeting_id,
        arrived_at__lte=at,
    )
    rows = rows.exclude(person__in=out).exclude(person__in=_kept_out(item))
    return rows.select_related("person", "party")


def _kept_out(item: Item) -> list[int]:
    """The ids of those on the board of an enterprise who take no part in an item by law (§ 9-6).

    About individuals is a case that names parties, or one about an employee or a complaint; regulations
    are kept from them in the same way.
    """
    if item.body.kind != rules.BOARD:
        return []
    nature = item.case.nature if item.case else ""
    named = item.case is not None and item.case.parties.exists()
    about = named or nature in (Nature.EMPLOYEE, Nature.COMPLAINT, Nature.REGULATION)
    seats = Seat.objects.on(day_of(item.meeting)).filter(body=item.body)
    return [
        seat.person_id
        for seat in seats
        if not rules.employees_take_part(seat.by_employees, nature, about)
    ]


def entitled(item: Item, at: datetime) -> list[Presence]:
    """Who may vote in an item at a moment: those present, less the disqualified, plus their deputies."""
    return list(_may_vote(item, at).order_by("party__code", "pk"))


def seat_in(item: Item, person: Person, at: datetime) -> Presence | None:
    """Someone's place in an item at a moment, if the person may vote in it; one query."""
    return _may_vote(item, at).filter(person=person).first()


def parties_in(item: Item, people: Iterable[int], at: datetime) -> dict[int, int | None]:
    """Of ``people``, those who may vote in an item, each with the party; one query."""
    rows = _may_vote(item, at).filter(person__in=list(people))
    return dict(rows.values_list("person_id", "party_id"))


def members_total(meeting: Meeting) -> int:
    """How many the body has, for the quorum: its set size, else its seats on the day."""
    return meeting.body.seats_total or len(organisation.members(meeting.body, day_of(meeting)))


def in_line_to_lead(meeting: Meeting, person: Person) -> tuple[str, bool, bool]:
    """(office of ``person``, whether the leader, whether the deputy leader can lead now)."""
    here = set(meeting.presences.filter(left_at=None, item=None).values_list("person", flat=True))
    item = open_item(meeting)
    if item:
        out = item.recusals.filter(finding=Finding.PARTIAL)
        here -= set(out.values_list("person", flat=True))
    seats = organisation.members(meeting.body, day_of(meeting))
    held = {seat.person_id: seat.office for seat in seats if seat.office}
    can = {office for holder, office in held.items() if holder in here}
    return held.get(person.pk, ""), Office.LEADER in can, Office.DEPUTY_LEADER in can


def chairing(item: Item, sitting: Iterable[Presence]) -> int | None:
    """Who chairs the item: the chair if sitting in it, else the deputy leader."""
    here = {row.person_id for row in sitting}
    if item.meeting.chair_id in here:
        return item.meeting.chair_id
    rows = Seat.objects.on(day_of(item.meeting)).filter(body=item.body, person__in=here)
    return rows.filter(office=Office.DEPUTY_LEADER).values_list("person_id", flat=True).first()
