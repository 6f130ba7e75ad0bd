"""Leaving a seat, and who comes instead: plain Python (kommuneloven §§ 7-9 to 7-12, 23-1)."""

from datetime import date

from tannhjul.core.law import N_, statute


def two_years_after(day: date) -> date:
    """The same day two years later; 1 March for the day that is missing."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 2, 3, 1) if leap else day.replace(year=day.year + 2)


@statute(
    "kommuneloven",
    "7-9",
    part=2,
    says=N_(
        "A member is exempted on application when the office cannot be held without considerable disadvantage."
    ),
    remedy=N_("Write what the application says, and which decision granted it."),
)
def exemption_is_reasoned(reason: str, decided_by: str) -> bool:
    return bool(reason.strip() and decided_by.strip())


@statute(
    "kommuneloven",
    "7-9",
    part=1,
    says=N_(
        "A member who moves out comes back to the seat only if the absence lasts less than two years."
    ),
    remedy=N_("Leave the end open: the member has left for good."),
)
def moves_back_in_time(start: date, until: date) -> bool:
    return start < until < two_years_after(start)


@statute(
    "kommuneloven",
    "7-9",
    part=3,
    says=N_("Whoever has been exempted for a time does not come back before that time is over."),
    remedy=N_("Wait until the day it ends."),
)
def exemption_is_over(ground: str, until: date | None, day: date) -> bool:
    return ground != "exempt" or until is None or day >= until


@statute(
    "kommuneloven",
    "7-12",
    part=1,
    says=N_(
        "A member can only be suspended by the council itself, on a ground that the law gives."
    ),
    remedy=N_("Write the ground, and the council's decision."),
)
def suspension_is_decided(reason: str, decided_by: str) -> bool:
    return bool(reason.strip() and decided_by.strip())


@statute(
    "kommuneloven",
    "7-12",
    part=2,
    says=N_("A mayor is suspended with at least two thirds of the votes."),
    remedy=N_("Without two thirds the proposal falls."),
)
def has_two_thirds(votes_for: int, cast: int) -> bool:
    return cast > 0 and 3 * votes_for >= 2 * cast


@statute(
    "kommuneloven",
    "7-12",
    part=4,
    says=N_("A mayor is removed with at least nine tenths of the votes."),
    remedy=N_("Without nine tenths the proposal falls."),
)
def has_nine_tenths(votes_for: int, cast: int) -> bool:
    return cast > 0 and 10 * votes_for >= 9 * cast


@statute(
    "kommuneloven",
    "7-11",
    part=1,
    says=N_(
        "A substitute member can be elected for someone who is exempted for at least three months."
    ),
    remedy=N_("Call the deputies in turn to each meeting instead."),
)
def is_away_for_long(start: date, until: date | None) -> bool:
    if until is None:
        return True
    return (until.year - start.year) * 12 + until.month - start.month - (until.day < start.day) >= 3


@statute(
    "kommuneloven",
    "7-10",
    part=3,
    says=N_("A new member comes from the same group as the one who left."),
    remedy=N_("Let the group name someone else."),
)
def comes_from_the_group(left: int | None, new: int | None) -> bool:
    return left is None or left == new


@statute(
    "kommuneloven",
    "23-1",
    part=4,
    says=N_(
        "When a member of the control committee leaves for good, all of its members are elected anew."
    ),
    remedy=N_("Hold an election of all members."),
)
def is_not_replaced_one_by_one(body_kind: str) -> bool:
    return body_kind != "control_committee"


@statute(
    "kommuneloven",
    "7-10",
    part=2,
    says=N_("In the council a deputy of the same list moves up; nobody else is elected."),
    remedy=N_("Elect more deputies if the list has none left (supplementary election)."),
)
def is_filled_by_election(body_kind: str, by_voters: bool = False) -> bool:
    """Nor in its committees, whose seats follow (§ 5-9 (5)), nor where the voters elected."""
    return body_kind not in ("council", "council_committee") and not by_voters


@statute(
    "kommuneloven",
    "7-10",
    part=3,
    says=N_(
        "A new member is of the under-represented gender where one would else have less than 40 percent, if it is possible."
    ),
    remedy=N_("Let the group name someone else, or say that it has nobody else."),
)
def keeps_the_balance(gender: str, women: int, men: int, nobody_else: bool) -> bool:
    """``women``, ``men``: in the body with the new member."""
    if nobody_else or not gender:
        return True
    fewer = "f" if women < men else "m"
    return gender == fewer or 5 * min(women, men) >= 2 * (women + men)


@statute(
    "kommuneloven",
    "7-10",
    part=5,
    says=N_(
        "The council itself elects more deputies; it can let the executive committee do it for other bodies."
    ),
    remedy=N_("Hold the election in the council, or let the council give the power first."),
)
def may_elect_deputies(elected_by: str, given_away: bool, to: str) -> bool:
    if elected_by == "executive_committee":
        return given_away and to != elected_by
    return elected_by == "council"


@statute(
    "kommuneloven",
    "7-10",
    part=5,
    says=N_(
        "A new deputy is of the under-represented gender where one would else have less than 40 percent of the deputies, if it is possible."
    ),
    remedy=N_("Let the group name someone else, or say that it has nobody else."),
)
def deputies_keep_the_balance(gender: str, women: int, men: int, nobody_else: bool) -> bool:
    """``women``, ``men``: among the deputies with the new one; a single deputy is no balance."""
    return women + men < 2 or keeps_the_balance(gender, women, men, nobody_else)


@statute(
    "kommuneloven",
    "7-10",
    part=6,
    says=N_("A deputy elected later comes last among those of the same party or group."),
    remedy=N_("Give the deputy the number after the last."),
)
def comes_last(order: int, last: int) -> bool:
    return order > last
