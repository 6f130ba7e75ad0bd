"""What the law asks of an executive council under parliamentary rule: plain Python (kommuneloven ch. 10)."""

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "10-2",
    part=5,
    says=N_(
        "Members of the executive council lead parts of the administration only where the council has decided that they may."
    ),
    remedy=N_("Let the council decide it, or appoint somebody who does not sit there."),
)
def leads_a_part_if_decided(sits_in_executive_council: bool, decided: bool) -> bool:
    return decided or not sits_in_executive_council


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
