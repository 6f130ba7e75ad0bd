"""Settlements: what is owed less what has been paid, fact by fact.

What is put right later (a rate from an earlier date, an attendance, a claim) is thereby paid or drawn
in the next settlement by itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Min, Q, QuerySet, Sum
from django.utils.timezone import localdate

from tannhjul.allowances.choices import ATTENDANCE
from tannhjul.allowances.enums import ClaimStatus, Kind, Status
from tannhjul.allowances.models import ABOUT, Claim, Fixed, Line, Settlement, SettlementCheck
from tannhjul.meetings.enums import Status as MeetingStatus
from tannhjul.meetings.models import Meeting, Presence
from tannhjul.organisation.models import Body, Person, Seat

from .claims import in_kroner
from .owed import HELD, ZERO, Owed, owed
from .rates import Rates

NOT_HELD_YET = (MeetingStatus.CONVENED, MeetingStatus.OPEN)


def begun() -> date | None:
    """The day from which allowances are settled here."""
    return Settlement.objects.aggregate(first=Min("since"))["first"]


def paid(besides: Settlement | None = None, person: Person | None = None) -> dict[tuple, Any]:
    """What settlements have set down for each fact: (quantity, amount), by ``Owed.about``."""
    rows = Line.objects.filter(person=person) if person else Line.objects.all()
    if besides:
        rows = rows.exclude(settlement=besides)
    sums = rows.values_list(*ABOUT).annotate(quantity=Sum("quantity"), amount=Sum("amount"))
    return {tuple(row[:-2]): (in_kroner(row[-2]), in_kroner(row[-1])) for row in sums.order_by()}


def lines_for(settlement: Settlement) -> list[Line]:
    """The lines of a settlement: as they were frozen, or as they would be now."""
    if settlement.status != Status.DRAFT:
        return list(_with_facts(settlement.lines.all()))
    since = begun() or settlement.since
    lines = differences(owed(since, settlement.until), paid(besides=settlement))
    for line in lines:
        line.settlement = settlement
    return filled(lines)


def differences(now: Iterable[Owed], before: dict[tuple, Any]) -> list[Line]:
    """One line for each fact for which something else is owed than has been paid."""
    lines, left = [], dict(before)
    for row in now:
        quantity, amount = left.pop(row.about, (ZERO, ZERO))
        if row.amount != amount:
            lines.append(_line(row, row.quantity - quantity, row.amount - amount))
    for about, (quantity, amount) in left.items():
        if amount:
            gone = Owed(about[0], about[1], localdate(), ZERO, ZERO, ZERO, *about[2:])
            lines.append(_line(gone, -quantity, -amount))
    return lines


def _line(row: Owed, quantity: Decimal, amount: Decimal) -> Line:
    about = dict(zip(ABOUT, row.about, strict=True))
    return Line(
        **about, body_id=row.body_id, day=row.day, quantity=quantity, rate=row.rate, amount=amount
    )


def _with_facts(rows: QuerySet[Line]) -> QuerySet[Line]:
    return rows.select_related("person", "meeting__body", "body", "claim", "fixed", "seat")


def filled(lines: list[Line]) -> list[Line]:
    """Lines that are not stored yet with what they point to, in few queries, in reading order."""
    people = Person.objects.in_bulk({line.person_id for line in lines})
    bodies = Body.objects.in_bulk({line.body_id for line in lines if line.body_id})
    meetings = Meeting.objects.select_related("body").in_bulk(
        {line.meeting_id for line in lines if line.meeting_id}
    )
    claims = Claim.objects.in_bulk({line.claim_id for line in lines if line.claim_id})
    for line in lines:
        line.person = people[line.person_id]
        line.body = bodies.get(line.body_id or 0)
        line.meeting = meetings.get(line.meeting_id or 0)
        line.claim = claims.get(line.claim_id or 0)
    return sorted(lines, key=lambda line: (line.person.name, line.person_id, line.day, line.kind))


@dataclass(frozen=True)
class Part:
    """One person's part of a settlement."""

    person: Person
    lines: list[Line]
    total: Decimal


def parts(lines: Iterable[Line]) -> list[Part]:
    """Lines by person."""
    grouped: dict[Person, list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.person].append(line)
    return [
        Part(person, rows, sum((row.amount for row in rows), ZERO))
        for person, rows in grouped.items()
    ]


def own_lines(check: SettlementCheck) -> list[Line]:
    """The lines of one person in a settlement."""
    return list(_with_facts(check.settlement.lines.filter(person=check.person_id)))


def by_kind(lines: Iterable[Line]) -> list[tuple[Kind, Decimal]]:
    """What a settlement comes to for each kind."""
    sums: dict[Kind, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[Kind(line.kind)] += line.amount
    return [(kind, sums[kind]) for kind in Kind if kind in sums]


def coming(person: Person, today: date) -> list[Line]:
    """What one member has earned up to today that no settlement holds yet."""
    since = begun()
    if since is None:
        return []
    last = Settlement.objects.first()
    until = max(today, last.until) if last else today
    return filled(differences(owed(since, until, person), paid(person=person)))


def next_period(today: date) -> dict[str, date]:
    """What one most likely wants to settle next: the last whole month."""
    this_month = today.replace(day=1)
    last = this_month - timedelta(days=1)
    return {"since": last.replace(day=1), "until": last}


@dataclass(frozen=True)
class Loose:
    """What a settlement would leave out, or cannot be paid by."""

    meetings: list[Meeting]
    claims: list[Claim]
    undecided: list[Body]
    numberless: list[Person]


def loose_ends(settlement: Settlement, lines: Iterable[Line]) -> Loose:
    """Meetings that are not closed, claims nobody has looked at, bodies without a rate, no number."""
    until, rates = settlement.until, Rates()
    since = begun() or settlement.since
    held = Meeting.objects.filter(starts_at__date__gte=since, starts_at__date__lte=until)
    held = held.select_related("body")
    bodies = {
        meeting.body
        for meeting in held.filter(status__in=HELD)
        if not rates.is_decided(ATTENDANCE, localdate(meeting.starts_at), meeting.body_id)
    }
    return Loose(
        list(held.filter(status__in=NOT_HELD_YET)),
        list(
            Claim.objects.filter(status=ClaimStatus.SENT, day__lte=until).select_related("person")
        ),
        sorted(bodies, key=lambda body: body.pk),
        _without_number(lines),
    )


def _without_number(lines: Iterable[Line]) -> list[Person]:
    people = {line.person for line in lines}
    known = set(Person.objects.filter(payee__isnull=False).values_list("pk", flat=True))
    return sorted((p for p in people if p.pk not in known), key=lambda person: person.name)


def payable() -> QuerySet[Person]:
    """Those who hold or have held a seat, sat in a meeting, or have claimed or been granted anything."""
    known = (
        Seat.objects.values("person"),
        Presence.objects.values("person"),
        Claim.objects.values("person"),
        Fixed.objects.values("person"),
    )
    query = Q()
    for people in known:
        query |= Q(pk__in=people)
    return Person.objects.filter(query).order_by("name", "pk")
