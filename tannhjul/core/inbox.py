"""What waits for whom: each module's ``inbox.py`` says what of its own waits, nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .access import role_of


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader: what, about what, where, and by when."""

    what: str
    about: str
    url: str
    due: date | None = None


Source = Callable[[Any, date], Iterable[Task]]
_sources: list[tuple[tuple[str, ...], Source]] = []


def waiting_for(*roles: str) -> Callable[[Source], Source]:
    """Register ``source(user, day) -> tasks`` for users in these roles (none: for everyone)."""

    def register(source: Source) -> Source:
        _sources.append((roles, source))
        return source

    return register


def tasks(user: Any, day: date) -> list[Task]:
    """What waits for this user in this role, most urgent first."""
    mine = (source for roles, source in _sources if not roles or role_of(user) in roles)
    found = [task for source in mine for task in source(user, day)]
    return sorted(found, key=lambda task: task.due or date.max)
