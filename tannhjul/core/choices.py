"""Local choices: what a municipality may decide for itself, by date. Rows, never code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .models import Choice


@dataclass(frozen=True)
class Option:
    """A choice that exists: its key, its value where nothing is decided, and what it means."""

    key: str
    default: int
    says: str
    source: str
    least: int = 0
    most: int = 365


OPTIONS: dict[str, Option] = {}


def option(key: str, default: int, **about: Any) -> Option:
    """Declare that ``key`` can be chosen locally. ``source``: the paragraph that leaves it open."""
    return OPTIONS.setdefault(key, Option(key, default, **about))


def chosen(which: Option, day: date, scope: int | None = None) -> Any:
    """The value in force on ``day``: the body's own (``scope``), else the municipality's."""
    best = in_force(Choice.objects.filter(key=which.key), day, scope)
    return best.value if best else which.default


def in_force(rows: Iterable[Choice], day: date, scope: int | None = None) -> Choice | None:
    """Of the rows of one choice, the one that holds on ``day`` for ``scope``."""
    fit = [row for row in rows if row.valid_from <= day and row.scope in (None, scope)]
    return max(fit, key=lambda row: (row.scope is not None, row.valid_from), default=None)
