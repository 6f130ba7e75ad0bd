"""What a date brings: each module says what it does by itself every day, and the clock does it."""

import logging
from collections.abc import Callable
from datetime import date

Chore = Callable[[date], object]
_chores: list[Chore] = []


def daily(chore: Chore) -> Chore:
    """Register ``chore(day)``. It may be done many times a day, and must then change nothing more."""
    _chores.append(chore)
    return chore


def strike(day: date) -> list[str]:
    """Do what the day brings; returns the names of the chores that failed, which are logged."""
    failed = []
    for chore in _chores:
        try:
            chore(day)
        except Exception:  # one that fails must not keep the others from their work
            name = f"{chore.__module__}.{chore.__name__}"
            logging.getLogger(__name__).exception("%s failed; it is tried again", name)
            failed.append(name)
    return failed
