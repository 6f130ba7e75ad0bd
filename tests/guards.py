"""What Django lets pass in silence, and we do not: order that nobody asked for, moments taken for days."""

import json
import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.query import QuerySet

_fetch = QuerySet._fetch_all
_prepare = models.DateField.get_prep_value


def _shuffled(rows: QuerySet) -> None:
    """A queryset without an order comes in another one each time, as it may on another engine."""
    is_new = rows._result_cache is None  # type: ignore[has-type]
    _fetch(rows)
    found: Any = rows._result_cache
    if is_new and isinstance(found, list) and not rows.ordered and not rows.query.is_sliced:
        random.shuffle(found)


def _no_moment(field: models.DateField, value: Any) -> Any:
    """A moment is refused where a day is asked for: its day depends on the clock of the server."""
    if isinstance(value, datetime) and not isinstance(field, models.DateTimeField):
        raise TypeError(f"{field}: a moment stands where a day is asked for: {value}")
    return _prepare(field, value)


def stand() -> None:
    """From now on."""
    QuerySet._fetch_all = _shuffled  # type: ignore[method-assign]
    models.DateField.get_prep_value = _no_moment  # type: ignore[method-assign]


def remembered(make: Callable[[dict[str, str]], bytes]) -> Callable[[dict[str, str]], bytes]:
    """The same function, which makes the same thing once: its files are its only facts."""
    made: dict[str, bytes] = {}

    def from_memory(files: dict[str, str]) -> bytes:
        key = json.dumps(files, sort_keys=True)
        if key not in made:
            made[key] = make(files)
        return made[key]

    return from_memory
