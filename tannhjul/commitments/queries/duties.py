"""What is owed at intervals: when it falls due, and what is late."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from django.db.models import F, Q, QuerySet

from tannhjul.commitments.enums import Per
from tannhjul.commitments.models import Duty
from tannhjul.commitments.presets import PRESETS, Preset
from tannhjul.organisation.models import Unit


@dataclass(frozen=True)
class Standing:
    """Where a duty stands: the day of what is owed next, and how much is owed too late."""

    duty: Duty
    next_due: date | None
    late: int


def due_days(duty: Duty) -> Iterator[date]:
    """The days on which the duty falls due, without end if it has none."""
    number = 0
    while True:
        day = _after(duty, number)
        if duty.valid_to and day >= duty.valid_to:
            return
        yield day
        number += 1


def _after(duty: Duty, number: int) -> date:
    """The due day after so many intervals; the 31st is the last of a shorter month."""
    first = duty.valid_from
    if duty.per == Per.WEEK:
        return first + timedelta(weeks=number * duty.every)
    years, month = divmod(first.month - 1 + number * duty.every, 12)
    year, month = first.year + years, month + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def begins(duty: Duty, due: date) -> date | None:
    """When the interval that ends on a due day begins: the due day before it, None for the first."""
    before = list(takewhile(lambda day: day < due, due_days(duty)))
    return before[-1] if before else None


def latest_first(every: int, per: str, today: date) -> date:
    """The latest day that something can fall due the first time, beginning today."""
    return _after(Duty(valid_from=today, every=every, per=per), 1)


def times_a_year(every: int, per: str) -> float:
    """How often something falls due in a year."""
    return (52 if per == Per.WEEK else 12) / every


def owed(duty: Duty) -> Iterator[date]:
    """The due days for which nothing has been given, the oldest first."""
    given = {row.due for row in duty.performances.all()}
    return (day for day in due_days(duty) if day not in given)


def standing(duty: Duty, day: date) -> Standing:
    """Where a duty stands on ``day``: late is what fell due before it and has not been given."""
    late = list(takewhile(lambda due: due < day, owed(duty)))
    return Standing(duty, next(owed(duty), None), len(late))


def in_force(day: date) -> QuerySet[Duty]:
    """The duties that have not ended by ``day``, also those that fall due the first time after it."""
    rows = Duty.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    rows = rows.exclude(valid_to=F("valid_from")).exclude(unit__valid_to__lte=day)
    return rows.select_related("unit", "to").prefetch_related("performances")


def standings(rows: QuerySet[Duty], day: date) -> list[Standing]:
    """Where several stand, what is owed first first."""
    found = [standing(row, day) for row in rows]
    return sorted(found, key=lambda each: each.next_due or date.max)


def without(preset: Preset, day: date) -> QuerySet[Unit]:
    """The enterprises that do not owe on ``day`` what a preset asks of each of them."""
    have = in_force(day).filter(key=preset.key, unit__isnull=False).values("unit")
    return Unit.objects.on(day).exclude(board=None).exclude(pk__in=have).order_by("name")


def asked_for(day: date) -> list[Preset]:
    """What the law asks for and nobody owes on ``day`` yet; of enterprises, where there are any."""
    held = set(in_force(day).filter(unit=None).values_list("key", flat=True))
    return [
        row
        for key, row in PRESETS.items()
        if (without(row, day).exists() if row.enterprise else key not in held)
    ]
