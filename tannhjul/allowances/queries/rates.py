"""The local regulation as it stands on a day, and who is freed from other work."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tannhjul.allowances.choices import (
    CARE_DAY,
    EXPENSE_DAY,
    KM_ORE,
    LOSS_DAY,
    LOSS_HOUR,
    LOSS_SHOWN_DAY,
    RATES,
)
from tannhjul.allowances.enums import Kind
from tannhjul.allowances.models import Claim, Fixed
from tannhjul.core.choices import Option, in_force
from tannhjul.core.models import Choice
from tannhjul.organisation.models import Body

MOST = {
    Kind.LOSS_SHOWN: LOSS_SHOWN_DAY,
    Kind.LOSS: LOSS_DAY,
    Kind.CARE: CARE_DAY,
    Kind.EXPENSE: EXPENSE_DAY,
}
NEEDS = {**MOST, Kind.LOSS: LOSS_HOUR, Kind.CAR: KM_ORE}


class Rates:
    """The local regulation, read once: the rate of a choice on a day, for a body."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Choice]] = defaultdict(list)
        for row in Choice.objects.filter(key__startswith="allowances."):
            self.rows[row.key].append(row)

    def on(self, which: Option, day: date, body: int | None = None) -> int:
        """The rate in kroner (øre for kilometres); 0 where none has been decided."""
        row = in_force(self.rows[which.key], day, body)
        return row.value if row else which.default

    def is_decided(self, which: Option, day: date, body: int | None = None) -> bool:
        """Whether the council has set it, be it to 0."""
        return in_force(self.rows[which.key], day, body) is not None

    def changes(self, *which: Option) -> set[date]:
        """The days on which one of these begins to hold."""
        return {row.valid_from for option in which for row in self.rows[option.key]}


class Freed:
    """Who has a fixed allowance in place of the others, and when."""

    def __init__(self) -> None:
        self.rows: dict[int, list[Fixed]] = defaultdict(list)
        for row in Fixed.objects.filter(kind=Kind.FREED):
            self.rows[row.person_id].append(row)

    def on(self, person: int, day: date) -> bool:
        """Whether the person is freed from other work on ``day``."""
        return any(
            row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
            for row in self.rows[person]
        )

    def changes(self, person: int) -> set[date]:
        """The days on which that begins or ends."""
        return {day for row in self.rows[person] for day in (row.valid_from, row.valid_to) if day}


def unit_price(claim: Claim, rates: Rates | None = None) -> Decimal:
    """Kroner for one: an hour, a kilometre; 1 where the claim itself is in kroner."""
    which = {Kind.CAR: KM_ORE, Kind.LOSS: LOSS_HOUR}.get(Kind(claim.kind))
    if which is None:
        return Decimal(1)
    price = Decimal((rates or Rates()).on(which, claim.day, body_of(claim)))
    return price / 100 if which is KM_ORE else price


def body_of(claim: Claim) -> int | None:
    """The body whose rates a claim is held against: that of the meeting it is for."""
    return claim.meeting.body_id if claim.meeting else None


def limits(kind: Kind, day: date) -> list[tuple[Option, int]]:
    """The rates that a claim of this kind is held against."""
    wanted = {NEEDS.get(kind), MOST.get(kind)} - {None}
    rates = Rates()
    return [(which, rates.on(which, day)) for which in RATES if which in wanted]


@dataclass(frozen=True)
class Rate:
    """A rate of the regulation as it stands: for everyone, and where a body has its own."""

    option: Option
    value: int
    row: Choice | None
    own: list[tuple[Body, Choice]]
    coming: list[tuple[Body | None, Choice]]

    @property
    def decisions(self) -> list[tuple[str, date]]:
        """The decisions behind what holds now, each once."""
        rows = [self.row] if self.row else []
        return sorted({(r.decided_by, r.valid_from) for r in [*rows, *(r for _b, r in self.own)]})


def regulation(day: date) -> list[Rate]:
    """The rates in force on ``day``, and those that are decided to come."""
    rates = Rates()
    bodies = Body.objects.on(day).in_bulk()
    found = []
    for which in RATES:
        rows = rates.rows[which.key]
        own = [
            (body, row)
            for body in bodies.values()
            if (row := in_force(rows, day, body.pk)) and row.scope
        ]
        coming = [(bodies.get(row.scope or 0), row) for row in rows if row.valid_from > day]
        general = in_force(rows, day)
        found.append(Rate(which, general.value if general else 0, general, own, coming))
    return found
