"""Reads about arrangements: what there is today, two side by side, a case tried in another one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language

from tannhjul.cases.enums import Actor
from tannhjul.cases.models import Case
from tannhjul.commitments.kinds import KINDS
from tannhjul.commitments.models import Judgement
from tannhjul.commitments.queries import judgements
from tannhjul.core.choices import chosen
from tannhjul.organisation.enums import BodyKind, Power, SeatKind
from tannhjul.organisation.models import Party, Person, Seat
from tannhjul.organisation.queries import council, is_parliamentary

from . import choices, library
from .enums import AIM, AUTONOMY, INFLUENCE, PART, Status
from .models import Adoption, Aim, Part
from .parts import PARTS, grants
from .parts.setup import Line, Setup, TrackSetup


def told(text: Mapping[str, str]) -> str:
    """A text of the library in the language of the page."""
    return text.get((get_language() or "nb")[:2]) or text["nb"]


def in_order() -> dict[str, list[library.Arrangement]]:
    """Every arrangement by its group."""
    found: dict[str, list[library.Arrangement]] = {}
    for row in library.everything().values():
        found.setdefault(row.group, []).append(row)
    return found


def compared(sides: list[Setup], today: Setup) -> list[Line]:
    """What each side sets, part by part, beside what there is today."""
    return [line for part in PARTS for line in part.compare(sides, today)]


def without(sets: Setup, keys: Collection[str], day: date) -> Setup:
    """What is set but for the parts with these keys, where something else is to hold."""
    if not keys:
        return sets
    here = {line.key for line in compared([sets], library.today(day))}
    return library.only(sets, here - set(keys))


def has_executive_council(sets: Setup) -> bool:
    """Whether it brings parliamentary rule."""
    return any(body.kind == BodyKind.EXECUTIVE_COUNCIL for body in sets.bodies)


def changes_form(sets: Setup, day: date) -> bool:
    """Whether parliamentary rule begins or ends with it."""
    now = is_parliamentary(day)
    stays = now and BodyKind.EXECUTIVE_COUNCIL not in sets.ends
    return (stays or has_executive_council(sets)) != now


def parts(adoption: Adoption) -> dict[str, str]:
    """What it changed that has not been stepped back from: key -> name."""
    return dict(adoption.parts.filter(left_on=None).values_list("key", "name"))


def reviewed(adoption: Adoption) -> dict[str, str]:
    """What a review decides on, key -> name: each part, or the whole where it changed none."""
    return parts(adoption) or {WHOLE: "hele ordningen"}


def reviews(adoption: Adoption) -> QuerySet[Adoption]:
    """The times that the council has been asked what is to become of it."""
    return adoption.steps_back.exclude(verdicts={})


def restores(adoption: Adoption) -> Setup:
    """What stepping back from it sets: what was before, but for the parts that have been left already."""
    was = library.setup_from(adoption.before or {})
    left = set(adoption.parts.exclude(left_on=None).values_list("key", flat=True))
    return library.only(was, {*parts(adoption), grants.KEY} - left) if left else was


WHOLE = "whole"


@dataclass(frozen=True)
class Conflict:
    """Something that two adoptions set differently."""

    key: str
    about: str
    ours: list[str]
    other: Adoption
    theirs: list[str]


def conflicts(sets: Setup, day: date) -> list[Conflict]:
    """What is set otherwise by what is in force, decided or before the council.

    Of what is in force only what still holds: what came after it has been asked about before.
    """
    today = library.today(day)
    alive = (Status.PROPOSED, Status.DECIDED, Status.APPLIED)
    rows = Adoption.objects.filter(status__in=alive, goes_back=None).order_by("valid_from", "pk")
    found: dict[str, Conflict] = {}
    for row in rows:
        theirs = library.setup_from(row.sets)
        left = set(row.parts.exclude(left_on=None).values_list("key", flat=True))
        for line in compared([sets, theirs], today):
            ours, other, now = line.sides
            differ = ours is not None and other is not None and ours != other
            holds = row.status != Status.APPLIED or (line.key not in left and other == now)
            if differ and holds and line.key != grants.KEY:
                found[line.key] = Conflict(line.key, line.about, ours or [], row, other or [])
    return list(found.values())


@dataclass(frozen=True)
class Question:
    """Something that is asked when an arrangement is reviewed: a sort of judgement, of a row."""

    kind: str
    about: Adoption | Aim | Part

    @property
    def key(self) -> str:
        """What it is called in a form."""
        return f"{self.kind}-{self.about.pk}"

    @property
    def asks(self) -> str:
        """The question, and of what."""
        asks = str(KINDS[self.kind].asks)
        return asks if isinstance(self.about, Adoption) else f"{self.about}: {asks}"

    @property
    def verdicts(self) -> list[tuple[str, Any]]:
        """The answers, in order."""
        return list(KINDS[self.kind].verdicts.items())


def questions(adoption: Adoption) -> list[Question]:
    """What is asked of it: whether each aim is reached, what of each part, and the two of them all."""
    aims = [Question(AIM, row) for row in adoption.aims.all()]
    rows = [Question(PART, row) for row in adoption.parts.filter(left_on=None)]
    return [*aims, *rows, Question(INFLUENCE, adoption), Question(AUTONOMY, adoption)]


@dataclass(frozen=True)
class Answered:
    """How many elected members, and how many others, gave which answer; and why, where someone said."""

    question: Question
    politics: list[tuple[Any, int]]
    others: list[tuple[Any, int]]
    whys: list[Judgement]

    @property
    def most(self) -> str:
        """The verdict of most elected members, or failing that of most others; "": nobody has said."""
        side = self.politics or self.others
        best = max(side, key=lambda row: row[1], default=(None, 0))[0]
        return next((key for key, says in self.question.verdicts if says == best), "")


def answered(adoption: Adoption, day: date) -> list[Answered]:
    """What has been said of it, the newest of each person counting, politics beside the others."""
    asked = questions(adoption)
    said = {q.key: judgements.counting(judgements.of(q.kind, q.about), day) for q in asked}
    people = {row.person_id for rows in said.values() for row in rows}
    members = Seat.objects.on(day).filter(body__kind=BodyKind.COUNCIL, person__in=people)
    elected = set(members.values_list("person_id", flat=True))

    def side(question: Question, *, inside: bool) -> list[tuple[Any, int]]:
        rows = (r for r in said[question.key] if (r.person_id in elected) is inside)
        return judgements.counted(question.kind, rows)

    return [
        Answered(
            question,
            side(question, inside=True),
            side(question, inside=False),
            [row for row in said[question.key] if row.why],
        )
        for question in asked
    ]


def said(adoption: Adoption, day: date) -> str:
    """The same in words, for the council's case; nothing while nobody has said anything."""
    lines = []
    for each in answered(adoption, day):
        sides = (("folkevalgte", each.politics), ("administrasjonen", each.others))
        told = [
            f"{who}: {', '.join(f'{says} {number}' for says, number in rows)}"
            for who, rows in sides
            if rows
        ]
        if told:
            lines.append(f"– {each.question.asks} {'; '.join(told)}.")
    return "\n".join(["Dette er sagt om ordningen:", *lines]) if lines else ""


def has_said(adoption: Adoption, person: Person) -> bool:
    """Whether someone has answered since it came into force, or since its last review."""
    last = reviews(adoption).filter(status=Status.APPLIED).order_by("-valid_from").first()
    since = last.valid_from if last else adoption.valid_from
    return judgements.of(INFLUENCE, adoption).filter(person=person, on__gte=since).exists()


@dataclass(frozen=True)
class Met:
    """Who meets a case, when, and what they do with it."""

    who: str
    does: str
    day: date | None


def as_it_was(case: Case) -> list[Met]:
    """Who met a case when, as it went."""
    steps = case.steps.select_related("body", "unit").order_by("order")
    return [
        Met(
            s.known_as if case.is_exempt else s.who,
            str(s.get_power_display()),
            s.treated_on or s.due,
        )
        for s in steps
    ]


def tried(case: Case, track: TrackSetup) -> list[Met]:
    """Who would meet a case when on a track, had it started on it the day it was opened."""
    found, day = [], case.opened_on
    for step in track.steps:
        day += timedelta(days=step.get("days") or 0)
        who = step.get("role") or (
            BodyKind(step["kind"]).label if step.get("kind") else Actor(step["actor"]).label
        )
        does = str(Power(step["power"]).label) if step.get("power") else step.get("paper", "")
        found.append(Met(str(who), does, day if step.get("days") else None))
    return found


@dataclass(frozen=True)
class Chairs:
    """How many committees a party leads by the largest averages."""

    party: Party
    members: int
    chairs: int


def shared_chairs(day: date, number: int, opposition: set[int] | None = None) -> list[Chairs]:
    """Share ``number`` chairs among the parties of the council by d'Hondt (domain 000, Esbjerg).

    ``opposition``: only among these parties. Equal averages: the party with most members first.
    """
    body = council(day)
    seats = Seat.objects.on(day).filter(body=body, kind=SeatKind.MEMBER).exclude(party=None)
    size: dict[int, int] = {}
    for party in seats.values_list("party", flat=True):
        if opposition is None or party in opposition:
            size[party] = size.get(party, 0) + 1
    won = dict.fromkeys(size, 0)
    for _chair in range(number if size else 0):
        best = max(size, key=lambda p: (Decimal(size[p]) / (won[p] + 1), size[p], -p))
        won[best] += 1
    parties = Party.objects.in_bulk(size)
    rows = [Chairs(parties[pk], size[pk], won[pk]) for pk in size]
    return sorted(rows, key=lambda row: (-row.members, row.party.code))


def opposition_chairs(opposition: set[int]) -> list[Chairs]:
    """The chairs that these parties share, as many as has been chosen."""
    number = chosen(choices.OPPOSITION_CHAIRS, localdate())
    return shared_chairs(localdate(), number, opposition) if number and opposition else []
