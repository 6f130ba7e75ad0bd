"""Whether seats were shared as the law says, told from the outcome alone: plain Python.

The settlement itself is in ``elections``; these look at what it gave, whoever computed it.
"""

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction

from tannhjul.core.law import N_, statute

from .balance import BODY_EXTRA
from .counting import dhondt_divisor, sainte_lague_divisor


@statute(
    "kommuneloven",
    "7-6",
    part=1,
    says=N_(
        "Each seat goes to the list with the largest quotient (1, 2, 3 …); of equal quotients to the list with most votes, of equal votes by lot."
    ),
    remedy=N_("Count again."),
)
def is_shared_by_dhondt(
    votes: Mapping[str, Fraction], seats: Mapping[str, int], full: Collection[str] = ()
) -> bool:
    """``full``: lists whose names are all elected, and which can win no more."""
    return _nobody_has_a_better_claim(votes, seats, full, dhondt_divisor)


@statute(
    "valgloven",
    "13-1",
    part=2,
    says=N_(
        "The council's seats go to the list with the largest quotient (1.4, 3, 5 …); of equal quotients to the list with most votes, of equal votes by lot."
    ),
    remedy=N_("Count again."),
)
def is_shared_by_sainte_lague(
    votes: Mapping[str, Fraction], seats: Mapping[str, int], full: Collection[str] = ()
) -> bool:
    """``full``: lists whose names are all elected, and which can win no more."""
    return _nobody_has_a_better_claim(votes, seats, full, sainte_lague_divisor)


BY_QUOTIENT = {"proportion": is_shared_by_dhondt, "voters": is_shared_by_sainte_lague}


def _nobody_has_a_better_claim(
    votes: Mapping[str, Fraction],
    seats: Mapping[str, int],
    full: Collection[str],
    divisor: Callable[[int], Fraction],
) -> bool:
    last = [
        (votes[name] / divisor(number - 1), votes[name]) for name, number in seats.items() if number
    ]
    following = [
        (votes[name] / divisor(number), votes[name])
        for name, number in seats.items()
        if name not in full
    ]
    return not last or not following or max(following) <= min(last)


@statute(
    "kommuneloven",
    "7-7",
    part=2,
    says=N_("A group elected by agreement has at most two deputies more than it has members."),
    remedy=N_("Take the last names off the list."),
)
def has_few_enough_deputies(members: int, deputies: int) -> bool:
    return deputies <= (members + BODY_EXTRA if members else 0)


@statute(
    "kommuneloven",
    "7-8",
    part=1,
    says=N_(
        "In the second ballot the one with most votes is elected; equal votes are settled by lot."
    ),
    remedy=N_("Count again."),
)
def has_most_votes(votes: Fraction, others: Collection[Fraction]) -> bool:
    return votes >= max(others, default=Fraction(0))
