"""Reads about elections: who may vote, what was counted, what it gives and would change."""

from dataclasses import dataclass
from fractions import Fraction

from tannhjul.elections.rules.counting import (
    Candidate,
    Elected,
    Finding,
    ListVotes,
    Lot,
    Lots,
    Result,
    SeatWon,
    by_agreement,
    by_proportion,
    by_voters,
    kept,
)
from tannhjul.elections.rules.majority import by_majority, by_proposal
from tannhjul.organisation.enums import BodyKind, SeatKind
from tannhjul.organisation.models import Body, Party, Person, Seat
from tannhjul.organisation.queries import council, ending_after, positions_held
from tannhjul.organisation.rules.eligibility import is_free_of_leading_positions
from tannhjul.organisation.rules.kinds import elects_its_leader

from .enums import Method
from .models import Election, Nominee, Slate

AS_FAR_AS_POSSIBLE = (
    BodyKind.EXECUTIVE_COMMITTEE,
    BodyKind.WORKING_COMMITTEE,
    BodyKind.COUNCIL_COMMITTEE,
)


def gender_rule(body: Body) -> str:
    """How the balance of genders binds an election by lists to this body (kommuneloven § 7-6)."""
    return "as_far_as_possible" if body.kind in AS_FAR_AS_POSSIBLE else "list"


def electors(election: Election) -> int:
    """How many can vote in an election inside the municipality; 0 where the voters elect."""
    if election.method == Method.VOTERS:
        return 0
    own = election.office and elects_its_leader(election.body.kind, election.body.elected_by_voters)
    body = election.body if own else council(election.held_on)
    return body.seats_total if body else 0


@dataclass(frozen=True)
class Winner:
    """Someone elected, with everything a page or a seat needs."""

    slate: Slate
    person: Person
    party: Party | None
    place: int
    votes: Fraction | None
    promoted: bool


@dataclass(frozen=True)
class Settled:
    """An election's result: seats by list, each seat as it was won, people, lots and findings."""

    seats: list[tuple[Slate, int]]
    order: list[SeatWon]
    elected: list[Winner]
    deputies: list[Winner]
    lots: list[Lot]
    findings: list[Finding]
    unknown: list[Person]


def settled(election: Election) -> Settled:
    """The result of an election: from what was counted, or as it was kept when it took effect."""
    rows = election.nominees.select_related("person", "party", "slate").order_by("place", "pk")
    nominees = {str(row.pk): row for row in rows}
    slates = {slate.name: slate for slate in election.slates.select_related("party")}
    result = computed(election)
    return Settled(
        [(slates[name], number) for name, number in result.seats.items()],
        result.order,
        [_winner(row, nominees) for row in result.elected],
        [_winner(row, nominees) for row in result.deputies],
        result.lots,
        result.findings,
        [row.person for row in nominees.values() if not row.person.gender],
    )


def computed(election: Election) -> Result:
    """The result with nominees by their ids."""
    if election.result:
        return kept(election.result)
    rows = list(election.nominees.select_related("person").order_by("place", "pk"))
    lists = [
        ListVotes(
            slate.name,
            Fraction(slate.votes or 0),
            slate.ballots,
            tuple(
                Candidate(str(row.pk), row.person.gender, row.increased, Fraction(row.personal))
                for row in rows
                if row.slate_id == slate.pk
            ),
        )
        for slate in election.slates.all()
    ]
    return _result_of(election, lists)


def _result_of(election: Election, lists: list[ListVotes]) -> Result:
    lots = Lots(election.seed)
    if not any(row.votes for row in lists):
        return Result({row.name: 0 for row in lists})
    if election.method == Method.VOTERS:
        return by_voters(lists, election.seats, lots)
    if election.method in (Method.AGREEMENT, Method.DESIGNATION):
        return by_agreement(lists)
    if election.method == Method.PROPOSAL:
        return by_proposal(lists, election.seats, blank=election.blank)
    if election.method == Method.MAJORITY:
        return by_majority(lists, lots, blank=election.blank, second=election.second)
    return by_proportion(lists, election.seats, lots, gender_rule(election.body))


def _winner(row: Elected, nominees: dict[str, Nominee]) -> Winner:
    nominee = nominees[row.name]
    return Winner(nominee.slate, nominee.person, nominee.party, row.place, row.votes, row.promoted)


def barred(election: Election) -> list[Person]:
    """Those elected who must leave a position before the election can take effect (§ 7-3)."""
    return [
        row.person
        for row in settled(election).elected
        if not is_free_of_leading_positions(positions_held(row.person, election.held_on))
    ]


@dataclass(frozen=True)
class Changes:
    """What an election would change: who comes in, who goes out, who stays."""

    come: list[Winner]
    go: list[Seat]
    stay: list[Winner]


def changes(election: Election) -> Changes:
    """Who would come and go among the members if the election took effect now."""
    elected = settled(election).elected
    now = {
        row.person_id: row
        for row in ending_after(election.body, election.held_on)
        if row.kind == SeatKind.MEMBER and election.office in ("", row.office)
    }
    chosen = {row.person.pk for row in elected}
    return Changes(
        [row for row in elected if row.person.pk not in now],
        [row for person, row in now.items() if person not in chosen],
        [row for row in elected if row.person.pk in now],
    )
