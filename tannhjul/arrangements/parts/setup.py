"""What an arrangement sets, as data; and what is carried from part to part while it is put in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tannhjul.organisation.enums import Openness
from tannhjul.organisation.models import Body


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
    closes: tuple[str, ...] = ()
    grants: tuple[GrantSetup, ...] = ()


@dataclass
class Change:
    """An arrangement on its way into force: what it sets, and what has come of that so far.

    ``adoption``: its row. ``ended``: the bodies that ended; ``lost`` and ``given``: the ids of delegations that fell with
    them, and that came with it.
    """

    adoption: Any
    sets: Setup
    by: Any
    today: date
    ended: list[Body] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    given: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One line of a comparison: what it is about, and what each side has; None: as today.

    ``key``: the part that it shows, as ``only`` takes it: ``body:committee``, ``choice:…``, ``track:…``.
    """

    key: str
    about: str
    sides: tuple[list[str] | None, ...]

    @property
    def today(self) -> list[str] | None:
        """What there is today."""
        return self.sides[-1]

    @property
    def differs(self) -> bool:
        """Whether a side has something else than today, which stands last."""
        return any(side is not None and side != self.sides[-1] for side in self.sides)


def known(value: str, values: list[str], where: str) -> None:
    """Refuse a word of a file that does not exist."""
    if value not in values:
        raise Unreadable(f"{where}: «{value}» does not exist")
