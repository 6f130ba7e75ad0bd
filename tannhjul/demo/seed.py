"""Some months in Lillevik, relative to the day it is run, played through the users' own actions."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import typst
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from tannhjul.accounts.models import User
from tannhjul.cases import actions as cases
from tannhjul.cases.actions import inquiries
from tannhjul.cases.models import Case
from tannhjul.core.journal import replaying
from tannhjul.core.law import Refused
from tannhjul.decisions.actions import delegated, reviews
from tannhjul.decisions.actions import political as decisions
from tannhjul.decisions.models import Decision
from tannhjul.documents import intake
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, floor, minutes, votes
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.models import Entity

from . import pay, power, talks, texts
from .lillevik import Town, build

COMMITTEE = [("HTM", "recommends"), ("FSK", "recommends"), ("KST", "decides")]
HEALTH = [("HHO", "recommends"), ("FSK", "recommends"), ("KST", "decides")]
HALL_HOUR = time(18, 0)
FREE = {(1, 1), (5, 1), (5, 17)}


def people_to_try() -> list[tuple[str, str, list[str]]]:
    """(user name, name, roles) of the demo users."""
    rows = User.objects.filter(username__startswith="demo-").order_by("pk").prefetch_related("hats")
    return [
        (u.username, u.name, [str(hat.get_role_display()) for hat in u.hats.all()]) for u in rows
    ]


def load(show: bool = False, today: date | None = None) -> None:
    """Load the demonstration, once; a database that holds another municipality is left alone."""
    owner = Entity.objects.first()
    if owner:
        if owner.number != "9901":
            raise Refused(f"the database already belongs to {owner.name}")
        return
    with transaction.atomic():
        steps = tqdm(
            play(today or timezone.localdate()), total=9, disable=not show, desc="Lillevik"
        )
        for _step in steps:
            pass


def play(today: date) -> Iterator[str]:
    """The play, scene by scene."""
    start = date(today.year - 1, 10, 15)
    with replaying(_at(start)):
        town = build(start)
        pay.regulate(town)
        power.delegate(town)
        power.lay_tracks(town)
    yield "founded"
    yield from autumn(town, today)
    yield from this_month(town, today)


def autumn(town: Town, today: date) -> Iterator[str]:
    """Two cases go all the way, and are followed up."""
    day = _before(today)
    cycle = prepare(town, texts.CYCLE_WAY, COMMITTEE, day(90), attach="Kart over traseen")
    nursing = prepare(town, texts.NURSING, HEALTH, day(88))
    hold(town, "HTM", day(75), [cycle], one_against=True)
    yield "committee"
    hold(town, "HHO", day(74), [nursing])
    hold(town, "FSK", day(68), [cycle, nursing])
    yield "executive committee"
    hold(town, "KST", day(60), [cycle, nursing], rival=nursing, absent=2)
    follow_up(town, cycle, nursing, today)
    yield "council"


def decide_and_try(town: Town, day: Callable[[int], date]) -> None:
    """Decisions with delegated power, and one of them tried by members of the council."""
    with replaying(_at(day(8), time(13, 0))):
        power.decide(town, day(8))
    with replaying(_at(day(3), time(10, 0))):
        power.demand_check(town, day(3))


def this_month(town: Town, today: date) -> Iterator[str]:
    """Cases on their way, a council meeting called, and work on the desks."""
    day = _before(today)
    school = prepare(town, texts.AFTER_SCHOOL, HEALTH, day(40))
    hall = prepare(town, texts.HALL, HEALTH, day(38))
    land = prepare(town, texts.LAND, COMMITTEE[1:], day(30))
    hold(town, "HHO", day(24), [school, hall])
    yield "committee again"
    hold(town, "FSK", day(10), [school, hall, land], sign=False)
    yield "executive committee again"
    decide_and_try(town, day)
    coming(town, today)
    convene_council(town, today)
    yield "notice"
    prepare(town, texts.POVERTY, HEALTH, day(6))
    prepare(town, texts.LIBRARY, HEALTH, day(4), until="submit")
    prepare(town, texts.PLAYGROUND, COMMITTEE, day(2), until="write")
    ask_the_chief_executive(town, today)
    talks.workshop(town, _at(_workday(day(21))))
    talks.dialogue(town, _at(day(5)), _at(_workday(today + timedelta(days=11)), time(16, 0)))
    yield "on the desk"
    with replaying(_at(day(1), time(9, 0))):
        pay.settle(town, day(1))
        pay.claim(town, day(1))
    yield "allowances"


def _before(today: date) -> Callable[[int], date]:
    return lambda days: today - timedelta(days=days)


def _workday(day: date) -> date:
    """The day itself, or the next on which people meet: no weekend, no Christmas, no May holidays."""
    while day.weekday() > 4 or (day.month, day.day) in FREE or (day.month == 12 and day.day > 19):
        day += timedelta(days=1)
    return day


def _at(day: date, hour: time = HALL_HOUR) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def prepare(
    town: Town, text: dict, way: list, day: date, *, attach: str = "", until: str = "approve"
) -> Case:
    """An officer opens and writes a case; the chief executive approves it."""
    cover = {key: text[key] for key in ("initiative_by", "initiative_gear", "legal_basis")}
    extra = {key: text[key] for key in ("screened_title", "ground") if key in text}
    with replaying(_at(day, time(10, 0))):
        by = town.officer
        case = cases.open_case(
            text["title"],
            by=by,
            today=day,
            officer=by,
            unit=town.units[text["unit"]],
            **cover,
            **extra,
        )
        cases.write(case, text["paper"], based_on=1, by=by)
        for name in text.get("parties", []):
            cases.add_party(case, name, by=by)
        for row in text["alternatives"]:
            consequences = {key: value for key, value in row.items() if key != "title"}
            cases.add_alternative(case, row["title"], by=by, **consequences)
        cases.set_way(case, [(town.bodies[short], power) for short, power in way], by=by)
        if attach:
            cases.attach(case, attach, intake.keep(_pdf(attach)), by=by, today=day)
        if until in ("submit", "approve"):
            cases.submit(case, by=by)
    if until == "approve":
        with replaying(_at(day + timedelta(days=3), time(14, 0))):
            cases.approve(
                case, text["paper"]["recommendation"], by=town.chief, today=day + timedelta(days=3)
            )
    case.refresh_from_db()
    return case


def _pdf(title: str) -> bytes:
    """A small attachment of two pages."""
    source = f'#set document(title: "{title}")\n#set text(lang: "nb")\n= {title}\nOversikt.\n#pagebreak()\n== Detaljer\nDel to.'
    return typst.compile(source.encode(), pdf_standards=["ua-1"])


def hold(
    town: Town,
    short: str,
    day: date,
    rows: list[Case],
    *,
    rival: Case | None = None,
    one_against: bool = False,
    absent: int = 0,
    sign: bool = True,
) -> Meeting:
    """A whole meeting, from plan to signed minutes."""
    day = _workday(day)
    by, at = town.secretary, _at(day)
    with replaying(_at(day - timedelta(days=9), time(12, 0))):
        meeting = agenda.plan(
            town.bodies[short], at, by=by, place="Lillevik rådhus, kommunestyresalen"
        )
        for case in rows:
            agenda.add_case(meeting, case.steps.get(body=meeting.body), by=by)
        agenda.add_item(meeting, "Orientering fra kommunedirektøren", by=by)
        agenda.convene(meeting, by=by, today=day - timedelta(days=9))
        away = [e.person for e in queries.expected(meeting)][-absent:] if absent else []
        for person in away:
            attendance.report_absence(
                meeting, person, "Arbeid utenbys", by=by, at=at - timedelta(days=3)
            )
    with replaying(at):
        expected = queries.expected(meeting)
        attendance.open_meeting(meeting, [e.person.pk for e in expected], by=by, at=at)
        attendance.approve_agenda(meeting, by=by)
        minutes.choose_signers(meeting, [e.person for e in expected[:2]], by=by)
        for item in meeting.items.all():
            treat(
                item,
                by=by,
                at=at,
                rival=bool(rival and item.case_id == rival.pk),
                one_against=one_against,
            )
        minutes.close(meeting, by=by, at=at + timedelta(hours=2))
    with replaying(at + timedelta(days=1)):
        minutes.approve_minutes(meeting, by=by, today=day + timedelta(days=1))
        for row in meeting.signatures.all() if sign else []:
            minutes.sign(
                row,
                by=row.person.user or by,
                at=at + timedelta(days=2),
                today=day + timedelta(days=2),
            )
    meeting.refresh_from_db()
    return meeting


def treat(item: Item, *, by: User, at: datetime, rival: bool, one_against: bool) -> None:
    """Debate, proposals and votes in one item."""
    debate.start_item(item, by=by)
    if item.case_id is None:
        minutes.conclude(item, "noted", by=by, at=at)
        return
    sitting = [row.person for row in queries.entitled(item, at)]
    for person in sitting[:3]:
        floor.speak(item, person, by=by, at=at)
    first = item.proposals.get()
    if rival:
        other = debate.propose(
            item,
            "alternative",
            "Hjemmetjenesten styrkes med tolv årsverk fra neste år.\nDet planlegges tolv nye plasser ved Lillevik sykehjem.",
            by=by,
            proposer=sitting[4],
            on_behalf_of="SP og SV",
        )
        vote = votes.open_vote(item, "hands", first, by=by, at=at, against=other)
        counting.count(vote, {p.pk for p in sitting[4:20]}, by=by, at=at)
    elif one_against:
        vote = votes.open_vote(item, "hands", first, by=by, at=at)
        counting.count(vote, {sitting[-1].pk}, by=by, at=at)
    else:
        counting.unanimous(item, first, by=by, at=at)
    usual = {"recommends": "recommended", "decides": "adopted"}[
        item.step.power if item.step else ""
    ]
    minutes.conclude(item, usual, by=by, at=at)


def follow_up(town: Town, cycle: Case, nursing: Case, today: date) -> None:
    """Who does what with the council's decisions: one late, one done, one under way."""
    day = today - timedelta(days=55)
    road, home = (Decision.objects.get(case=case) for case in (cycle, nursing))
    lead = {name: unit.leaderships.get().person for name, unit in town.units.items()}
    with replaying(_at(day, time(9, 0))):
        late = decisions.commit(
            road,
            "Lyse ut anbud for gang- og sykkelveien",
            lead["Teknikk og miljø"],
            today - timedelta(days=4),
            by=town.chief,
            today=day,
            unit=town.units["Teknikk og miljø"],
        )
        done = decisions.commit(
            road,
            "Varsle grunneierne",
            lead["Vei og park"],
            today - timedelta(days=30),
            by=town.chief,
            today=day,
            unit=town.units["Vei og park"],
        )
        decisions.commit(
            home,
            "Lyse ut tolv stillinger i hjemmetjenesten",
            lead["Hjemmetjenesten"],
            today + timedelta(days=40),
            by=town.chief,
            today=day,
            unit=town.units["Hjemmetjenesten"],
        )
    with replaying(_at(today - timedelta(days=2), time(9, 0))):
        reviews.hinder(
            late,
            "Grunnforholdene ved brua må undersøkes først. Anbudet lyses ut neste måned.",
            by=town.chief,
            today=today - timedelta(days=2),
        )
    with replaying(_at(today - timedelta(days=33), time(9, 0))):
        decisions.report_done(
            done,
            "Alle 14 grunneiere er varslet, og to har bedt om møte.",
            by=town.chief,
            today=today - timedelta(days=33),
        )


def ask_the_chief_executive(town: Town, today: date) -> None:
    """Two members ask between meetings; one has been answered."""
    asked, answered = _at(today - timedelta(days=14)), _at(today - timedelta(days=11))
    with replaying(asked):
        row = inquiries.inquire(
            town.council[6][0],
            "Ventetid på plass på sykehjem",
            "Hvor mange venter på plass nå, og hvor lenge har de ventet?",
            by=town.council[6][0].user,
            at=asked,
        )
    with replaying(answered):
        inquiries.answer_inquiry(
            row,
            "Fire venter. Den som har ventet lengst, har ventet i 23 dager. To plasser blir ledige i neste måned.",
            by=town.chief,
            at=answered,
        )
    asked = _at(today - timedelta(days=2))
    with replaying(asked):
        inquiries.inquire(
            town.council[3][0],
            "Brøyting av skoleveier",
            "Når på døgnet brøytes skoleveiene, og er avtalen med entreprenøren endret?",
            by=town.council[3][0].user,
            at=asked,
        )


def coming(town: Town, today: date) -> None:
    """The meetings in the calendar."""
    places = {"HTM": 12, "HHO": 13, "FSK": 19, "UR": 20, "ER": 21, "KU": 25, "KST": 33}
    for short, days in places.items():
        agenda.plan(
            town.bodies[short],
            _at(_workday(today + timedelta(days=days))),
            by=town.secretary,
            place="Lillevik rådhus",
        )


def convene_council(town: Town, today: date) -> None:
    """The council is convened, and two members have reported absence."""
    by, day = town.secretary, _workday(today + timedelta(days=5))
    with replaying(_at(today - timedelta(days=3), time(12, 0))):
        meeting = agenda.plan(
            town.bodies["KST"], _at(day), by=by, place="Lillevik rådhus, kommunestyresalen"
        )
        for step in meeting.body.steps.filter(status="waiting", case__status="ready").order_by(
            "pk"
        ):
            agenda.add_case(meeting, step, by=by)
        agenda.add_item(meeting, "Orientering om arbeidet med samfunnsdelen", by=by)
        delegated.report(meeting, by=by)
        agenda.convene(meeting, by=by, today=today - timedelta(days=3))
    with replaying(_at(today - timedelta(days=1), time(20, 0))):
        member = next(p for p, party in town.council[2:] if party.code == "SP")
        attendance.report_absence(meeting, member, "Syk", by=by, at=_at(today - timedelta(days=1)))
