"""The demonstration as a play: each module's ``demo.py`` brings the scenes that it plays.

Scenes run through the users' own actions, in the order of their days, whichever module they stand
in; scenes of the same day in the order of the modules, from below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from .enums import Role

FOUNDED = 100_000.0
HALL_HOUR = time(18, 0)
FREE = {(1, 1), (5, 1), (5, 17)}


class Stage(SimpleNamespace):
    """The day on which it is played, and what earlier scenes have put at hand, by name."""

    def __init__(self, today: date):
        super().__init__(today=today, start=date(today.year - 1, 10, 15))

    def before(self, days: float) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=int(days))

    def workday(self, day: date) -> date:
        """The day itself, or the next on which people meet: no weekend, no Christmas, no May holidays."""
        while (
            day.weekday() > 4 or (day.month, day.day) in FREE or (day.month == 12 and day.day > 19)
        ):
            day += timedelta(days=1)
        return day

    def at(self, day: date, hour: time = HALL_HOUR) -> datetime:
        """A moment on a day, by the clock of the municipality."""
        return timezone.make_aware(datetime.combine(day, hour))


def oneself(person: Any, role: str = Role.COUNCILLOR) -> Any:
    """Someone signed in as oneself: whoever does a thing in the play is its actor."""
    return person.user.acting(role)


Play = Callable[[Stage], None]


@dataclass(frozen=True)
class Scene:
    """One scene: how many days ago it is played (``FOUNDED``: when the municipality began), and what."""

    days: float
    play: Play


_scenes: list[Scene] = []


def scene(days: float) -> Callable[[Play], Play]:
    """Register a scene that is played so many days ago; decimals put the scenes of a day in order."""

    def register(play: Play) -> Play:
        _scenes.append(Scene(days, play))
        return play

    return register


def number() -> int:
    """How many scenes there are."""
    return len(_scenes)


def played(today: date) -> Iterator[str]:
    """Play scene after scene; yields what each did, in its own words."""
    stage = Stage(today)
    for each in sorted(_scenes, key=lambda row: -row.days):
        each.play(stage)
        yield (each.play.__doc__ or each.play.__name__).strip()
