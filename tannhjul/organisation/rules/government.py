"""What the law asks of an executive council under parliamentary rule: plain Python (kommuneloven ch. 10)."""

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "10-2",
    part=3,
    says=N_(
        "Whoever is elected to the executive council leaves all other offices in the municipality meanwhile."
    ),
    remedy=N_("Let a deputy, or somebody elected for the time, sit in the other offices."),
)
def leaves_other_offices(others: int) -> bool:
    """``others``: the other seats that a member of the executive council still holds."""
    return others == 0


@statute(
    "kommuneloven",
    "10-7",
    part=3,
    says=N_("An executive council that resigns sits until a new one has been composed."),
    remedy=N_("Enter that it resigns; whoever leaves does so when the new council sits."),
)
def sits_until_replaced(body_kind: str, of_own_will: bool) -> bool:
    return body_kind != "executive_council" or not of_own_will
