"""The library: every arrangement of the sources, read from data files beside this one.

Each text stands in the three languages of the pages. A file that leaves something out, or names a
choice, a kind of body or a task that does not exist, is refused when it is read.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .enums import Group
from .parts import PARTS, choices
from .parts.setup import Setup, Unreadable

FOLDER = Path(__file__).parent / "library"
LANGUAGES = ("nb", "nn", "en")
Text = Mapping[str, str]


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
def tracks() -> dict[str, dict[str, Any]]:
    """Every track that is written in the library, by its key."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {track["key"]: track for track in data.get("track", [])}
    return found


def completed(sets: Setup, day: date) -> Setup:
    """What is set, with the tracks that the law asks for and that its bodies need.

    Inhabitants can propose (§ 12-1), and a committee that decides has a track on which it does.
    """
    here = {track.key for track in (*sets.tracks, *today(day).tracks)}
    decides = any(b.kind == "committee" and b.power == "decides" for b in sets.bodies)
    wanted = ["inhabitants"] if sets.tracks else []
    wanted += ["committee"] if decides else []
    missing = [tracks()[key] for key in wanted if key not in here]
    more = setup_from({"tracks": missing}).tracks
    return replace(sets, tracks=(*sets.tracks, *more))


@cache
def everything() -> dict[str, Arrangement]:
    """Every arrangement by its key, in the order of the files."""
    found: dict[str, Arrangement] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in data.get("arrangement", []):
            where = f"{path.name}: {row.get('key', '?')}"
            arrangement = _read({**row, "tracks": _shared(row, where)}, where)
            if arrangement.key in found:
                raise Unreadable(f"{path.name}: {arrangement.key} stands there twice")
            found[arrangement.key] = arrangement
    used = {track.key for row in found.values() for track in row.sets.tracks}
    if idle := sorted(set(tracks()) - used):
        raise Unreadable(f"no arrangement lays out the track called {idle[0]}")
    return found


def _shared(row: dict[str, Any], where: str) -> list[dict[str, Any]]:
    """The tracks that an arrangement names; each is written once."""
    missing = [
        key for key in (*row.get("tracks", []), *row.get("closes", [])) if key not in tracks()
    ]
    if missing:
        raise Unreadable(f"{where}: there is no track called {missing[0]}")
    return [tracks()[key] for key in row.get("tracks", [])]


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
    choices.must_exist(row.get("choices", {}), where)
    return Arrangement(
        key=row["key"],
        group=row["group"],
        source=row["source"],
        name=_text(row.get("name"), where, "name"),
        what=_text(row.get("what"), where, "what"),
        sets=setup_from(row, where),
        **lists,
    )


def _text(text: Any, where: str, name: str) -> Text:
    if not isinstance(text, dict) or set(text) != set(LANGUAGES) or not all(text.values()):
        raise Unreadable(f"{where}: {name} must be written in {', '.join(LANGUAGES)}")
    return text


def setup_from(row: Mapping[str, Any], where: str = "setup") -> Setup:
    """What is set, from the data of a file or of an earlier state."""
    return Setup(**_joined(part.read(row, where) for part in PARTS))


def as_data(sets: Setup) -> dict[str, Any]:
    """A setup as data that ``setup_from`` reads again."""
    return _joined(part.as_data(sets) for part in PARTS)


def today(day: date) -> Setup:
    """What the municipality has on ``day``, of what arrangements set."""
    return Setup(**_joined(part.now(day) for part in PARTS))


def before(sets: Setup, day: date) -> Setup:
    """What there is on ``day`` of what a setup touches: all that stepping back from it restores."""
    now = today(day)
    return Setup(**_joined(part.before(sets, now) for part in PARTS))


def only(sets: Setup, keys: Collection[str]) -> Setup:
    """Of what is set, the parts with these keys (see ``Line``)."""
    return Setup(**_joined(part.only(sets, keys) for part in PARTS))


def _joined(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in part.items()}
