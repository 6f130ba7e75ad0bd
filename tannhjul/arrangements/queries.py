"""Reads about arrangements: what there is today, two side by side, a case tried in another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import get_language

from tannhjul.cases.enums import Actor
from tannhjul.cases.models import Case
from tannhjul.core.choices import chosen
from tannhjul.organisation.enums import BodyKind, Power, SeatKind
from tannhjul.organisation.models import Party, Seat
from tannhjul.organisation.queries import council

from . import choices, library
from .parts import PARTS
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
