"""Putting a question to the body; taking it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.elections import actions as elections
from tannhjul.elections.enums import Method as ElectionMethod
from tannhjul.elections.models import Election
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import (
    OF_PEOPLE,
    Majority,
    Method,
    ProposalKind,
    ProposalStatus,
    Question,
    Result,
    VoteStatus,
)
from tannhjul.meetings.models import Item, Proposal, Vote, VoteOption, Voter
from tannhjul.meetings.order import ENDS_THE_ITEM, RIVALS

from . import agenda, attendance
from .debate import being_treated, must_be_behind_doors, must_be_taken_up, note
from .impartiality import must_be_impartial


def locked(vote: Vote) -> Vote:
    """The vote, locked for the rest of the transaction: no ballot comes in meanwhile."""
    return Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk)


def open_vote(
    item: Item,
    method: str,
    proposal: Proposal | None = None,
    *,
    by,
    at: datetime,
    against: Proposal | None = None,
    among: Sequence[Proposal] = (),
    election: Election | None = None,
    majority: str = Majority.SIMPLE,
    trial: bool = False,
) -> Vote:
    """Put a question to the vote. Needs a quorum.

    One proposal, or ``against`` another, or a choice ``among`` several (whole proposals, or the
    candidates for a position), or an ``election``. A ``trial`` decides nothing.
    """
    question = _question(proposal, against, among, election)
    if majority != Majority.SIMPLE and question != Question.SINGLE:
        raise Refused(_("A larger majority can only be asked for one proposal."))
    if trial and question in OF_PEOPLE:
        raise Refused(_("There are no trial votes over people."))
    with transaction.atomic():
        item = _ready(item)
        tabled = [p.pk for p in (proposal, against, *among) if p]
        on_table = item.proposals.filter(pk__in=tabled, status=ProposalStatus.TABLED)
        if on_table.count() != len(tabled):
            raise Refused(_("Only proposals that are still on the table can be voted on."))
        _method_fits(item, method, question, election)
        if proposal and not trial:
            _is_whole(item, question, proposal)
        sitting = queries.entitled(item, at)
        attendance.must_be_enough(item.meeting, len(sitting))
        vote = Vote.objects.create(
            item=item,
            number=(item.votes.aggregate(last=Max("number"))["last"] or 0) + 1,
            question=question,
            method=method,
            majority=majority,
            trial=trial,
            proposal=proposal,
            against=against,
            election=election,
            second=_is_second(item, question, election, among),
            entitled=len(sitting),
        )
        _offer(vote, among)
        if election:
            elections.vote(election, by=by, today=queries.day_of(item.meeting))
        if method == Method.SECRET:
            rows = sorted(sitting, key=lambda row: row.person_id)
            Voter.objects.bulk_create(Voter(vote=vote, person=row.person) for row in rows)
        note("open_vote", item, by, vote=vote.pk, method=method, question=question)
    return vote


def _question(proposal, against, among: Sequence[Proposal], election) -> Question:
    """What is asked, from what was given; Refused unless it is exactly one thing."""
    if sum([proposal is not None, bool(among), election is not None]) != 1:
        raise Refused(_("Choose what is put to the vote."))
    if election:
        return Question.ELECTION
    if proposal:
        if against == proposal:
            raise Refused(_("Alternative voting needs two different proposals."))
        return Question.AGAINST if against else Question.SINGLE
    people = [row.kind == ProposalKind.CANDIDATE for row in among]
    if len({row.pk for row in among}) < 2 or (any(people) and not all(people)):
        raise Refused(_("Choose at least two proposals, or at least two candidates."))
    return Question.HIRING if all(people) else Question.WHOLE


def _ready(item: Item) -> Item:
    """The item and its meeting, locked, when a vote can be opened: nobody comes or goes meanwhile."""
    item = being_treated(item)
    agenda.locked(item.meeting)
    ended = item.proposals.filter(kind__in=ENDS_THE_ITEM, status=ProposalStatus.CARRIED)
    if ended.exists():
        raise Refused(_("The item has been put off or sent back. Conclude it."))
    if item.votes.filter(status=VoteStatus.OPEN).exists():
        raise Refused(_("A vote is already open in this item. Count it first."))
    must_be_behind_doors(item)
    must_be_taken_up(item)
    must_be_impartial(item)
    return item


def _is_whole(item: Item, question: str, proposal: Proposal) -> None:
    """Refuse to settle a budget bit by bit; what is beside the whole proposals is free."""
    if proposal.kind not in RIVALS and question == Question.SINGLE:
        return
    rivals = item.proposals.filter(kind__in=RIVALS, status=ProposalStatus.TABLED)
    nature = item.case.nature if item.case else ""
    earlier = item.votes.filter(question=Question.WHOLE, result=Result.UNDECIDED, trial=False)
    facts = (rivals.count(), bool(proposal.point), earlier.exists())
    comply(rules.budget_is_voted_on_whole, nature, question, *facts)


def _method_fits(item: Item, method: str, question: str, election: Election | None) -> None:
    if method == Method.UNANIMOUS and question != Question.SINGLE:
        raise Refused(_("Only one proposal can be adopted by all at once."))
    if method == Method.SECRET:
        kind = election.body.kind if election else item.body.kind
        comply(rules.may_be_secret, question, election.method if election else "", kind)
    if election is None:
        return
    if election.method not in (ElectionMethod.PROPORTION, ElectionMethod.MAJORITY):
        raise Refused(_("This election is not held by voting in a meeting."))
    if not election.slates.exists():
        raise Refused(_("Nothing has been put forward in this election yet."))


def _is_second(
    item: Item, question: str, election: Election | None, among: Sequence[Proposal]
) -> bool:
    """Whether this is the second ballot over the same people."""
    if question not in OF_PEOPLE:
        return False
    earlier = item.votes.filter(question=question, election=election).last()
    if earlier is None or earlier.result != Result.UNDECIDED:
        return False
    people = earlier.options.filter(proposal__isnull=False).values_list("proposal_id", flat=True)
    return {row.pk for row in among} == set(people)


def _offer(vote: Vote, among: Sequence[Proposal]) -> None:
    rows = [
        VoteOption(vote=vote, number=number, label=_named(row), proposal=row)
        for number, row in enumerate(sorted(among, key=lambda row: row.number), 1)
    ]
    if vote.election:
        rows = [
            VoteOption(vote=vote, number=number, label=str(slate), slate=slate)
            for number, slate in enumerate(vote.election.slates.all(), 1)
        ]
    if vote.question in OF_PEOPLE:
        rows.append(VoteOption(vote=vote, number=0, label=_("Blank")))
    VoteOption.objects.bulk_create(rows)


def _named(proposal: Proposal) -> str:
    if proposal.kind == ProposalKind.CANDIDATE:
        return proposal.text.split("\n")[0][:200]
    return _("Proposal %(one)s") % {"one": proposal.number}


@transaction.atomic
def cancel_vote(vote: Vote, *, by) -> None:
    """Take back a vote that was opened by mistake, before any ballot is recorded."""
    item = being_treated(vote.item)
    vote = locked(vote)
    cast = vote.ballots.exists() or vote.voters.filter(voted=True).exists()
    if vote.status != VoteStatus.OPEN or cast:
        raise Refused(_("Votes have already been recorded. Count the vote, or annul it."))
    note("cancel_vote", item, by, vote=vote.pk)
    if vote.election:
        elections.stop_vote(vote.election, by=by)
    vote.delete()


@transaction.atomic
def annul_vote(vote: Vote, *, by) -> Vote:
    """Something went wrong while people voted: what was cast counts for nothing, and is kept so."""
    being_treated(vote.item)
    vote = locked(vote)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    vote.options.update(votes=0)
    vote.status, vote.result = VoteStatus.CLOSED, Result.ANNULLED
    vote.save(update_fields=["status", "result"])
    if vote.election:
        elections.stop_vote(vote.election, by=by)
    record("meetings.annul_vote", vote, by=by)
    return vote
