"""Who can be elected to what: plain Python (kommuneloven §§ 5-12, 6-2, 7-2, 7-3)."""

from collections.abc import Collection
from datetime import date

from tannhjul.core.law import N_, statute

BARRED = frozenset(
    {
        "governor",
        "chief_executive",
        "sector_head",
        "head_of_accounting",
        "secretary",
        "auditor",
        "council_secretariat",
    }
)
# § 7-3 (2): they may sit in the organs below the representative council of a collaboration.
ALLOWED_BELOW = frozenset({"chief_executive", "sector_head"})
# § 7-2 (4): those who live in another municipality can be elected to these as well.
OPEN_TO_OTHERS = frozenset(
    {"institution_board", "parliamentary_board", "collaboration_organ", "enterprise_board"}
)


@statute(
    "kommuneloven",
    "9-5",
    part=2,
    says=N_("The manager of an enterprise cannot sit on its board."),
    remedy=N_("Elect someone else, or enter first that another person has become manager."),
)
def does_not_manage_it(person: int, managers: Collection[int]) -> bool:
    return person not in managers


@statute(
    "kommuneloven",
    "9-7",
    part=1,
    says=N_(
        "Members of the board of an enterprise sit for two years, or at most four by its statutes."
    ),
    remedy=N_("Let the council elect the board anew."),
)
def sits_no_longer_than_elected(since: date, years: int, day: date) -> bool:
    """``years``: as the statutes of the enterprise say, at most four."""
    return (day.year, day.month, day.day) <= (since.year + min(years, 4), since.month, since.day)


@statute(
    "kommuneloven",
    "7-2",
    part=3,
    says=N_(
        "Whoever stands has agreed to it in writing, has the right to vote and is registered in the municipality."
    ),
    remedy=N_("Ask everyone on the list first, and say that they have agreed."),
)
def has_agreed_to_stand(agreed: bool) -> bool:
    return agreed


@statute(
    "kommuneloven",
    "7-3",
    part=1,
    says=N_(
        "The county governor, the chief executive, heads of sectors, the head of accounting, the secretary of the council, the auditors, the secretariat of the control committee, and those in the executive council's secretariat who have power cannot sit in elected bodies."
    ),
    remedy=N_(
        "Let them leave the position before the election takes effect, or elect someone else."
    ),
)
def is_free_of_leading_positions(positions: Collection[str], kind: str = "") -> bool:
    barred = BARRED - ALLOWED_BELOW if kind == "collaboration_organ" else BARRED
    return not barred & set(positions)


@statute(
    "kommuneloven",
    "7-3",
    part=5,
    says=N_(
        "Whoever keeps the accounts of an enterprise or a collaboration, or audits the latter, cannot sit on its board or in its other organs."
    ),
    remedy=N_("Elect someone else, or enter first that another person keeps the accounts."),
)
def does_not_keep_its_accounts(person: int, keepers: Collection[int]) -> bool:
    return person not in keepers


@statute(
    "kommuneloven",
    "7-3",
    part=4,
    says=N_(
        "The council has decided that only those registered in the district can be elected to its committee."
    ),
    remedy=N_("Ask where each of them is registered, and say that they live in the district."),
)
def lives_in_the_district(kind: str, decided: bool, lives_there: bool) -> bool:
    return kind != "district_committee" or not decided or lives_there


@statute(
    "kommuneloven",
    "7-3",
    part=3,
    says=N_(
        "Members and deputies of the control committee cannot be elected to the executive committee, the executive council, committees of the council or bodies with power to decide, nor as mayor or deputy mayor."
    ),
    remedy=N_("Elect someone else, or elect the control committee anew first."),
)
def is_free_of_the_control_committee(
    controls: bool, kind: str, decides: bool, office: str = ""
) -> bool:
    if not controls or kind == "control_committee":
        return True
    if kind == "council":
        return not office
    closed = ("executive_committee", "executive_council", "council_committee")
    return kind not in closed and not decides


@statute(
    "kommuneloven",
    "7-2",
    part=3,
    says=N_("Whoever is elected is registered as resident in the municipality at the time."),
    remedy=N_("Elect someone who lives here, or enter first that the person has moved back."),
)
def is_resident(moved_out: bool, kind: str) -> bool:
    return not moved_out or kind in OPEN_TO_OTHERS


@statute(
    "kommuneloven",
    "6-2",
    part=1,
    says=N_(
        "The mayor and the deputy mayor are elected among the members of the executive committee."
    ),
    remedy=N_("Put forward a member of the executive committee."),
)
def sits_in_the_executive_committee(person: int, executive: Collection[int]) -> bool:
    return not executive or person in executive


@statute(
    "kommuneloven",
    "6-2",
    part=2,
    says=N_("The mayor and the deputy mayor are elected for the whole term."),
    remedy=N_(
        "Enter first that the one who holds the office has left it, is away or has been removed (§ 7-12)."
    ),
)
def is_elected_for_the_term(held: bool) -> bool:
    return not held


@statute(
    "kommuneloven",
    "5-12",
    part=2,
    says=N_("More than half of the council of the elderly have turned 60 when they are elected."),
    remedy=N_("Elect more people who have turned 60."),
)
def elders_are_the_majority(of_age: int, members: int) -> bool:
    return 2 * of_age > members


@statute(
    "kommuneloven",
    "5-12",
    part=3,
    says=N_("Everyone in the youth council is under 19 when elected."),
    remedy=N_("Elect people under 19."),
)
def youth_are_young(of_age: int, members: int) -> bool:
    return of_age == members


def age_rule(kind: str):
    """The rule about ages for a body of this kind; None for most."""
    rules = {"elderly_council": elders_are_the_majority, "youth_council": youth_are_young}
    return rules.get(kind)
