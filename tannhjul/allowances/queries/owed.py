"""What is owed to whom, and why: computed from attendance, seats, grants and claims, never stored."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.timezone import localdate

from tannhjul.allowances import rules
from tannhjul.allowances.choices import ATTENDANCE, DEPUTY_YEAR, LEADER_YEAR, MEMBER_YEAR, WRITTEN
from tannhjul.allowances.enums import ClaimStatus, Kind
from tannhjul.allowances.models import ABOUT, Claim, Fixed, Leave
from tannhjul.meetings.enums import MeetingForm, Status
from tannhjul.meetings.models import Presence
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import Office, SeatKind
from tannhjul.organisation.models import Person, Seat

from .rates import Freed, Rates, body_of

HELD = (Status.CLOSED, Status.APPROVED, Status.PUBLISHED)
OF_OFFICE = {Office.LEADER: LEADER_YEAR, Office.DEPUTY_LEADER: DEPUTY_YEAR}
ZERO = Decimal(0)
Gap = tuple[date, date | None]


@dataclass(frozen=True)
class Owed:
    """A sum that follows from one fact: an attendance, a seat, a grant or a claim."""

    person_id: int
    kind: str
    day: date
    quantity: Decimal
    rate: Decimal
    amount: Decimal
    meeting_id: int | None = None
    seat_id: int | None = None
    fixed_id: int | None = None
    claim_id: int | None = None
    body_id: int | None = None

    @property
    def about(self) -> tuple:
        """Which fact it is, to find what has been paid for it."""
        return tuple(getattr(self, name) for name in ABOUT)


def owed(since: date, until: date, person: Person | None = None) -> list[Owed]:
    """All that is owed for the time from ``since`` to ``until``, to everyone or to one."""
    rates, freed, own = Rates(), Freed(), {"person": person} if person else {}
    return [
        *_attendance(since, until, rates, freed, own),
        *_offices(since, until, rates, freed, own),
        *_grants(since, until, own),
        *_claims(until, freed, own),
    ]


def _attendance(since: date, until: date, rates: Rates, freed: Freed, own: dict) -> list[Owed]:
    rows = Presence.objects.filter(
        meeting__status__in=HELD,
        meeting__starts_at__date__gte=since,
        meeting__starts_at__date__lte=until,
        **own,
    )
    found = {}
    for row in rows.select_related("meeting").order_by("pk"):
        meeting, day = row.meeting, localdate(row.meeting.starts_at)
        paid = meeting.form != MeetingForm.WRITTEN or rates.on(WRITTEN, day, meeting.body_id)
        if not paid or freed.on(row.person_id, day):
            continue
        rate = Decimal(rates.on(ATTENDANCE, day, meeting.body_id))
        found[row.person_id, meeting.pk] = Owed(
            row.person_id,
            Kind.ATTENDANCE,
            day,
            Decimal(1),
            rate,
            rate,
            meeting_id=meeting.pk,
            body_id=meeting.body_id,
        )
    return list(found.values())


def _offices(since: date, until: date, rates: Rates, freed: Freed, own: dict) -> list[Owed]:
    end = until + timedelta(days=1)
    seats = Seat.objects.filter(kind=SeatKind.MEMBER, valid_from__lt=end, **own)
    rows = list(seats.filter(Q(valid_to=None) | Q(valid_to__gt=since)))
    gaps = organisation.gaps(rows)
    return [_of_seat(seat, since, end, rates, freed, gaps.get(seat.pk, [])) for seat in rows]


def _of_seat(
    seat: Seat, since: date, end: date, rates: Rates, freed: Freed, gaps: list[Gap]
) -> Owed:
    """The yearly sum of a seat, day by day, less the days on which its holder was freed or away."""
    which = OF_OFFICE.get(Office(seat.office), MEMBER_YEAR) if seat.office else MEMBER_YEAR
    first, stop = max(since, seat.valid_from), min(end, seat.valid_to or end)
    total, days = Fraction(0), 0
    changes = rates.changes(which) | freed.changes(seat.person_id)
    changes |= {day for gap in gaps for day in gap if day}
    for start, finish in rules.stretches(first, stop, changes):
        away = any(left <= start and (back is None or start < back) for left, back in gaps)
        if away or freed.on(seat.person_id, start):
            continue
        total += rules.accrued(rates.on(which, start, seat.body_id), start, finish)
        days += (finish - start).days
    last = stop - timedelta(days=1)
    return Owed(
        seat.person_id,
        Kind.OFFICE,
        last,
        Decimal(days),
        Decimal(rates.on(which, last, seat.body_id)),
        rules.in_ore(total),
        seat_id=seat.pk,
        body_id=seat.body_id,
    )


def _grants(since: date, until: date, own: dict) -> list[Owed]:
    end = until + timedelta(days=1)
    rows = Fixed.objects.filter(valid_from__lt=end, **own)
    found = []
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=since))
    suspended = organisation.suspensions(row.person_id for row in rows)
    for row in rows.prefetch_related("leaves"):
        first, stop = max(since, row.valid_from), min(end, row.valid_to or end)
        out = suspended[row.person_id] if row.kind == Kind.FREED else []  # not after office
        before = _after_income(row, first, out)
        found.append(
            Owed(
                row.person_id,
                row.kind,
                stop - timedelta(days=1),
                Decimal(sum((end - start).days for start, end in _kept(row, first, stop, out))),
                row.yearly,
                _after_income(row, stop, out) - before,
                fixed_id=row.pk,
            )
        )
    return found


def _after_income(row: Fixed, end: date, suspended: list[Gap]) -> Decimal:
    """What a grant has come to before ``end``, less the other income of its time."""
    return max(ZERO, rules.in_ore(_earned(row, end, suspended)) - row.income)


def _earned(row: Fixed, end: date, suspended: list[Gap]) -> Fraction:
    """What a grant comes to before ``end``, less the days on which it is not kept."""
    kept = _kept(row, row.valid_from, end, suspended)
    return sum((rules.accrued(row.yearly, *stretch) for stretch in kept), Fraction(0))


def _kept(row: Fixed, first: date, end: date, suspended: list[Gap]) -> list[tuple[date, date]]:
    """The time from ``first`` until ``end``, less leave and suspension in which it is not kept."""
    leaves = list(row.leaves.all())
    turns = {day for each in leaves for day in rules.turns_on_leave(each.first, each.until)}
    turns |= {day for gap in suspended for day in rules.turns_on_suspension(*gap)}
    return [
        (start, finish)
        for start, finish in rules.stretches(first, end, turns)
        if all(_is_kept(start, each) for each in leaves if each.first <= start < each.until)
        and all(_is_paid_in(start, gap, row.percent) for gap in suspended)
    ]


def _is_paid_in(day: date, suspended: Gap, percent: int | None) -> bool:
    left, back = suspended
    away = left <= day and (back is None or day < back)
    return not away or rules.pay_goes_on_while_suspended(day, left, percent)


def _is_kept(day: date, leave: Leave) -> bool:
    return rules.allowance_is_kept_on_leave(day, leave.first, leave.like_employees)


def _claims(until: date, freed: Freed, own: dict) -> list[Owed]:
    """What has been granted, but for income lost on days on which someone was freed after all."""
    rows = Claim.objects.filter(status=ClaimStatus.APPROVED, day__lte=until, **own)
    return [
        Owed(
            row.person_id,
            row.kind,
            row.day,
            row.quantity,
            row.price or Decimal(1),
            row.granted or ZERO,
            claim_id=row.pk,
            body_id=body_of(row),
        )
        for row in rows.select_related("meeting")
        if rules.is_paid_once(row.kind, freed.on(row.person_id, row.day))
    ]
