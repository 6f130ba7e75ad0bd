"""Whole meetings in Lillevik: the secretary keeps the record, the chair leads, members act themselves."""

from datetime import date, time, timedelta

from tannhjul.accounts.models import User
from tannhjul.cases.models import Case
from tannhjul.cases.queries import waiting_for
from tannhjul.core.enums import Role
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, oneself, scene
from tannhjul.organisation.models import Person

from . import queries
from .actions import agenda, attendance, ballots, counting, debate, floor, minutes, votes
from .models import Item, Meeting, Proposal, Vote

HALL = "Lillevik rådhus, kommunestyresalen"
ELECTRONIC = ("KST", "FSK")


@scene(75)
def committee(stage: Stage) -> None:
    """The committee for technical matters treats the cycle way; one is against."""
    hold(stage, "HTM", 75, [stage.cycle], against=1)


@scene(74)
def health_committee(stage: Stage) -> None:
    """The committee for health treats care for the old."""
    hold(stage, "HHO", 74, [stage.nursing])


@scene(68)
def executive_committee(stage: Stage) -> None:
    """The executive committee recommends in both."""
    hold(stage, "FSK", 68, [stage.cycle, stage.nursing])


@scene(60)
def council(stage: Stage) -> None:
    """The council decides both, one of them otherwise than recommended."""
    hold(stage, "KST", 60, [stage.cycle, stage.nursing], rival=stage.nursing, absent=2)


@scene(24)
def health_committee_again(stage: Stage) -> None:
    """The committee for health treats two more."""
    hold(stage, "HHO", 24, [stage.school, stage.hall])


@scene(10)
def executive_committee_again(stage: Stage) -> None:
    """The executive committee treats three; its minutes wait for signatures."""
    hold(stage, "FSK", 10, [stage.school, stage.hall, stage.land], sign=False)


@scene(3.8)
def calendar(stage: Stage) -> None:
    """The meetings that are planned."""
    places = {"HTM": 12, "HHO": 13, "FSK": 19, "UR": 20, "ER": 21, "KU": 25, "KST": 33}
    for short, days in places.items():
        at = stage.at(stage.workday(stage.before(-days)))
        agenda.plan(stage.bodies[short], at, by=stage.secretary, place="Lillevik rådhus")


@scene(3.3)
def plan_the_council(stage: Stage) -> None:
    """The agenda of the council is composed."""
    by, at = stage.secretary, stage.at(stage.workday(stage.before(-5)))
    with replaying(stage.at(stage.before(3), time(12, 0))):
        stage.coming = agenda.plan(stage.bodies["KST"], at, by=by, place=HALL)
        for step in waiting_for(stage.coming.body, day=stage.today):
            agenda.add_case(stage.coming, step, by=by)
        agenda.add_item(stage.coming, "Orientering om arbeidet med samfunnsdelen", by=by)


@scene(3.1)
def convene_the_council(stage: Stage) -> None:
    """The council is convened."""
    with replaying(stage.at(stage.before(3), time(12, 0))):
        agenda.convene(stage.coming, by=stage.secretary, today=stage.before(3))


@scene(1)
def report_absence(stage: Stage) -> None:
    """A member is ill, and a deputy is called."""
    at = stage.at(stage.before(1), time(20, 0))
    member = next(person for person, party in stage.council[2:] if party.code == "SP")
    with replaying(at):
        attendance.report_absence(stage.coming, member, "Syk", by=oneself(member), at=at)


def _chair_of(stage: Stage, meeting: Meeting) -> User:
    """Whoever leads the body leads the meeting, as the mayor or as leader of a committee."""
    leader = meeting.body.seats.get(office="leader", valid_to=None).person
    mayor = leader == stage.council[0][0]
    return oneself(leader, Role.MAYOR if mayor else Role.COMMITTEE_CHAIR)


def hold(
    stage: Stage,
    short: str,
    days: int,
    cases: list[Case],
    *,
    rival: Case | None = None,
    against: int = 0,
    absent: int = 0,
    sign: bool = True,
) -> None:
    """A whole meeting, from plan to signed minutes."""
    day = stage.workday(stage.before(days))
    meeting = _call(stage, short, day, cases, absent)
    at, chair = stage.at(day), _chair_of(stage, meeting)
    with replaying(at):
        expected = queries.expected(meeting)
        attendance.open_meeting(meeting, [e.person.pk for e in expected], by=chair, at=at)
        attendance.approve_agenda(meeting, by=chair)
        minutes.choose_signers(meeting, [e.person for e in expected[:2]], by=stage.secretary)
        for item in meeting.items.all():
            _treat(stage, item, chair, rival=item.case == rival, against=against)
        minutes.close(meeting, by=chair, at=at + timedelta(hours=2))
    _keep_minutes(stage, meeting, day, sign)


def _call(stage: Stage, short: str, day: date, cases: list[Case], absent: int) -> Meeting:
    by, at = stage.secretary, stage.at(day)
    with replaying(stage.at(day - timedelta(days=9), time(12, 0))):
        meeting = agenda.plan(stage.bodies[short], at, by=by, place=HALL)
        for case in cases:
            agenda.add_case(meeting, case.steps.get(body=meeting.body), by=by)
        agenda.add_item(meeting, "Orientering fra kommunedirektøren", by=by)
        agenda.convene(meeting, by=by, today=day - timedelta(days=9))
    with replaying(at - timedelta(days=3)):
        for row in queries.expected(meeting)[-absent:] if absent else []:
            away, when = row.person, at - timedelta(days=3)
            attendance.report_absence(meeting, away, "Arbeid utenbys", by=oneself(away), at=when)
    return meeting


def _keep_minutes(stage: Stage, meeting: Meeting, day: date, sign: bool) -> None:
    with replaying(stage.at(day + timedelta(days=1))):
        minutes.approve_minutes(meeting, by=stage.secretary, today=day + timedelta(days=1))
    later = day + timedelta(days=2)
    with replaying(stage.at(later)):
        for row in meeting.signatures.all() if sign else []:
            minutes.sign(row, by=oneself(row.person), at=stage.at(later), today=later)


def _treat(stage: Stage, item: Item, chair: User, *, rival: bool, against: int) -> None:
    """Debate, proposals and votes in one item."""
    at = item.meeting.starts_at
    debate.start_item(item, by=chair)
    if item.case_id is None:
        minutes.conclude(item, "noted", by=stage.secretary, at=at)
        return
    sitting = [row.person for row in queries.entitled(item, at)]
    for person in sitting[:3]:
        asked = floor.ask(item, person, "speech", by=oneself(person), at=at)
        floor.give(asked, by=chair, at=at)
    first = item.proposals.get()
    if rival:
        other = _other_proposal(item, sitting[4])
        _vote(stage, item, first, sitting, {p.pk for p in sitting[4:20]}, against=other)
    else:
        _vote(stage, item, first, sitting, {p.pk for p in sitting[len(sitting) - against :]})
    step = item.step
    usual = {"recommends": "recommended", "decides": "adopted"}[step.power if step else ""]
    minutes.conclude(item, usual, by=stage.secretary, at=at)


def _other_proposal(item: Item, proposer: Person) -> Proposal:
    return debate.propose(
        item,
        "alternative",
        "Hjemmetjenesten styrkes med tolv årsverk fra neste år.\nDet planlegges tolv nye plasser ved Lillevik sykehjem.",
        by=oneself(proposer),
        proposer=proposer,
        on_behalf_of="SP og SV",
    )


def _vote(
    stage: Stage,
    item: Item,
    proposal: Proposal,
    sitting: list[Person],
    other: set[int],
    *,
    against: Proposal | None = None,
) -> Vote:
    """By each on an own device in the council and the executive committee; by hands elsewhere."""
    by, at = stage.secretary, item.meeting.starts_at
    if item.meeting.body.short not in ELECTRONIC:
        if not other:
            return counting.unanimous(item, proposal, by=by, at=at)
        vote = votes.open_vote(item, "hands", proposal, by=by, at=at)
        return counting.count(vote, other, by=by, at=at)
    vote = votes.open_vote(item, "electronic", proposal, by=by, at=at, against=against)
    for person in sitting:
        choice = "against" if person.pk in other else "for"
        ballots.vote_oneself(vote, person, choice, by=oneself(person), at=at)
    return counting.close_vote(vote, by=by, at=at)
