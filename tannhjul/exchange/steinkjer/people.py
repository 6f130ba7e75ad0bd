"""Bodies, people and seats, as far as the source tells."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from django.utils import timezone

from tannhjul.exchange.reading import field as need
from tannhjul.exchange.report import Report
from tannhjul.organisation.actions import seats as register
from tannhjul.organisation.models import Body, Party, Person, Seat

SOURCE = "steinkjer"


KINDS = {
    "KS": "council",
    "FS": "executive_committee",
    "HOK": "committee",
    "HHO": "committee",
    "HPNM": "committee",
    "KTU": "committee",
    "FOR": "committee",
    "UGW": "committee",
    "AMU": "joint_committee",
    "AD": "joint_committee",
    "KN": "complaints_board",
    "VN": "special_law",
    "ELRÅ": "elderly_council",
    "RÅFIM": "disability_council",
    "UNGRÅ": "youth_council",
    "SSKO": "enterprise_board",
    "SSBY": "enterprise_board",
    "INR": "representative_council",
    "AUINR": "working_committee",
}


ADVISES = {"elderly_council", "disability_council", "youth_council"}


TERM = date(2023, 10, 1)


@dataclass
class Play:
    """The import while it runs."""

    path: Path
    report: Report
    parties: dict[str, Party] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


def bodies(play: Play, register: dict) -> None:
    for code, name in need(register, "partier", "utvalg_2026.json").items():
        play.parties[code], new = Party.objects.get_or_create(
            code=code, defaults={"name": name, "source": SOURCE, "source_id": code}
        )
        play.report.add("parties", int(new))
    for row in need(register, "utvalg", "utvalg_2026.json"):
        short, kind = row["kortnavn"], KINDS.get(row["kortnavn"], "other")
        taken = Body.objects.filter(short=short).exists()
        body = Body.objects.create(
            name=row["navn"],
            short=f"{short}-ST" if taken else short,
            kind=kind,
            power="advises" if kind in ADVISES else "decides",
            seats_total=row["faste_medlemmer"],
            valid_from=TERM,
            source=SOURCE,
            source_id=str(row["utvalg_id"]),
        )
        play.bodies[short] = body
        play.report.add("bodies")


def person_called(play: Play, name: str) -> Person:
    """The person with this name; a spelling that is nearly one we know is the same person."""
    if name in play.people:
        return play.people[name]
    near = _same(name, list(play.people))
    if near:
        play.report.find(f"«{name}» is taken to be «{near}»")
        play.people[name] = play.people[near]
    else:
        play.people[name] = Person.objects.create(name=name, source=SOURCE, source_id=name)
        play.report.add("people")
    return play.people[name]


def _alike(one: str, other: str) -> bool:
    """The same word, or one of them only the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _same(name: str, known: list[str]) -> str:
    """Another spelling of the same name: an accent, a hyphen, or a middle name cut to its initial."""
    words = name.replace(".", "").split()
    for other in known:
        parts = other.split()
        if len(parts) == len(words) and parts[-1] == words[-1] and all(map(_alike, parts, words)):
            return other
    close = get_close_matches(name, known, n=1, cutoff=0.92)
    return close[0] if close and close[0].split()[-1] == words[-1] else ""


def give_seat(
    play: Play, body: Body, person: Person, party: str, kind: str, office: str = ""
) -> Seat:
    seat = Seat.objects.filter(body=body, person=person, valid_to=None).first()
    if seat:
        return seat
    order = Seat.objects.filter(body=body, kind=kind).count() + 1
    play.report.add("seats")
    return register.seat(
        body,
        person,
        party=play.parties[party],
        kind=kind,
        office=office,
        order=order,
        by=None,
        today=TERM,
        source=SOURCE,
        source_id=f"{body.source_id}/{person.pk}",
    )


def seats(play: Play, held: dict) -> None:
    """Who has a seat in the council, as far as the meeting tells: those met, and those stood in for."""
    council = play.bodies["KS"]
    for row in need(held, "oppmote", "mote"):
        person = person_called(play, row["navn"])
        if row["funksjon"] == "Varamedlem":
            give_seat(play, council, person, row["repr"], "deputy")
            _seat_of_the_member(play, held, row)
        else:
            office = {"Leder": "leader", "Nestleder": "deputy_leader"}.get(row["funksjon"], "")
            give_seat(play, council, person, row["repr"], "member", office)
    give_seat(play, council, person_called(play, "Erik Røsegg"), "INP", "member")


def _seat_of_the_member(play: Play, held: dict, row: dict) -> None:
    """The seat of whom a deputy sits for, in the group that member voted with elsewhere."""
    name = stood_in_for(held, row)
    if not name and row["navn"] == held["habilitet"]["vara"]:
        return  # sat in one item only, for the disqualified, who is met
    if not name:
        play.report.find(f"{row['navn']} sits as deputy, but the source names no member")
        return
    group = play.groups.get(name, row["repr"])
    give_seat(play, play.bodies["KS"], person_called(play, name), group, "member")
    if group != row["repr"]:
        play.report.find(
            f"{row['navn']} ({row['repr']}) sits for {name} ({group}): another group than § 7-10 says"
        )


def stood_in_for(held: dict, row: dict) -> str:
    """For whom someone on the attendance list sat: as the list says, else as the notes do."""
    if row["vara_for"]:
        return row["vara_for"]
    told = re.compile(rf"{re.escape(row['navn'])} .*vararepresentant for (.+?) som har permisjon")
    notes = (told.search(line) for line in held["deltakelse"])
    return next((found[1] for found in notes if found), "")


def moment(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))
