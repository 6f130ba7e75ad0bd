"""The library: every arrangement of the sources, read from data files beside this one. Plain Python.

Each text stands in the three languages of the pages. A file that leaves something out, or names a
choice, a kind of body or a task that does not exist, is refused when it is read.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tannhjul.cases.enums import Actor, Force
from tannhjul.cases.gates import GATES
from tannhjul.core.choices import OPTIONS
from tannhjul.core.law import Refused
from tannhjul.organisation.enums import BodyKind, Openness, Power

from .enums import Group

FOLDER = Path(__file__).parent / "library"
LANGUAGES = ("nb", "nn", "en")
Text = Mapping[str, str]


class Unreadable(Exception):
    """A file of the library is wrong; the text says where."""


@dataclass(frozen=True)
class BodySetup:
    """A body that an arrangement needs."""

    name: str
    short: str
    kind: str
    power: str
    openness: str = Openness.OPEN


@dataclass(frozen=True)
class TrackSetup:
    """A track that an arrangement lays out."""

    key: str
    name: str
    says: str
    steps: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class GrantSetup:
    """A delegation that an arrangement gives: in which area, to whom, with which limit."""

    area: str
    holder: str
    short: str = ""
    limit: int | None = None
    excepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setup:
    """What an arrangement sets: the bodies there are of some kinds, choices, tracks, delegations."""

    bodies: tuple[BodySetup, ...] = ()
    ends: tuple[str, ...] = ()
    choices: Mapping[str, Any] = field(default_factory=dict)
    tracks: tuple[TrackSetup, ...] = ()
    grants: tuple[GrantSetup, ...] = ()


PUBLICATIONS = {
    "000": "«The administrative paradox»",
    "001": "«Samspill og dialog mellom politikk og administrasjon i et samskapingsperspektiv»",
    "002": "NIBR-rapport 2002:21, «Flat struktur og resultatenheter»",
    "003": "KS FoU, «Styring av og ledelse i kommunale nettverk/partnerskap»",
    "004": "KS Folkevalgtprogram",
}


@dataclass(frozen=True)
class Arrangement:
    """One arrangement: what it is, what research found, what it sets, and where that is written."""

    key: str
    group: str
    source: str
    name: Text
    what: Text
    sets: Setup
    works: tuple[Text, ...] = ()
    fails: tuple[Text, ...] = ()
    effects: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def publications(self) -> list[str]:
        """What the source was published as; ``source`` says where in it."""
        return [title for code, title in PUBLICATIONS.items() if code in self.source]


@cache
def everything() -> dict[str, Arrangement]:
    """Every arrangement by its key, in the order of the files."""
    found: dict[str, Arrangement] = {}
    tracks: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        tracks |= {track["key"]: track for track in data.get("track", [])}
        for row in data.get("arrangement", []):
            where = f"{path.name}: {row.get('key', '?')}"
            arrangement = _read({**row, "tracks": _shared(row, tracks, where)}, where)
            if arrangement.key in found:
                raise Unreadable(f"{path.name}: {arrangement.key} stands there twice")
            found[arrangement.key] = arrangement
    used = {track.key for row in found.values() for track in row.sets.tracks}
    if idle := sorted(set(tracks) - used):
        raise Unreadable(f"no arrangement lays out the track called {idle[0]}")
    return found


def _shared(row: dict[str, Any], tracks: dict[str, Any], where: str) -> list[dict[str, Any]]:
    """The tracks that an arrangement names; each is written once, in a file before it."""
    missing = [key for key in row.get("tracks", []) if key not in tracks]
    if missing:
        raise Unreadable(f"{where}: there is no track called {missing[0]}")
    return [tracks[key] for key in row.get("tracks", [])]


def _read(row: dict[str, Any], where: str) -> Arrangement:
    if row.get("group") not in Group.values:
        raise Unreadable(f"{where}: there is no group called {row.get('group')}")
    for name in ("key", "source"):
        if not isinstance(row.get(name), str):
            raise Unreadable(f"{where}: {name} is missing")
    lists = {
        name: tuple(_text(text, where, name) for text in row.get(name, []))
        for name in ("works", "fails", "effects", "notes")
    }
    return Arrangement(
        key=row["key"],
        group=row["group"],
        source=row["source"],
        name=_text(row.get("name"), where, "name"),
        what=_text(row.get("what"), where, "what"),
        sets=_setup(row, where),
        **lists,
    )


def _text(text: Any, where: str, name: str) -> Text:
    if not isinstance(text, dict) or set(text) != set(LANGUAGES) or not all(text.values()):
        raise Unreadable(f"{where}: {name} must be written in {', '.join(LANGUAGES)}")
    return text


def _setup(row: dict[str, Any], where: str) -> Setup:
    plan = setup_from(row, where)
    unknown = [key for key in plan.choices if key not in OPTIONS]
    if unknown:
        raise Unreadable(f"{where}: there is no choice called {unknown[0]}")
    for key, value in plan.choices.items():
        try:
            OPTIONS[key].taken(value)
        except Refused as fault:
            raise Unreadable(f"{where}: {key}: {fault}") from None
    return plan


def setup_from(row: Mapping[str, Any], where: str = "setup") -> Setup:
    """What is set, from the data of a file or of an earlier state."""
    bodies = tuple(each for body in row.get("bodies", []) for each in _numbered(body))
    for body in bodies:
        _known(body.kind, BodyKind.values, where)
        _known(body.power, Power.values, where)
        _known(body.openness, Openness.values, where)
    for kind in row.get("ends", []):
        _known(kind, BodyKind.values, where)
    tracks = tuple(
        TrackSetup(**{**track, "steps": tuple(track["steps"])}) for track in row.get("tracks", [])
    )
    for track in tracks:
        for step in track.steps:
            _known(step.get("kind", ""), [*BodyKind.values, ""], where)
            _known(step["actor"], Actor.values, where)
            _known(step.get("rule", ""), [*GATES, ""], where)
            _known(step.get("force", Force.OWN), Force.values, where)
    grants = (
        GrantSetup(**{**grant, "excepted": tuple(grant.get("excepted", ()))})
        for grant in row.get("grants", [])
    )
    return Setup(
        bodies=bodies,
        ends=tuple(row.get("ends", ())),
        choices=dict(row.get("choices", {})),
        tracks=tracks,
        grants=tuple(grants),
    )


def _numbered(body: Mapping[str, Any]) -> list[BodySetup]:
    """One body, or ``count`` of them with their number where the name says ``{n}``."""
    facts = {key: value for key, value in body.items() if key != "count"}
    names = ("name", "short")
    return [
        BodySetup(**{**facts, **{key: facts[key].replace("{n}", str(n)) for key in names}})
        for n in range(1, body.get("count", 1) + 1)
    ]


def _known(value: str, values: list[str], where: str) -> None:
    if value not in values:
        raise Unreadable(f"{where}: «{value}» does not exist")


def as_data(plan: Setup) -> dict[str, Any]:
    """A setup as data that ``setup_from`` reads again."""
    return {
        "bodies": [vars(body) for body in plan.bodies],
        "ends": list(plan.ends),
        "choices": dict(plan.choices),
        "tracks": [
            {**vars(track), "steps": [dict(s) for s in track.steps]} for track in plan.tracks
        ],
        "grants": [{**vars(grant), "excepted": list(grant.excepted)} for grant in plan.grants],
    }
