"""Counting a vote, and what follows from the count."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.elections import actions as elections
from tannhjul.elections.enums import Method as ElectionMethod
from tannhjul.elections.models import Election
from tannhjul.elections.rules.counting import ListVotes, Lots
from tannhjul.elections.rules.majority import by_majority
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import (
    TWO_SIDED,
    BallotChoice,
    Majority,
    MeetingForm,
    Method,
    ProposalStatus,
    Question,
    Result,
    VoteStatus,
)
from tannhjul.meetings.models import Item, Presence, Proposal, Vote, VoteOption
from tannhjul.meetings.order import RIVALS
from tannhjul.organisation.rules.departures import has_nine_tenths, has_two_thirds

from .ballots import cast, enter_paper
from .debate import being_treated
from .votes import locked, open_vote


@transaction.atomic
def close_vote(vote: Vote, *, by, at: datetime) -> Vote:
    """Count. Everyone who sits must have voted; a tie is settled by the chair's own vote."""
    item = being_treated(vote.item)
    vote = locked(vote)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    sitting = queries.entitled(item, at)
    named = _named_ballots(vote, sitting)
    vote.entitled = len(sitting)
    if vote.question in TWO_SIDED:
        _count_two(vote, item, named, sitting)
    elif vote.question == Question.WHOLE:
        _count_whole(vote, named, queries.chairing(item, sitting))
    else:
        _count_people(vote, named, queries.chairing(item, sitting), by=by)
    vote.status = VoteStatus.CLOSED
    vote.save()
    counted: dict[str, Any] = {
        "yes": vote.votes_for,
        "no": vote.votes_against,
        "result": vote.result,
    }
    record("meetings.close_vote", vote, by=by, **counted)
    return vote


def _named_ballots(vote: Vote, sitting: list[Presence]) -> dict[int, str]:
    """Person -> choice, when everyone has voted; of a secret vote, nothing but that they have."""
    if vote.method == Method.SECRET:
        voted = list(vote.voters.filter(voted=True).values_list("person_id", flat=True))
        comply(rules.everyone_votes, [row.person_id for row in sitting], voted)
        _leave_no_trace(vote)
        return {}
    ballots = dict(vote.ballots.values_list("person_id", "choice"))
    comply(rules.everyone_votes, [row.person_id for row in sitting], list(ballots))
    return ballots


def _leave_no_trace(vote: Vote) -> None:
    """Write every row of a secret vote anew, so that no row shows which ballot was cast with it."""
    vote.voters.update(voted=True)
    for row in vote.options.all():
        row.save(update_fields=["votes"])
    vote.refresh_from_db()


# --- for or against ----------------------------------------------------------------------------


def _count_two(vote: Vote, item: Item, ballots: Mapping[int, str], sitting: list[Presence]) -> None:
    yes = sum(choice == BallotChoice.FOR for choice in ballots.values())
    no = len(ballots) - yes
    chair = queries.chairing(item, sitting)
    tie = yes == no and vote.majority == Majority.SIMPLE
    if tie and chair is None:
        raise Refused(_("The votes are equal and nobody chairs. Choose who chairs first."))
    vote.votes_for, vote.votes_against, vote.by_casting_vote = yes, no, tie
    chair_for, goes_on = ballots.get(chair or 0) == BallotChoice.FOR, _meets_more(vote)
    vote.result = result_of(vote, yes, no, chair_for=chair_for, goes_on=goes_on)
    if vote.question == Question.SINGLE:
        _settle(vote, {vote.proposal: vote.result == Result.CARRIED})
    elif goes_on:
        first = vote.result == Result.FIRST_ON
        _settle(vote, {vote.against if first else vote.proposal: False})
    else:
        first, second = vote.result == Result.FIRST, vote.result == Result.SECOND
        _settle(vote, {vote.proposal: first, vote.against: second})


def result_of(vote: Vote, yes: int, no: int, *, chair_for: bool, goes_on: bool) -> Result:
    """What so many votes for and against come to.

    ``chair_for``: how the chair voted, whose vote parts two halves; ``goes_on``: the winner of two has
    others to meet.
    """
    item = vote.item
    carried = _is_carried(vote, yes, no, chair_for)
    if item.meeting.form == MeetingForm.WRITTEN:
        carried = rules.all_agree_in_writing(queries.members_total(item.meeting), yes)
    enough = _is_enough(item, yes if carried else no)
    if vote.question == Question.SINGLE:
        return Result.CARRIED if carried and enough else Result.LOST
    if goes_on:
        return Result.FIRST_ON if carried else Result.SECOND_ON
    if not enough:
        return Result.LOST
    return Result.FIRST if carried else Result.SECOND


def _is_enough(item: Item, votes_for: int) -> bool:
    """Whether those who are for are as many as the kind of body asks, besides being the majority."""
    members = queries.members_total(item.meeting)
    return rules.more_than_a_third_is_for(item.body.kind, votes_for, members)


def _meets_more(vote: Vote) -> bool:
    """Whether the winner of two rivals has others to meet on the same point."""
    if vote.proposal is None or vote.proposal.kind not in RIVALS:
        return False
    rows = vote.item.proposals.filter(
        kind__in=RIVALS, point=vote.proposal.point, status=ProposalStatus.TABLED
    )
    return rows.exclude(pk__in=[vote.proposal_id, vote.against_id]).exists()


def _is_carried(vote: Vote, yes: int, no: int, chair_for: bool) -> bool:
    if vote.majority == Majority.TWO_THIRDS:
        return has_two_thirds(yes, yes + no)
    if vote.majority == Majority.NINE_TENTHS:
        return has_nine_tenths(yes, yes + no)
    return rules.is_carried(yes, no, chair_for=chair_for)


def _settle(vote: Vote, results: Mapping[Proposal | None, bool]) -> None:
    """Proposals leave the table, adopted or not; a trial vote settles nothing."""
    for proposal, won in results.items():
        if proposal and not vote.trial:
            proposal.status = ProposalStatus.CARRIED if won else ProposalStatus.LOST
            proposal.save(update_fields=["status"])


# --- between several ---------------------------------------------------------------------------


def _with_votes(vote: Vote, ballots: Mapping[int, str]) -> list[VoteOption]:
    """The choices with their numbers: counted from the names, or as the secret vote kept them."""
    rows = list(vote.options.select_related("proposal", "slate"))
    if vote.method != Method.SECRET:
        counted = Counter(ballots.values())
        for row in rows:
            row.votes = counted[str(row.number) if row.number else BallotChoice.BLANK]
        VoteOption.objects.bulk_update(rows, ["votes"])
    vote.blank = sum(row.votes for row in rows if not row.number)
    return [row for row in rows if row.number]


def _won(vote: Vote, rows: list[VoteOption], winner: VoteOption | None) -> None:
    for row in rows:
        row.won = row is winner
    VoteOption.objects.bulk_update(rows, ["won"])
    vote.result = Result.CHOSEN if winner else Result.UNDECIDED


def _count_whole(vote: Vote, ballots: Mapping[int, str], chair: int | None) -> None:
    """More than half wins; the chair's own vote parts two halves; else the largest go on."""
    rows = _with_votes(vote, ballots)
    own = ballots.get(chair or 0)
    winner = next((row for row in rows if 2 * row.votes > len(ballots)), None)
    if winner and not _is_enough(vote.item, winner.votes):
        winner = None
    if winner is None and max(row.votes for row in rows) * 2 == len(ballots):
        halves = [row for row in rows if row.votes * 2 == len(ballots)]
        if len(halves) == 2:
            winner = next((row for row in halves if str(row.number) == own), None)
            vote.by_casting_vote = winner is not None
    _won(vote, rows, winner)
    numbers = [row.votes for row in rows]
    for row in rows:
        if winner:
            _settle(vote, {row.proposal: row is winner})
        elif not rules.is_among_the_two_largest(numbers, row.votes):
            _settle(vote, {row.proposal: False})


def _count_people(vote: Vote, ballots: Mapping[int, str], chair: int | None, *, by) -> None:
    """The chosen candidate, or the seats of the lists; nobody chosen calls for a second ballot."""
    rows = _with_votes(vote, ballots)
    if not any(row.votes for row in rows):
        _won(vote, rows, None)
    elif vote.election is None:
        hired = _hired(vote, rows, ballots.get(chair or 0))
        _won(vote, rows, hired if hired and _is_enough(vote.item, hired.votes) else None)
        winners = [row for row in rows if row.won]
        _settle(vote, {row.proposal: row.won for row in rows} if winners else {})
    elif vote.election.method == ElectionMethod.PROPORTION:
        _won(vote, rows, None)
        vote.result = Result.CHOSEN
    else:
        lists = [ListVotes(str(row.number), Fraction(row.votes)) for row in rows]
        lots = Lots(vote.election.seed)
        elected = by_majority(lists, lots, blank=vote.blank, second=vote.second).elected
        names = {row.name for row in elected}
        _won(vote, rows, next((row for row in rows if str(row.number) in names), None))
    if vote.election:
        _enter(vote, vote.election, rows, by=by)


def _hired(vote: Vote, rows: list[VoteOption], chair: str | None) -> VoteOption | None:
    """More than half of the votes cast; of two halves the one with the chair's own vote.

    A hiring is a decision and not an election (§ 11-9 (2)): no lot is drawn, and the most votes are
    not enough in a second ballot either.
    """
    cast, most = sum(row.votes for row in rows) + vote.blank, max(row.votes for row in rows)
    if 2 * most < cast:
        return None
    first = [row for row in rows if row.votes == most]
    if 2 * most > cast:
        return first[0]
    winner = next((row for row in first if str(row.number) == chair), None)
    vote.by_casting_vote = winner is not None
    return winner


def _enter(vote: Vote, election: Election, rows: list[VoteOption], *, by) -> None:
    """Hand the count to the election, or let it go on without a result."""
    if vote.result != Result.CHOSEN:
        elections.stop_vote(election, by=by)
        return
    numbers = {row.slate_id: row.votes for row in rows if row.slate_id}
    elections.count(election, numbers, by=by, blank=vote.blank, second=vote.second, voted=True)


# --- at once -----------------------------------------------------------------------------------


@transaction.atomic
def enter_missing(vote: Vote, ballots: Mapping[int, str], *, by, at: datetime) -> Vote:
    """The secretary enters the votes of those whose own device failed, marked so, and counts."""
    voted = set(vote.ballots.values_list("person_id", flat=True))
    missing = {person: choice for person, choice in ballots.items() if person not in voted}
    if missing:
        cast(vote, missing, by=by, at=at, by_secretary=True)
    return close_vote(vote, by=by, at=at)


@transaction.atomic
def with_paper(
    vote: Vote, voters: Collection[int], numbers: Mapping[str, int], *, by, at: datetime
) -> Vote:
    """Take in the ballots on paper of a secret vote, if any, and count."""
    if voters or any(numbers.values()):
        enter_paper(vote, voters, numbers, by=by)
    return close_vote(vote, by=by, at=at)


@transaction.atomic
def count(vote: Vote, against: set[int], *, by, at: datetime) -> Vote:
    """Record a show of hands at once: those named against (or for the second), all others for."""
    sitting = [row.person_id for row in queries.entitled(vote.item, at)]
    comply(rules.only_entitled_vote, sitting, against)
    choice = {
        person: BallotChoice.AGAINST if person in against else BallotChoice.FOR
        for person in sitting
    }
    return count_all(vote, choice, by=by, at=at)


@transaction.atomic
def count_all(vote: Vote, ballots: Mapping[int, str], *, by, at: datetime) -> Vote:
    """Record everyone's choice at once, and count."""
    cast(vote, ballots, by=by, at=at)
    return close_vote(vote, by=by, at=at)


@transaction.atomic
def unanimous(item: Item, proposal: Proposal, *, by, at: datetime) -> Vote:
    """Everyone agrees: recorded as a vote with every name for."""
    vote = open_vote(item, Method.UNANIMOUS, proposal, by=by, at=at)
    return count(vote, set(), by=by, at=at)
