"""What the law asks of lists and of those elected: plain Python (kommuneloven §§ 7-5 to 7-8)."""

import math
from collections.abc import Collection
from fractions import Fraction

from tannhjul.core.law import N_, statute

SHARE = Fraction(2, 5)
BODY_EXTRA = 2


def needed_of_each(places: int) -> int:
    """How many of each gender are needed among ``places``: 40 % from four on, one of two or three."""
    if places >= 4:
        return math.ceil(SHARE * places)
    return 1 if places >= 2 else 0


@statute(
    "kommuneloven",
    "7-6",
    part=3,
    says=N_(
        "Among those elected from one list, each gender must have at least 40 percent of four or more seats, and one of two or three."
    ),
    remedy=N_("Let the next of the under-represented gender move up."),
)
def list_elects_both_genders(women: int, men: int) -> bool:
    return min(women, men) >= needed_of_each(women + men)


@statute(
    "kommuneloven",
    "7-7",
    part=3,
    says=N_(
        "When a body is elected by agreement, each gender must have at least 40 percent of four or more seats, and one of two or three."
    ),
    remedy=N_("Change the names in the proposal."),
)
def body_has_both_genders(women: int, men: int) -> bool:
    return min(women, men) >= needed_of_each(women + men)


@statute(
    "kommuneloven",
    "7-7",
    part=4,
    says=N_(
        "Among deputies elected by agreement, each gender must have at least 40 percent of four or more, and one of two or three."
    ),
    remedy=N_("Change the names of the deputies in the proposal."),
)
def deputies_are_of_both_genders(women: int, men: int) -> bool:
    return min(women, men) >= needed_of_each(women + men)


@statute(
    "kommuneloven",
    "7-5",
    part=2,
    says=N_(
        "A list must name at least 40 percent of each gender when four or more are to be elected, and both genders when two or three are."
    ),
    remedy=N_("Put more of the under-represented gender on the list."),
)
def list_names_both_genders(women: int, men: int, seats: int) -> bool:
    if seats >= 4:
        return min(women, men) >= math.ceil(SHARE * (women + men))
    return seats < 2 or min(women, men) >= 1


@statute(
    "kommuneloven",
    "7-5",
    part=3,
    says=N_("A list is signed by someone of the party or group who sits in the body that elects."),
    remedy=N_("Let a member of the council from the group sign the list."),
)
def is_signed_by_one_who_elects(signer: int | None, members: Collection[int]) -> bool:
    return signer in members


@statute(
    "kommuneloven",
    "7-5",
    part=1,
    says=N_("A list may hold at most twice as many names as there are seats."),
    remedy=N_("Strike the names at the end of the list."),
)
def list_is_short_enough(names: int, seats: int) -> bool:
    return names <= 2 * seats


@statute(
    "kommuneloven",
    "7-5",
    part=1,
    says=N_("A party or group puts forward one list in an election."),
    remedy=N_("Join the lists, or take one of them away."),
)
def one_list_for_each_group(others: int) -> bool:
    return others == 0


@statute(
    "kommuneloven",
    "7-5",
    part=1,
    says=N_(
        "Whoever is of a party or group stands only on its list, or on a joint list that it takes part in."
    ),
    remedy=N_("Take the name off the list, or make it a joint list of both groups."),
)
def stands_with_the_own_group(own: int | None, named: int | None, groups: Collection[int]) -> bool:
    """``own``: the group that the candidate sits for. ``named``: the one on the line, if any."""
    return own is None or own == named or (named is None and own in groups)


@statute(
    "kommuneloven",
    "7-6",
    part=5,
    says=N_("Each list that wins seats should have two deputies more than it has members."),
    remedy=N_("Elect more deputies when they are needed (supplementary election)."),
)
def list_has_enough_deputies(members: int, deputies: int) -> bool:
    return members == 0 or deputies >= members + BODY_EXTRA


@statute(
    "kommuneloven",
    "7-8",
    part=1,
    says=N_("Elected by majority in the first ballot is the one with more than half of the votes."),
    remedy=N_("Hold a second ballot, in which the most votes decide."),
)
def wins_first_ballot(votes: int, cast: int) -> bool:
    return 2 * votes > cast
