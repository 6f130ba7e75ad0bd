"""What is wrong with what has been granted and paid."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from tannhjul.core.findings import finds

from . import queries, rules
from .enums import LOSSES, ClaimStatus, Kind
from .models import Claim, Fixed


def _approved() -> list[Claim]:
    rows = Claim.objects.filter(status=ClaimStatus.APPROVED).select_related("person", "meeting")
    return list(rows.order_by("pk"))


def _named(claim: Claim) -> str:
    return f"{claim.person}: {claim}"


def _beyond_the_day(rule: Callable[..., bool], losses: bool) -> Iterator[str]:
    """Claims that with the earlier ones of the same day come to more than the council has set."""
    rates = queries.Rates()
    spent: dict[tuple, Decimal] = defaultdict(Decimal)
    for claim in _approved():
        if (claim.kind in LOSSES) is not losses:
            continue
        day = (claim.person_id, claim.day, "loss" if losses else claim.kind)
        most, granted = queries.most_a_day(claim, rates), claim.granted or Decimal(0)
        if most is not None and not rule(spent[day], granted, most):
            yield _named(claim)
        spent[day] += granted


@finds(rules.expense_is_within_the_day)
def expenses_beyond_the_day(_day: date) -> Iterator[str]:
    """Expenses beyond the most for a day."""
    return _beyond_the_day(rules.expense_is_within_the_day, losses=False)


@finds(rules.loss_is_within_the_day)
def losses_beyond_the_day(_day: date) -> Iterator[str]:
    """Lost income beyond the most for a day."""
    return _beyond_the_day(rules.loss_is_within_the_day, losses=True)


@finds(rules.is_paid_once)
def paid_twice(_day: date) -> Iterator[str]:
    """Claims of someone who has a fixed allowance in place of them."""
    freed = queries.Freed()
    for claim in _approved():
        if not rules.is_paid_once(claim.kind, freed.on(claim.person_id, claim.day)):
            yield _named(claim)


@finds(rules.other_income_is_deducted)
def income_not_deducted(day: date) -> Iterator[Fixed]:
    """Allowances after office from which other income was not drawn."""
    for row in Fixed.objects.filter(kind=Kind.AFTER, lines__isnull=False).distinct():
        paid = queries.in_kroner(row.lines.aggregate(total=Sum("amount"))["total"])
        end = row.valid_to or day
        whole = rules.in_ore(rules.accrued(row.yearly, row.valid_from, end))
        if not rules.other_income_is_deducted(paid, whole, row.income):
            yield row
