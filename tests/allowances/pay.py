"""What the tests of allowances share."""

from decimal import Decimal

from tannhjul.allowances.actions import claims, settlements
from tannhjul.allowances.enums import SHOWN
from tannhjul.documents import intake

PAPER = b"%PDF-1.4 broken"


def receipt():
    """A receipt, taken in."""
    return intake.keep(b"Kvittering: 500 kr", "kvittering.txt")


def claim(person, kind, quantity, today, **more):
    """A claim of that kind, with a receipt where it needs one."""
    needs = kind in SHOWN
    return claims.send_claim(
        person,
        kind,
        "Noe",
        Decimal(quantity),
        by=person.user,
        today=today,
        **{"day": today, "receipt": receipt() if needs else None, **more},
    )


def settle(secretary, today, since=None):
    """A settlement up to today."""
    return settlements.open_settlement(today, by=secretary, today=today, since=since)


def pay(row, secretary, chief, today):
    """All the way to payment, everyone content."""
    settlements.send_for_check(row, by=secretary, today=today)
    for each in row.checks.all():
        settlements.confirm(each, by=None)
    return settlements.authorise(row, by=chief, today=today)


def total(lines, person, kind):
    """What the lines give one person of a kind."""
    return sum((x.amount for x in lines if x.person == person and x.kind == kind), Decimal(0))
