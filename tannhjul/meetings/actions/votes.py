"""Putting a question to the body, and taking the ballots."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tannhjul.core.journal import record_all
from tannhjul.core.law import Breach, Refused, comply
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import (
    OF_PEOPLE,
    OWN_DEVICE,
    BallotChoice,
    Finding,
    ItemStatus,
    Majority,
    Method,
    ProposalKind,
    ProposalStatus,
    Question,
    Result,
    Status,
    VoteStatus,
)
from tannhjul.meetings.models import Ballot, Item, Proposal, Vote, VoteOption, Voter
from tannhjul.organisation.enums import ElectionStatus
from tannhjul.organisation.enums import Method as ElectionMethod
from tannhjul.organisation.models import Election, Person

from .debate import being_treated, must_be_taken_up, note, where_of


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
        sitting = queries.entitled(item, at)
        comply(rules.has_quorum, queries.members_total(item.meeting), len(sitting))
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
            second=_is_second(item, question, election),
            seed=secrets.token_hex(8) if question == Question.HIRING else "",
            entitled=len(sitting),
        )
        _offer(vote, among)
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
    """The item, locked, when a vote can be opened in it."""
    item = being_treated(item)
    if item.votes.filter(status=VoteStatus.OPEN).exists():
        raise Refused(_("A vote is already open in this item. Count it first."))
    must_be_taken_up(item)
    if item.recusals.filter(finding=Finding.PENDING).exists():
        raise Refused(_("A question of impartiality is not decided yet. Decide it first."))
    return item


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
    if election.status != ElectionStatus.OPEN:
        raise Refused(_("This election has been counted."))
    if not election.slates.exists():
        raise Refused(_("Nothing has been put forward in this election yet."))


def _is_second(item: Item, question: str, election: Election | None) -> bool:
    """Whether this is the second ballot over the same people."""
    if question not in OF_PEOPLE:
        return False
    earlier = item.votes.filter(question=question, election=election).last()
    return earlier is not None and earlier.result == Result.UNDECIDED


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
        raise Refused(_("Votes have already been recorded, so the vote must be counted."))
    note("cancel_vote", item, by, vote=vote.pk)
    vote.delete()


def choices(vote: Vote) -> list[str]:
    """What a ballot can hold in this vote."""
    if vote.question in (Question.SINGLE, Question.AGAINST):
        return [BallotChoice.FOR, BallotChoice.AGAINST]
    numbers = [str(row.number) for row in vote.options.all()]
    return [*numbers, BallotChoice.BLANK] if vote.question in OF_PEOPLE else numbers


def must_be_choices(vote: Vote, given: Collection[str]) -> None:
    """Refuse what is not a choice in the vote; blank by its own rule."""
    comply(rules.blank_only_for_people, vote.question, sum(c == BallotChoice.BLANK for c in given))
    if set(given) - set(choices(vote)):
        raise Refused(
            _("A vote must be for or against.")
            if vote.question in (Question.SINGLE, Question.AGAINST)
            else _("Choose one of those that are put to the vote.")
        )


@transaction.atomic
def cast(
    vote: Vote, ballots: Mapping[int, str], *, by, at: datetime, by_secretary: bool = False
) -> None:
    """Record ballots with names: person id -> choice. Each person once, and only those who sit."""
    item = being_treated(vote.item)
    vote = locked(vote)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    if vote.method == Method.SECRET:
        raise Refused(_("This vote is secret, so no names are recorded."))
    sitting = {row.person_id: row for row in queries.entitled(item, at)}
    comply(rules.only_entitled_vote, list(sitting), list(ballots))
    must_be_choices(vote, list(ballots.values()))
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


def _still_open(vote: Vote) -> None:
    """Refuse unless the vote is open, and keep it so until this ballot is in.

    The lock is shared: any number vote at once, and only the count waits for them. SQLite lets one
    transaction write at a time, so there nothing is to be locked.
    """
    sql = "SELECT v.status, i.status, m.status FROM meetings_vote v JOIN meetings_item i ON i.id = v.item_id JOIN meetings_meeting m ON m.id = i.meeting_id WHERE v.id = %s"
    if connection.vendor == "postgresql":
        sql += " FOR SHARE OF v"
    with connection.cursor() as cursor:
        cursor.execute(sql, [vote.pk])
        found = cursor.fetchone()
    if found != (VoteStatus.OPEN, ItemStatus.OPEN, Status.OPEN):
        raise Refused(_("The vote has been counted."))


@transaction.atomic
def vote_oneself(vote: Vote, person: Person, choice: str, *, by, at: datetime) -> bool:
    """A member votes on an own device. The same ballot sent twice counts once.

    Returns whether it was recorded now; a different second ballot is refused.
    """
    if vote.method not in OWN_DEVICE:
        raise Refused(_("This vote is not electronic. Raise your hand."))
    _still_open(vote)
    must_be_choices(vote, [choice])
    if vote.method == Method.SECRET:
        return _cast_secretly(vote, person, choice)
    row = queries.seat_in(vote.item, person, at)
    comply(rules.only_entitled_vote, [row.person_id] if row else [], [person.pk])
    ballot, new = Ballot.objects.get_or_create(
        vote=vote, person=person, defaults={"party": row.party if row else None, "choice": choice}
    )
    if not new and ballot.choice != choice:
        raise Refused(_("You have voted already. A vote cannot be changed."))
    if new:
        note("cast", vote.item, by, vote=vote.pk, ballots=1)
    return new


@dataclass(frozen=True)
class Handed:
    """A ballot that a member hands in: whose it is, what it holds, and the account that sent it."""

    person: int
    choice: str
    pk: int
    hat: str


def hand_in(vote_id: int, papers: Sequence[Handed], *, at: datetime) -> set[int]:
    """Record the ballots of many members in one transaction: those that are sound.

    Returns whose ballot is recorded with that choice. Whoever is not among them tries alone
    (``vote_oneself``) and is told why.
    """
    try:
        return _hand_in(vote_id, papers, at)
    except (Refused, Breach, IntegrityError):
        return set()


@transaction.atomic
def _hand_in(vote_id: int, papers: Sequence[Handed], at: datetime) -> set[int]:
    vote = Vote.objects.select_related("item__case").get(pk=vote_id)
    _still_open(vote)
    if vote.method != Method.ELECTRONIC:
        return set()
    known, asked = set(choices(vote)), {row.person: row for row in papers}
    parties = queries.parties_in(vote.item, asked, at)
    rows = vote.ballots.filter(person__in=asked).values_list("person_id", "choice")
    before = dict(rows)
    new = [
        row
        for person, row in asked.items()
        if person in parties and person not in before and row.choice in known
    ]
    Ballot.objects.bulk_create(
        Ballot(vote=vote, person_id=row.person, party_id=parties[row.person], choice=row.choice)
        for row in new
    )
    where = where_of(vote.item)
    record_all("meetings.cast", vote.item, new, facts={"vote": vote.pk, "ballots": 1}, **where)
    again = {person for person, choice in before.items() if asked[person].choice == choice}
    return again | {row.person for row in new}


def _cast_secretly(vote: Vote, person: Person, choice: str) -> bool:
    """Cross the voter off, add one to the choice, and keep nothing that joins the two.

    No event either: the journal has the time and the actor of each.
    """
    rows = vote.voters.filter(person=person)
    comply(rules.only_entitled_vote, rows.values_list("person_id", flat=True), [person.pk])
    if not rows.filter(voted=False).update(voted=True):
        raise Refused(_("You have voted already. A vote cannot be changed."))
    _add(vote, {choice: 1})
    return True


def _add(vote: Vote, numbers: Mapping[str, int]) -> None:
    for choice, more in numbers.items():
        if choice == BallotChoice.BLANK:
            Vote.objects.filter(pk=vote.pk).update(blank=F("blank") + more)
        else:
            vote.options.filter(number=int(choice)).update(votes=F("votes") + more)


@transaction.atomic
def enter_paper(vote: Vote, voters: Collection[int], numbers: Mapping[str, int], *, by) -> None:
    """Ballots of a secret vote that were handed in on paper: who handed in, and what they held."""
    item = being_treated(vote.item)
    vote = locked(vote)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    must_be_choices(vote, [choice for choice, number in numbers.items() if number])
    if sum(numbers.values()) != len(voters):
        raise Refused(
            _("%(voters)s have handed in a ballot, but %(ballots)s ballots are counted.")
            % {"voters": len(voters), "ballots": sum(numbers.values())}
        )
    crossed = vote.voters.filter(person_id__in=voters, voted=False).update(voted=True)
    if crossed != len(voters):
        raise Refused(
            _("Someone in the list has already voted. Nothing was recorded; check and try again.")
        )
    _add(vote, numbers)
    note("cast", item, by, vote=vote.pk, ballots=len(voters))
