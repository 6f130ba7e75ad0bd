"""Local choices: what a municipality may decide for itself, by date. Rows, never code."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

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
    OPTIONS[key] = Option(key, default, **about)
    return OPTIONS[key]


def chosen(which: Option, day: date, scope: int | None = None) -> Any:
    """The value in force on ``day``: the body's own (``scope``), else the municipality's."""
    rows = Choice.objects.filter(Q(scope=scope) | Q(scope=None), key=which.key, valid_from__lte=day)
    best = max(rows, key=lambda row: (row.scope is not None, row.valid_from), default=None)
    return best.value if best else which.default
