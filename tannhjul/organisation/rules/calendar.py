"""Days and deadlines as the law counts them: plain Python."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import holidays

WEEKDAYS = 5


def months_on(day: date, months: int) -> date:
    """The same day some months later; the first of the next month where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if day.day > monthrange(year, month + 1)[1]:
        return months_on(day.replace(day=1), months + 1)
    return date(year, month + 1, day.day)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


def is_free(day: date) -> bool:
    """Whether no deadline ends on ``day``: Saturday, Sunday or public holiday."""
    return day.weekday() >= WEEKDAYS or day in _holidays(day.year)


def working_day(day: date) -> date:
    """The day itself, or the next on which a deadline can end (domstolloven § 149)."""
    while is_free(day):
        day += timedelta(days=1)
    return day


def weeks_on(day: date, weeks: int) -> date:
    """The last day of a deadline in weeks: the same weekday, moved past what is free (§§ 148, 149)."""
    return working_day(day + timedelta(weeks=weeks))


def elected_since(day: date) -> date:
    """From when the council that sits on ``day`` can have elected others: 1 September of its election year.

    Elections are held in September every fourth year, 2023, 2027 and so on (valgloven § 4-1), and
    the new council constitutes itself by the end of October (kommuneloven § 7-1).
    """
    year = day.year - (day.year + 1) % 4
    return date(year, 9, 1) if day >= date(year, 9, 1) else date(year - 4, 9, 1)
