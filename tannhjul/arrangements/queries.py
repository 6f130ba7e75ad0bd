"""Reads about arrangements: what there is today, two side by side, a case tried in another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Actor
from tannhjul.cases.models import Case, Track
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.organisation.enums import BodyKind, Power, SeatKind
from tannhjul.organisation.models import Body, Party, Seat
from tannhjul.organisation.queries import council

from . import choices, library

OWN = [BodyKind.EXECUTIVE_COMMITTEE, BodyKind.EXECUTIVE_COUNCIL, BodyKind.COMMITTEE]
OWN += [BodyKind.COUNCIL_COMMITTEE, BodyKind.DISTRICT_COMMITTEE, BodyKind.WORKING_COMMITTEE]


def told(text: Mapping[str, str]) -> str:
    """A text of the library in the language of the page."""
    return text.get((get_language() or "nb")[:2]) or text["nb"]


def in_order() -> dict[str, list[library.Arrangement]]:
    """Every arrangement by its group."""
    found: dict[str, list[library.Arrangement]] = {}
    for row in library.everything().values():
        found.setdefault(row.group, []).append(row)
    return found


def today_as_plan(day: date) -> library.Setup:
    """What the municipality has on ``day``, of what arrangements set."""
    bodies = Body.objects.on(day).filter(kind__in=OWN).order_by("pk")
    tracks = Track.objects.on(day).prefetch_related("track_steps")
    return library.Setup(
        bodies=tuple(
            library.BodySetup(b.name, b.short, b.kind, b.power, b.openness) for b in bodies
        ),
        ends=tuple(str(kind) for kind in OWN),
        choices={key: chosen(option, day) for key, option in OPTIONS.items() if _is_ours(key)},
        tracks=tuple(_as_plan(track) for track in tracks),
    )


def before(plan: library.Setup, day: date) -> library.Setup:
    """What there is on ``day`` of what a plan touches: all that stepping back from it restores."""
    now = today_as_plan(day)
    kinds = {*plan.ends, *(body.kind for body in plan.bodies if body.kind in OWN)}
    return library.Setup(
        bodies=tuple(body for body in now.bodies if body.kind in kinds),
        ends=tuple(sorted(kinds)),
        choices={key: now.choices[key] for key in plan.choices if key in now.choices},
        tracks=now.tracks if plan.tracks else (),
    )


def _is_ours(key: str) -> bool:
    return any(key in row.sets.choices for row in library.everything().values())


def _as_plan(track: Track) -> library.TrackSetup:
    names = (
        *("actor", "kind", "power", "role", "paper", "days", "each", "beside"),
        *("gate", "rule", "number", "force"),
    )
    steps = [{name: getattr(step, name) for name in names} for step in track.track_steps.all()]
    return library.TrackSetup(track.key, track.name, track.says, tuple(steps))


@dataclass(frozen=True)
class Line:
    """One line of a comparison: what it is about, and what each side has; None: as today."""

    about: str
    sides: tuple[list[str] | None, ...]

    @property
    def differs(self) -> bool:
        """Whether a side has something else than today, which stands last."""
        return any(side is not None and side != self.sides[-1] for side in self.sides)


def compared(plans: list[library.Setup], today: library.Setup) -> list[Line]:
    """What each plan sets of bodies, tracks and choices, beside what there is today."""
    kinds = {b.kind for p in plans for b in p.bodies} | {kind for p in plans for kind in p.ends}
    lines = [
        Line(str(kind.label), tuple(_bodies(p, kind, p is today) for p in [*plans, today]))
        for kind in BodyKind
        if kind in kinds
    ]
    names = dict.fromkeys(track.name for p in plans for track in p.tracks)
    lines += [Line(name, tuple(_way(p, name) for p in [*plans, today])) for name in names]
    keys = dict.fromkeys(key for p in plans for key in p.choices)
    return lines + [
        Line(_(OPTIONS[key].says), tuple(_value(p, key) for p in [*plans, today])) for key in keys
    ]


def _bodies(plan: library.Setup, kind: str, is_today: bool) -> list[str] | None:
    rows = [f"{b.name} ({Power(b.power).label})" for b in plan.bodies if b.kind == kind]
    return rows if rows or is_today or kind in plan.ends else None


def _way(plan: library.Setup, name: str) -> list[str] | None:
    track = next((track for track in plan.tracks if track.name == name), None)
    if track is None:
        return [] if plan.tracks else None
    return [_said(step) for step in track.steps]


def _value(plan: library.Setup, key: str) -> list[str] | None:
    return [OPTIONS[key].shown(plan.choices[key])] if key in plan.choices else None


def _said(step: Mapping) -> str:
    if step["actor"] != Actor.BODY:
        return str(step.get("role") or Actor(step["actor"]).label)
    who = step.get("role") or BodyKind(step["kind"]).label
    return f"{who}: {Power(step['power']).label}"


@dataclass(frozen=True)
class Met:
    """Who meets a case, when, and what they do with it."""

    who: str
    does: str
    day: date | None


def as_it_was(case: Case) -> list[Met]:
    """Who met a case when, as it went."""
    steps = case.steps.select_related("body", "unit").order_by("order")
    return [Met(s.who, str(s.get_power_display()), s.treated_on or s.due) for s in steps]


def tried(case: Case, track: library.TrackSetup) -> list[Met]:
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
