"""Reads about votes: what is asked, in words; what each answer means; who answered what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil

from django.core import signing
from django.utils.translation import gettext as _

from tannhjul.cases.enums import BUDGETS
from tannhjul.organisation.models import Person

from . import order, queries
from .enums import (
    OF_PEOPLE,
    OWN_DEVICE,
    BallotChoice,
    ItemStatus,
    Majority,
    Method,
    ProposalKind,
    ProposalStatus,
    Question,
    VoteStatus,
)
from .models import Ballot, Item, Presence, Vote

SALT = "meetings.ballot"
PARTS = {Majority.TWO_THIRDS: Fraction(2, 3), Majority.NINE_TENTHS: Fraction(9, 10)}


@dataclass(frozen=True)
class Choice:
    """One possible answer: what a ballot holds, what it is called, and what it means."""

    key: str
    label: str
    means: str


def asked(vote: Vote) -> str:
    """The question of a vote, in a few words."""
    if vote.question == Question.ELECTION and vote.election:
        office = vote.election.get_office_display() if vote.election.office else ""
        body = vote.election.body
        if office:
            return _("Election of %(office)s in %(body)s") % {"office": office, "body": body}
        return _("Election of members of %(body)s") % {"body": body}
    if vote.question == Question.AGAINST and vote.proposal and vote.against:
        facts = {"one": vote.proposal.number, "two": vote.against.number}
        return _("Proposal %(one)s against proposal %(two)s") % facts
    if vote.proposal:
        return _("Proposal %(one)s") % {"one": vote.proposal.number}
    return str(vote.get_question_display())


def needed(vote: Vote) -> int | None:
    """How many votes a larger majority takes, of those who vote; None for the ordinary one."""
    part = PARTS.get(Majority(vote.majority))
    return ceil(part * vote.entitled) if part else None


def _yes_and_no(kind: str) -> tuple[str, str]:
    if kind == ProposalKind.POSTPONE:
        return (
            _("The item is put off, and nothing more is voted on today."),
            _("The item is treated on now."),
        )
    if kind == ProposalKind.RETURN:
        return (
            _("The item goes back, and nothing more is voted on today."),
            _("The item is treated on now."),
        )
    if kind == ProposalKind.ADDITIONAL:
        return _("The proposal is added to the decision."), _("The proposal is not added.")
    if kind == ProposalKind.VERBAL:
        return (
            _("The administration is asked to do it; the figures stay as they are."),
            _("The administration is not asked to do it."),
        )
    return _("The proposal is adopted."), _("The proposal falls.")


def answers(vote: Vote) -> list[Choice]:
    """The answers one can give, each with what it means; needs the options of the vote."""
    if vote.question == Question.SINGLE and vote.proposal:
        yes, no = _yes_and_no(vote.proposal.kind)
        return [
            Choice(BallotChoice.FOR, _("For"), yes),
            Choice(BallotChoice.AGAINST, _("Against"), no),
        ]
    if vote.question == Question.AGAINST and vote.proposal and vote.against:
        keys = (BallotChoice.FOR, BallotChoice.AGAINST)
        both = (vote.proposal, vote.against)
        return [
            Choice(
                key,
                _("For proposal %(number)s") % {"number": mine.number},
                _("Proposal %(number)s is adopted, and proposal %(other)s falls.")
                % {"number": mine.number, "other": other.number},
            )
            for key, mine, other in zip(keys, both, reversed(both), strict=True)
        ]
    several = _of_several(vote)
    numbered = [row for row in vote.options.all() if row.number]
    rows = [Choice(str(row.number), row.label, several) for row in numbered]
    if vote.question in OF_PEOPLE:
        rows.append(Choice(BallotChoice.BLANK, _("Blank"), _("You choose none of them.")))
    return rows


def _of_several(vote: Vote) -> str:
    if vote.question == Question.WHOLE:
        return _("Adopted with more than half; else the two largest meet in a second vote.")
    if vote.election and not vote.election.office:
        return _("The seats are shared between the lists by their votes.")
    if vote.second and vote.election:
        return _("The most votes decide; equal votes are settled by lot.")
    if vote.second:
        return _("The most votes decide.")
    return _("Elected with more than half; else a second ballot is held.")


# --- who answered what -------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """One answer in a counted vote: how many, who by party, and whether it won."""

    label: str
    count: int
    by_party: list[tuple[str, list[str]]]
    won: bool = False


def sides(vote: Vote) -> list[Side]:
    """The answers of a counted vote, with names unless it was secret; needs what votes_of fetches."""
    names: dict[str, dict[str, list[str]]] = {}
    for ballot in vote.ballots.all():
        parties = names.setdefault(ballot.choice, {})
        parties.setdefault(ballot.party.code if ballot.party else "–", []).append(_signed(ballot))
    numbers = _numbers(vote)
    winners = {str(row.number) for row in vote.options.all() if row.won} | _winning_side(vote)
    return [
        Side(
            row.label,
            numbers.get(row.key, 0),
            sorted(names.get(row.key, {}).items()),
            row.key in winners,
        )
        for row in answers(vote)
    ]


def _numbers(vote: Vote) -> dict[str, int]:
    return {
        BallotChoice.FOR: vote.votes_for,
        BallotChoice.AGAINST: vote.votes_against,
        BallotChoice.BLANK: vote.blank,
        **{str(row.number): row.votes for row in vote.options.all()},
    }


def _winning_side(vote: Vote) -> set[str]:
    won = {
        "carried": BallotChoice.FOR,
        "first": BallotChoice.FOR,
        "lost": BallotChoice.AGAINST,
        "second": BallotChoice.AGAINST,
        "on_1": BallotChoice.FOR,
        "on_2": BallotChoice.AGAINST,
    }
    return {won[vote.result]} if vote.result in won else set()


def _signed(ballot: Ballot) -> str:
    name = ballot.person.name
    return f"{name} ({_('entered by the secretary')})" if ballot.by_secretary else name


def outcome(vote: Vote) -> str:
    """What a counted vote says, naming what won where there were several."""
    if vote.result in ("on_1", "on_2"):
        winner = vote.proposal if vote.result == "on_1" else vote.against
        return _("proposal %(number)s goes on") % {"number": winner.number if winner else ""}
    if vote.result in ("first", "second"):
        winner = vote.proposal if vote.result == "first" else vote.against
        return _("proposal %(number)s was adopted") % {"number": winner.number if winner else ""}
    winners = [row.label for row in vote.options.all() if row.won]
    if winners:
        return _("%(name)s was chosen") % {"name": ", ".join(winners)}
    return str(vote.get_result_display())


def latest_of(item: Item) -> list[Vote]:
    """The last vote that was counted and the one that is open, with what a page shows of them."""
    rows = item.votes.select_related("proposal__proposer", "against__proposer", "election__body")
    last = list(
        rows.prefetch_related("ballots__person", "ballots__party", "options").order_by("-number")[
            :2
        ]
    )
    return last[::-1]


def votes_of(item: Item) -> list[Vote]:
    """The votes of an item with everything a page shows of them, in seven queries however many."""
    rows = item.votes.select_related("proposal__proposer", "against__proposer", "election__body")
    every = ("ballots__person", "ballots__party", "options", "corrections")
    return list(rows.prefetch_related(*every))


@dataclass(frozen=True)
class Counted:
    """A counted vote as it is shown: the question, the answers and what came of it."""

    vote: Vote
    asked: str
    sides: list[Side]
    outcome: str
    needed: int | None


def counted(rows: Iterable[Vote]) -> list[Counted]:
    """Those of ``rows`` that have been counted."""
    return [
        Counted(row, asked(row), sides(row), outcome(row), needed(row))
        for row in rows
        if row.status == VoteStatus.CLOSED
    ]


# --- while a vote is open ----------------------------------------------------------------------


def not_voted(vote: Vote, at: datetime) -> list[Presence]:
    """Those who sit in the case and have not voted yet."""
    crossed_off = vote.voters.filter(voted=True).values_list("person_id", flat=True)
    named = vote.ballots.values_list("person_id", flat=True)
    voted = set(crossed_off if vote.method == Method.SECRET else named)
    return [row for row in queries.entitled(vote.item, at) if row.person_id not in voted]


def signed_paper(vote: Vote, person: Person, user, session: str) -> str:
    """The ballot that is given to someone who may vote: signed, for one vote, person and sign-in."""
    sign_in = user.sign_ins.filter(session_key=session).values_list("pk", flat=True).first()
    facts = [vote.pk, person.pk, user.pk, user.acting_as, sign_in or 0, vote.item.meeting_id]
    return signing.dumps(facts, salt=SALT)


@dataclass(frozen=True)
class Paper:
    """What a signed ballot says."""

    vote: int
    person: int
    user: int
    acting_as: str
    sign_in: int
    meeting: int


def read_paper(text: str) -> Paper | None:
    """A signed ballot; None if it is not one, or older than a day."""
    try:
        return Paper(*signing.loads(text, salt=SALT, max_age=86_400))
    except (signing.BadSignature, TypeError):
        return None


@dataclass(frozen=True)
class MyVote:
    """What a member sees of an open vote: the question, the answers, and whether it is given."""

    vote: Vote
    asked: str
    choices: list[Choice]
    needed: int | None
    given: str
    has_voted: bool
    paper: str


def my_vote(item: Item, person: Person | None, request, at: datetime) -> MyVote | None:
    """The open vote of an item, for someone who votes in it on an own device."""
    if person is None or item.status != ItemStatus.OPEN:
        return None
    rows = item.votes.filter(status=VoteStatus.OPEN, method__in=OWN_DEVICE)
    vote = rows.select_related("proposal", "against", "election__body").first()
    if vote is None or queries.seat_in(item, person, at) is None:
        return None
    known = answers(vote)
    if vote.method == Method.SECRET:
        has_voted, given = vote.voters.filter(person=person, voted=True).exists(), ""
    else:
        ballot = vote.ballots.filter(person=person).first()
        has_voted = ballot is not None
        given = next((row.label for row in known if ballot and row.key == ballot.choice), "")
    paper = signed_paper(vote, person, request.user, request.session.session_key)
    return MyVote(vote, asked(vote), known, needed(vote), given, has_voted, paper)


# --- help for the chair ------------------------------------------------------------------------


@dataclass(frozen=True)
class Advice:
    """A vote to hold next, in words."""

    turn: order.Turn
    says: str


def advice(item: Item) -> list[Advice]:
    """In which order to vote on what lies on the table."""
    rows = item.proposals.filter(status__in=[ProposalStatus.TABLED, ProposalStatus.CARRIED])
    whole = item.case is not None and item.case.nature in BUDGETS
    return [Advice(turn, _advised(turn)) for turn in order.suggest(rows, whole=whole)]


def _advised(turn: order.Turn) -> str:
    numbers = [row.number for row in turn.proposals]
    if turn.question == Question.AGAINST:
        return _("Proposal %(one)s against proposal %(two)s") % {
            "one": numbers[0],
            "two": numbers[1],
        }
    if turn.question == Question.WHOLE:
        return _("The whole proposals: %(numbers)s") % {"numbers": ", ".join(map(str, numbers))}
    if turn.question == Question.HIRING:
        return _("Choose between the candidates")
    return _("Proposal %(one)s") % {"one": numbers[0]}
