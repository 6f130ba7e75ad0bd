"""Which method of election the law gives for which body: plain Python."""

from datetime import date

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "5-9",
    part=3,
    says=N_(
        "Committees of the council are elected on one recommendation for all of their members, adopted by majority."
    ),
    remedy=N_("Hold the vote again, or put another recommendation to the vote."),
)
def proposal_has_majority(votes: int, cast: int) -> bool:
    return 2 * votes > cast


@statute(
    "kommuneloven",
    "7-7",
    part=2,
    says=N_("An election by agreement must be unanimous."),
    remedy=N_("Hold a proportional election instead."),
)
def agreement_is_unanimous(against: int) -> bool:
    return against == 0


@statute(
    "kommuneloven",
    "7-4",
    says=N_(
        "Members are elected by lists if a single member of the council demands it, else by agreement; leaders by majority."
    ),
    remedy=N_(
        "Choose the method that the law gives for this election; say if a member has demanded lists."
    ),
)
def method_fits(method: str, kind: str, office: str, demanded: bool) -> bool:
    """Committees of the council (§ 5-9 (3)) and an executive council (§ 10-4 (4)) have ways of their own."""
    if office:
        return method == "majority"
    if kind == "council" or (kind == "district_committee" and method == "voters"):
        return method == "voters"
    if kind == "executive_council":
        return method in ("proposal", "designation")
    if kind == "council_committee":
        return method == "proposal"
    return method == ("proportion" if demanded else "agreement")


@statute(
    "IKS-loven",
    "6",
    part=2,
    says=N_(
        "The council elects its representatives in an intermunicipal company by lists, by agreement or by majority, as it chooses."
    ),
    remedy=N_("Choose one of the three."),
)
def representatives_are_elected_by_the_council(method: str) -> bool:
    return method in ("proportion", "agreement", "majority")


@statute(
    "kommuneloven",
    "7-1",
    part=4,
    says=N_(
        "Elected bodies, mayor and deputy mayor begin as soon as they are elected; the first of them in the constituting meeting."
    ),
    remedy=N_("Let it take effect from the day of the election, or of the body if that is later."),
)
def begins_when_elected(of_the_law: bool, elected: date, begins: date) -> bool:
    """``of_the_law``: an elected body that others than the voters elect."""
    return not of_the_law or begins == elected
