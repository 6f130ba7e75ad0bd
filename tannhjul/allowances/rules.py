"""The law of what elected members are paid: plain Python (kommuneloven ch. 8)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tannhjul.core.law import N_, statute
from tannhjul.organisation.rules.calendar import months_on

CENT = Decimal("0.01")


YEARS_OF_LEAVE = 4
KEPT_DAYS = 14
A_FIFTH = 20  # percent


def leave_ends(first: date, term_ends: date | None) -> date:
    """The first day on which someone freed from work from ``first`` has no right to leave from it."""
    years = months_on(first, 12 * YEARS_OF_LEAVE)
    return min(years, term_ends) if term_ends else years


@statute(
    "kommuneloven",
    "8-2",
    part=1,
    says=N_(
        "Whoever must attend the meetings of an elected body has the right to time off from work for them."
    ),
    remedy=N_("Only members, and deputies who have been called, must attend."),
)
def has_time_off(must_attend: bool) -> bool:
    return must_attend


@statute(
    "kommuneloven",
    "8-2",
    part=2,
    says=N_(
        "Whoever holds an office full-time or part-time has the right to leave from work for four years, or for the rest of the term."
    ),
    remedy=N_("Agree on a longer leave with the employer."),
)
def has_leave_on(day: date, first: date, term_ends: date | None) -> bool:
    return first <= day < leave_ends(first, term_ends)


@statute(
    "kommuneloven",
    "8-10",
    part=2,
    says=N_(
        "On leave from the office the allowance is kept for two weeks; with a child as long as the municipality's employees keep their pay."
    ),
    remedy=N_("Enter what kind of leave it is."),
)
def allowance_is_kept_on_leave(day: date, first: date, like_employees: bool) -> bool:
    return like_employees or (day - first).days < KEPT_DAYS


@statute(
    "kommuneloven",
    "7-12",
    part=3,
    says=N_(
        "A suspended member whose office is at least a fifth of a position keeps the pay for it for up to a year."
    ),
    remedy=N_("Pay for the first year only, and only where the office is that large."),
)
def pay_goes_on_while_suspended(day: date, first: date, percent: int | None) -> bool:
    """``percent``: of a full position; None where it was not entered, of someone freed from other work."""
    return (percent is None or percent >= A_FIFTH) and day < months_on(first, 12)


def turns_on_suspension(first: date, until: date | None) -> set[date]:
    """The days on which what is paid to a suspended member can change."""
    return {first, months_on(first, 12), until or first}


@statute(
    "kommuneloven",
    "8-3",
    says=N_("The council itself sets what is covered of travel, expenses and lost income."),
    remedy=N_("Enter the rate among the local choices, with the decision that set it."),
)
def council_has_set_the_rate(decided: bool) -> bool:
    return decided


@statute(
    "kommuneloven",
    "8-3",
    part=2,
    says=N_("Expenses are covered up to the most that the council has set for a day."),
    remedy=N_("Grant no more than what is left of that day."),
)
def expense_is_within_the_day(before: Decimal, granted: Decimal, most: int) -> bool:
    return before + granted <= most


@statute(
    "kommuneloven",
    "8-3",
    part=3,
    says=N_("Lost income is covered up to the most that the council has set for a day."),
    remedy=N_("Grant no more than what is left of that day."),
)
def loss_is_within_the_day(before: Decimal, granted: Decimal, most: int) -> bool:
    return before + granted <= most


@statute(
    "kommuneloven",
    "8-3",
    part=3,
    says=N_("Documented and undocumented lost income have different rates."),
    remedy=N_("Attach what documents the loss, or claim it by the hour without."),
)
def loss_is_shown(kind: str, receipts: int) -> bool:
    return kind != "loss_shown" or receipts > 0


@statute(
    "kommuneloven",
    "8-5",
    part=1,
    says=N_(
        "Whoever is freed from other work gets a fixed allowance in place of attendance and lost income."
    ),
    remedy=N_("Only travel and expenses can be claimed for that day."),
)
def is_paid_once(kind: str, freed: bool) -> bool:
    return not freed or kind not in ("attendance", "office", "loss", "loss_shown")


@statute(
    "kommuneloven",
    "8-6",
    part=1,
    says=N_(
        "An allowance after office lasts no longer than the ordinary notice of the municipality's employees."
    ),
    remedy=N_("Choose an earlier end."),
)
def after_office_is_within_notice(first: date, end: date, months: int) -> bool:
    return end <= months_on(first, months)


@statute(
    "kommuneloven",
    "8-6",
    part=2,
    says=N_("An allowance after office is reduced by other income."),
    remedy=N_("Enter the other income of the period."),
)
def other_income_is_deducted(paid: Decimal, allowance: Decimal, income: Decimal) -> bool:
    return paid <= max(Decimal(0), allowance - income)


def in_ore(amount: Fraction) -> Decimal:
    """An exact sum of kroner as it is paid: to the nearest øre, halves up."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(CENT, rounding=ROUND_HALF_UP)


def days_in_year(year: int) -> int:
    """365 or 366."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def accrued(yearly: int | Decimal, first: date, end: date) -> Fraction:
    """What a yearly sum comes to from ``first`` until the day before ``end``, day by day."""
    total, start = Fraction(0), first
    while start < end:
        stop = min(end, date(start.year + 1, 1, 1))
        total += Fraction(yearly) * (stop - start).days / days_in_year(start.year)
        start = stop
    return total


def turns_on_leave(first: date, until: date) -> set[date]:
    """The days on which what is paid during a leave can change."""
    return {first, first + timedelta(days=KEPT_DAYS), until}


def stretches(first: date, end: date, changes: Iterable[date]) -> list[tuple[date, date]]:
    """The time from ``first`` until ``end``, cut wherever something changes."""
    cuts = sorted({first, end, *(day for day in changes if first < day < end)})
    return list(zip(cuts, cuts[1:], strict=False)) if first < end else []
