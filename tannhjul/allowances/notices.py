"""Messages about claims and settlements."""

from tannhjul.accounts.notices import letter, post

from .models import Claim, Settlement, SettlementCheck


def returned(claim: Claim) -> None:
    """A claim was sent back."""
    post([[*letter("allowances/mail/returned.txt", {"claim": claim}), claim.person.email]])


def to_check(settlement: Settlement) -> None:
    """Ask the members to check a settlement."""
    rows = settlement.checks.filter(status="waiting").select_related("person")
    post(
        [
            *letter("allowances/mail/to_check.txt", {"check": row, "settlement": settlement}),
            row.person.email,
        ]
        for row in rows
    )


def answered(check: SettlementCheck) -> None:
    """What a member objected to has been answered."""
    post([[*letter("allowances/mail/answered.txt", {"check": check}), check.person.email]])
