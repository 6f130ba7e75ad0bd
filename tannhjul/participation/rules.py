"""Inhabitants' proposals (kommuneloven § 12-1): plain Python."""

from datetime import date

from tannhjul.core.law import N_, statute

ALWAYS_ENOUGH = 300


def signatures_needed(inhabitants: int) -> int:
    """How many must stand behind a proposal: two percent of the inhabitants, or 300 if that is less."""
    if not inhabitants:  # not entered: then the number that is always enough
        return ALWAYS_ENOUGH
    return min(-(-inhabitants * 2 // 100), ALWAYS_ENOUGH)


@statute(
    "kommuneloven",
    "12-1",
    part=1,
    says=N_(
        "The council itself must take a stand on a proposal with two percent of the inhabitants, or 300 signatures, behind it."
    ),
    remedy=N_("Gather more signatures."),
)
def enough_stand_behind_it(signatures: int, inhabitants: int) -> bool:
    return signatures >= signatures_needed(inhabitants)


@statute(
    "kommuneloven",
    "12-1",
    part=2,
    says=N_(
        "The council takes a stand within six months after a proposal was put forward, unless it is referred to a planning case under way."
    ),
    remedy=N_("Put the case on the agenda of the next meeting of the council."),
)
def is_treated_within_six_months(due: date, in_plan: bool, day: date) -> bool:
    """``due``: six months after it was put forward; ``day``: when it was treated, else today."""
    return in_plan or day <= due


@statute(
    "kommuneloven",
    "12-1",
    part=3,
    says=N_(
        "The same proposal cannot be put forward twice in a term, nor one on what the council has treated in it."
    ),
    remedy=N_("Say what is new in it; the council itself decides whether it can be put forward."),
)
def is_new_or_says_what_is(alike: int, what_is_new: str) -> bool:
    return alike == 0 or bool(what_is_new.strip())
