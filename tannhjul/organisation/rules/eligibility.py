"""Who can be elected to what: plain Python (kommuneloven §§ 5-12, 6-2, 7-2, 7-3)."""

from collections.abc import Collection

from tannhjul.core.law import N_, statute

BARRED = frozenset({"chief_executive", "sector_head", "head_of_accounting", "secretary", "auditor"})


@statute(
    "kommuneloven",
    "7-2",
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
    says=N_(
        "The chief executive, heads of sectors, the head of accounting, the secretary of the council, the auditors and the secretariat of the control committee cannot sit in elected bodies."
    ),
    remedy=N_(
        "Let them leave the position before the election takes effect, or elect someone else."
    ),
)
def is_free_of_leading_positions(positions: Collection[str]) -> bool:
    return not BARRED & set(positions)


@statute(
    "kommuneloven",
    "6-2",
    says=N_(
        "The mayor and the deputy mayor are elected among the members of the executive committee."
    ),
    remedy=N_("Put forward a member of the executive committee."),
)
def sits_in_the_executive_committee(person: int, executive: Collection[int]) -> bool:
    return not executive or person in executive


@statute(
    "kommuneloven",
    "5-12",
    says=N_("More than half of the council of the elderly have turned 60 when they are elected."),
    remedy=N_("Elect more people who have turned 60."),
)
def elders_are_the_majority(of_age: int, members: int) -> bool:
    return 2 * of_age > members


@statute(
    "kommuneloven",
    "5-12",
    says=N_("Everyone in the youth council is under 19 when elected."),
    remedy=N_("Elect people under 19."),
)
def youth_are_young(of_age: int, members: int) -> bool:
    return of_age == members


def age_rule(kind: str):
    """The rule about ages for a body of this kind; None for most."""
    rules = {"elderly_council": elders_are_the_majority, "youth_council": youth_are_young}
    return rules.get(kind)
