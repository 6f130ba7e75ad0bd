"""Lillevik's council is elected by its voters, and elects its leader and deputy leader."""

from fractions import Fraction

from tannhjul.core.journal import replaying
from tannhjul.core.scenes import FOUNDED, Stage, scene
from tannhjul.organisation.demo import person_called
from tannhjul.organisation.enums import Office
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.rules.lists import Line

from . import actions as elections
from .enums import Method
from .rules import settlement
from .rules.counting import Candidate, ListVotes, sainte_lague

# List votes for 27 seats: the figures of one municipality's protocol of 2019.
VOTES = {
    "AP": 49_421,
    "SP": 28_877,
    "H": 20_188,
    "SV": 12_456,
    "FRP": 5_872,
    "R": 5_347,
    "MDG": 4_703,
    "V": 1_818,
}
COUNCIL_SIZE = 27


@scene(FOUNDED + 1)
def elect(stage: Stage) -> None:
    """The voters elect the council."""
    with replaying(stage.at(stage.start)):
        _council(stage)


def _council(stage: Stage) -> None:
    """The council as the list votes give it, elected and seated like any other."""
    line = stage.line
    won = sainte_lague(VOTES, COUNCIL_SIZE)
    stage.council = [(person_called(next(line)), stage.parties[seat.list]) for seat in won]
    for code in stage.parties:
        seats = sum(1 for seat in won if seat.list == code)
        stage.deputies[code] = [person_called(next(line)) for _ in range(seats + 3 if seats else 0)]
    body, by = stage.bodies["KST"], stage.secretary
    election = elections.open_election(body, Method.VOTERS, by=by, today=stage.start)
    elections.load_count(election, _counted(stage), by=by)
    elections.take_effect(election, by=by, today=stage.start)
    for office, place in ((Office.LEADER, 0), (Office.DEPUTY_LEADER, 1)):
        _elect_leader(stage, body, office, stage.council[place][0])


def _counted(stage: Stage) -> settlement.Election:
    """The count: real list votes, and candidates who won in the order they stand."""
    lists = []
    for code, votes in VOTES.items():
        people = [person for person, party in stage.council if party.code == code]
        people += stage.deputies[code]
        names = tuple(
            Candidate(person.name, person.gender, place < 2, Fraction(8 * (len(people) - place)))
            for place, person in enumerate(people)
        )
        lists.append(ListVotes(code, Fraction(votes), votes // COUNCIL_SIZE, names))
    return settlement.Election("sainte-lague", COUNCIL_SIZE, tuple(lists), seed="Lillevik")


def _elect_leader(stage: Stage, body: Body, office: str, person: Person) -> None:
    by, day = stage.secretary, stage.start
    election = elections.open_election(body, Method.MAJORITY, by=by, today=day, office=office)
    slate = elections.put_list(election, person.name, [Line(1, "", person.name)], by=by)
    elections.count(election, {slate.pk: body.seats_total}, by=by)
    elections.take_effect(election, by=by, today=day)
