"""Putting a question to the body, and counting."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused, comply
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import (
    BallotChoice,
    Finding,
    Method,
    ProposalStatus,
    Result,
    VoteStatus,
)
from tannhjul.meetings.models import Ballot, Item, Presence, Proposal, Vote
from tannhjul.organisation.enums import Office
from tannhjul.organisation.models import Person, Seat

from .debate import being_treated, must_be_taken_up, note


@transaction.atomic
def open_vote(
    item: Item,
    method: str,
    proposal: Proposal,
    *,
    by,
    at: datetime,
    against: Proposal | None = None,
) -> Vote:
    """Put a proposal (against another, in alternative voting) to the vote. Needs a quorum."""
    item = being_treated(item)
    if item.votes.filter(status=VoteStatus.OPEN).exists():
        raise Refused(_("A vote is already open in this item. Count it first."))
    must_be_taken_up(item)
    if item.recusals.filter(finding=Finding.PENDING).exists():
        raise Refused(_("A question of impartiality is not decided yet. Decide it first."))
    if method == Method.AGAINST_EACH_OTHER and (against is None or against == proposal):
        raise Refused(_("Alternative voting needs two different proposals."))
    wanted = [p.pk for p in (proposal, against) if p]
    if item.proposals.filter(pk__in=wanted, status=ProposalStatus.TABLED).count() != len(wanted):
        raise Refused(_("Only proposals that are still on the table can be voted on."))
    sitting = queries.entitled(item, at)
    comply(rules.has_quorum, queries.members_total(item.meeting), len(sitting))
    number = (item.votes.aggregate(last=Max("number"))["last"] or 0) + 1
    vote = Vote.objects.create(
        item=item,
        number=number,
        method=method,
        proposal=proposal,
        against=against if method == Method.AGAINST_EACH_OTHER else None,
        entitled=len(sitting),
    )
    note("open_vote", item, by, vote=vote.pk, method=method, proposal=proposal.pk)
    return vote


@transaction.atomic
def cancel_vote(vote: Vote, *, by) -> None:
    """Take back a vote that was opened by mistake, before any ballot is recorded."""
    item = being_treated(vote.item)
    vote = Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk)
    if vote.status != VoteStatus.OPEN or vote.ballots.exists():
        raise Refused(_("Votes have already been recorded, so the vote must be counted."))
    note("cancel_vote", item, by, vote=vote.pk)
    vote.delete()


@transaction.atomic
def cast(
    vote: Vote, ballots: Mapping[int, str], *, by, at: datetime, by_secretary: bool = False
) -> None:
    """Record ballots: person id -> choice. Each person once, and only those who sit in the case."""
    item = being_treated(vote.item)
    vote = Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    sitting = {row.person_id: row for row in queries.entitled(item, at)}
    comply(rules.only_entitled_vote, list(sitting), list(ballots))
    if any(choice not in BallotChoice.values for choice in ballots.values()):
        raise Refused(_("A vote must be for or against."))
    rows = [
        Ballot(
            vote=vote,
            person_id=person,
            party=sitting[person].party,
            choice=choice,
            by_secretary=by_secretary,
        )
        for person, choice in ballots.items()
    ]
    try:
        with transaction.atomic():
            Ballot.objects.bulk_create(rows)
    except IntegrityError as fault:
        raise Refused(
            _("Someone in the list has already voted. Nothing was recorded; check and try again.")
        ) from fault
    note("cast", item, by, vote=vote.pk, ballots=len(rows))


@transaction.atomic
def vote_oneself(vote: Vote, person: Person, choice: str, *, by, at: datetime) -> bool:
    """A member votes in an electronic vote. The same ballot sent twice counts once.

    Returns whether it was recorded now; a different second ballot is refused.
    """
    if vote.method != Method.ELECTRONIC:
        raise Refused(_("This vote is not electronic. Raise your hand."))
    vote = Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk)
    earlier = vote.ballots.filter(person=person).first()
    if earlier and earlier.choice == choice:
        return False
    if earlier:
        raise Refused(_("You have voted already. A vote cannot be changed."))
    cast(vote, {person.pk: choice}, by=by, at=at)
    return True


@transaction.atomic
def enter_missing(vote: Vote, ballots: Mapping[int, str], *, by, at: datetime) -> Vote:
    """The secretary enters the votes of those whose own device failed, marked so, and counts."""
    voted = set(vote.ballots.values_list("person_id", flat=True))
    missing = {person: choice for person, choice in ballots.items() if person not in voted}
    if missing:
        cast(vote, missing, by=by, at=at, by_secretary=True)
    return close_vote(vote, by=by, at=at)


@transaction.atomic
def close_vote(vote: Vote, *, by, at: datetime) -> Vote:
    """Count. Everyone who sits must have voted; a tie is settled by the chair's own vote."""
    item = being_treated(vote.item)
    vote = Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    sitting = queries.entitled(item, at)
    ballots = dict(vote.ballots.values_list("person_id", "choice"))
    comply(rules.everyone_votes, [row.person_id for row in sitting], list(ballots))
    yes = sum(choice == BallotChoice.FOR for choice in ballots.values())
    no = len(ballots) - yes
    chair = chairing(item, sitting)
    if yes == no and chair is None:
        raise Refused(_("The votes are equal and nobody chairs. Choose who chairs first."))
    carried = rules.is_carried(yes, no, chair_for=ballots.get(chair or 0) == BallotChoice.FOR)
    vote.votes_for, vote.votes_against, vote.entitled = yes, no, len(sitting)
    vote.by_casting_vote = yes == no
    vote.status, vote.result = VoteStatus.CLOSED, _result(vote, carried)
    vote.save()
    _settle(vote, carried)
    note("close_vote", item, by, vote=vote.pk, yes=yes, no=no, result=vote.result)
    return vote


def _result(vote: Vote, carried: bool) -> str:
    if vote.method == Method.AGAINST_EACH_OTHER:
        return Result.FIRST if carried else Result.SECOND
    return Result.CARRIED if carried else Result.LOST


def _settle(vote: Vote, carried: bool) -> None:
    """The proposals leave the table: adopted or not."""
    for proposal, won in ((vote.proposal, carried), (vote.against, not carried)):
        if proposal:
            proposal.status = ProposalStatus.CARRIED if won else ProposalStatus.LOST
            proposal.save(update_fields=["status"])


def chairing(item: Item, sitting: list[Presence]) -> int | None:
    """Who chairs the item: the chair if sitting in it, else the deputy leader."""
    here = {row.person_id for row in sitting}
    if item.meeting.chair_id in here:
        return item.meeting.chair_id
    rows = Seat.objects.on(queries.day_of(item.meeting)).filter(body=item.body, person__in=here)
    return rows.filter(office=Office.DEPUTY_LEADER).values_list("person_id", flat=True).first()


@transaction.atomic
def count(vote: Vote, against: set[int], *, by, at: datetime) -> Vote:
    """Record a show of hands at once: those named against (or for the second), all others for."""
    sitting = [row.person_id for row in queries.entitled(vote.item, at)]
    comply(rules.only_entitled_vote, sitting, against)
    choice = {
        person: BallotChoice.AGAINST if person in against else BallotChoice.FOR
        for person in sitting
    }
    cast(vote, choice, by=by, at=at)
    return close_vote(vote, by=by, at=at)


@transaction.atomic
def unanimous(item: Item, proposal: Proposal, *, by, at: datetime) -> Vote:
    """Everyone agrees: recorded as a vote with every name for."""
    vote = open_vote(item, Method.UNANIMOUS, proposal, by=by, at=at)
    return count(vote, set(), by=by, at=at)
