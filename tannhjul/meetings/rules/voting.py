"""Votes and majorities (kommuneloven §§ 7-8, 7-12, 8-1, 11-9): plain Python."""

from collections.abc import Collection

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "11-9",
    part=2,
    says=N_("The majority of the votes cast decides; if they are equal, the chair's vote decides."),
    remedy=N_("Let the chair vote."),
)
def is_carried(votes_for: int, votes_against: int, *, chair_for: bool) -> bool:
    return votes_for > votes_against or (votes_for == votes_against and chair_for)


@statute(
    "kommuneloven",
    "11-3",
    part=4,
    says=N_("A majority can put off an item that is on the agenda; without one it is treated."),
    remedy=N_("Vote on putting it off, or treat it."),
)
def majority_puts_off(outcome: str, carried: int, lost: int) -> bool:
    return outcome != "postponed" or carried > 0 or not lost


@statute(
    "kommuneloven",
    "11-9",
    part=2,
    says=N_("A body decides by voting: only what a vote has carried is adopted or recommended."),
    remedy=N_("Vote on a proposal, or choose another outcome."),
)
def decided_by_vote(outcome: str, counted: int, carried: int) -> bool:
    if outcome in ("adopted", "recommended"):
        return carried > 0
    return outcome != "rejected" or counted > 0


@statute(
    "kommuneloven",
    "11-9",
    part=3,
    says=N_("Budget and economic plan are finally voted on as whole proposals."),
    remedy=N_("Put all whole proposals to one vote, or hold a trial vote."),
)
def budget_is_voted_on_whole(
    nature: str, question: str, rivals: int, pointed: bool, second: bool
) -> bool:
    if nature not in ("budget", "economic_plan") or question == "whole":
        return True
    alone = question == "single" and rivals < 2
    return not pointed and (alone or (question == "against" and second and rivals == 2))


@statute(
    "kommuneloven",
    "11-9",
    part=3,
    says=N_(
        "Whole proposals for budget or economic plan: without a majority for one, a second vote is held between the two with the most votes."
    ),
    remedy=N_("Hold the second vote."),
)
def is_among_the_two_largest(votes: Collection[int], own: int) -> bool:
    return sum(other > own for other in votes) < 2


@statute(
    "kommuneloven",
    "8-1",
    part=3,
    says=N_("A blank vote is only possible in elections and hiring."),
    remedy=N_("Vote for or against."),
)
def blank_only_for_people(question: str, blank: int) -> bool:
    return blank == 0 or question in ("election", "hiring")


@statute(
    "kommuneloven",
    "7-8",
    part=2,
    says=N_(
        "Votes are secret only in elections by lists and in hiring, and when a member of the youth council demands it for its leader; one person is else elected by show of hands."
    ),
    remedy=N_("Vote by show of hands, or electronically with names."),
)
def may_be_secret(question: str, method: str, body_kind: str) -> bool:
    if question == "hiring":
        return True
    return question == "election" and (method == "proportion" or body_kind == "youth_council")


@statute(
    "kommuneloven",
    "8-1",
    part=3,
    says=N_("A member who is present must vote."),
    remedy=N_("Record how each person present voted."),
)
def everyone_votes(entitled: Collection[int], voted: Collection[int]) -> bool:
    return set(entitled) <= set(voted)


@statute(
    "kommuneloven",
    "8-1",
    part=3,
    says=N_("Only members and deputies who sit in the case may vote in it."),
    remedy=N_("Check the attendance: someone has voted who is not present or is disqualified."),
)
def only_entitled_vote(entitled: Collection[int], voted: Collection[int]) -> bool:
    return set(voted) <= set(entitled)
