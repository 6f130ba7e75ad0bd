"""A real council case and a real council meeting, replayed through the users' own actions.

Source: the folder no-steinkjer-2026 (its README lists how it was made and the traps in it). What is
computed must equal what the minutes say; where the source contradicts itself, a finding says so.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.journal import replaying
from tannhjul.exchange.reading import field as need
from tannhjul.exchange.reading import json_of, text_of
from tannhjul.exchange.report import Report
from tannhjul.exchange.steinkjer.council import council
from tannhjul.exchange.steinkjer.people import (
    SOURCE,
    Play,
    bodies,
    give_seat,
    moment,
    person_called,
    seats,
)
from tannhjul.exchange.steinkjer.votes import replay_vote
from tannhjul.meetings.actions import agenda, attendance, debate, minutes
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Body, Entity, Person


@transaction.atomic
def load(path: Path, show: bool = False) -> Report:
    """Import and replay; a second run finds everything in place and changes nothing."""
    play = Play(path, Report(SOURCE))
    listed = json_of(path / "utvalg_2026.json", dict)
    held = json_of(path / "mote_KS_2026-02-04.json", dict)
    record = json_of(path / "voteringer_KS_2026-02-04.json", dict)
    way = json_of(path / "saker_utdrag.json", list)
    early = json_of(path / "voteringer_forberedende_utvalg_des2025.json", list)
    if Meeting.objects.filter(source=SOURCE, source_id=str(need(held, "mote_id", "mote"))).exists():
        return play.report
    if not Entity.objects.exists():
        register.establish("Steinkjer kommune", "5006", 24_000, by=None)
    bodies(play, listed)
    for part in early:
        play.groups |= part.get("partier", {})
    seats(play, held)
    case = _case(play, next(row for row in way if row["sak_id"] == 7688))
    _committees(play, case, early)
    council(play, case, held, record)
    return play.report


def _case(play: Play, row: dict) -> Case:
    """The case with its paper, approved and on its way as in 2025."""
    day = date(2025, 12, 2)
    with replaying(moment(day)):
        case = cases.open_case(
            row["tittel"], by=None, today=day, source=SOURCE, source_id=str(row["sak_id"])
        )
        paper = text_of(play.path / "saksframlegg_725437_sak_7688.txt")
        head, _mark, rest = paper.partition("Saksopplysninger:")
        facts, _mark, weighed = rest.partition("Saksvurderinger:")
        proposed = head.partition("Kommunedirektørens forslag til vedtak:")[2].strip()
        cases.write(
            case,
            {
                "question": row["tittel"],
                "background": facts.strip(),
                "assessment": weighed.strip(),
                "recommendation": proposed,
            },
            based_on=1,
            by=None,
        )
        cases.add_alternative(case, row["tittel"], by=None)
        bodies = [play.bodies[stop["utvalg"]] for stop in row["saksgang"][:5]]
        powers = ["recommends"] * (len(bodies) - 1) + ["decides"]
        cases.set_route(case, list(zip(bodies, powers, strict=True)), by=None)
        cases.submit(case, by=None)
        cases.approve(case, proposed, by=None, today=day)
    play.report.add("cases")
    return case


def _meet(
    play: Play,
    body: Body,
    starts: datetime,
    source_id: str,
    people: list[tuple[Person, str]],
    case: Case,
) -> tuple[Meeting, Item]:
    """A committee's meeting with those who voted in it, up to where the case is being treated."""
    for person, party in people:
        give_seat(play, body, person, party, "member")
    meeting = agenda.plan(body, starts, by=None, source=SOURCE, source_id=source_id)
    item = agenda.add_case(meeting, case.steps.get(body=body, status="waiting"), by=None)
    agenda.convene(meeting, by=None, today=timezone.localdate(starts) - timedelta(days=5))
    attendance.open_meeting(meeting, [person.pk for person, _party in people], by=None, at=starts)
    debate.start_item(item, by=None)
    play.report.add("meetings")
    return meeting, item


def _committees(play: Play, case: Case, early: list[dict]) -> None:
    """The committees of December 2025, then the council that sent the case back."""
    for row in early:
        if row["sak_id"] != 7688:
            continue
        starts = timezone.make_aware(datetime.fromisoformat(row["dato"]))
        people = [(person_called(play, name), party) for name, party in row["partier"].items()]
        with replaying(starts):
            meeting, item = _meet(
                play, play.bodies[row["utvalg"]], starts, f"b{row['behandling_id']}", people, case
            )
            for fact in row["voteringer"]:
                replay_vote(play, item, fact, starts)
            minutes.conclude(item, "recommended", by=None, at=starts + timedelta(hours=1))
            minutes.close(meeting, by=None, at=starts + timedelta(hours=2))
    play.report.find(
        "HOK, FS and KS in December 2025: the source has no votes or attendance; those steps are recorded as treated only"
    )
    with replaying(moment(date(2025, 12, 17), 18)):
        for short, day in (("HOK", 10), ("FS", 11)):
            cases.treat(
                case.steps.get(body=play.bodies[short], status="waiting"),
                "noted",
                "",
                by=None,
                today=date(2025, 12, day),
            )
        cases.treat(
            case.steps.get(body=play.bodies["KS"], status="waiting"),
            "returned",
            "",
            by=None,
            today=date(2025, 12, 17),
        )
        again = Case.objects.get(pk=case.pk)
        cases.set_route(again, [(play.bodies["KS"], "decides")], by=None)
        cases.submit(again, by=None)
        text = case.recommendations.get(body=None).text
        cases.approve(again, text, by=None, today=date(2026, 1, 20))
