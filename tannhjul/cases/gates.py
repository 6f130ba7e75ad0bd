"""Gates: what must be so before a case goes on from a step. A short, closed list, in code.

A track names a gate, its number and its force. Modules above that know what a gate asks for add
theirs in ``handlers.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Gate:
    """``says(number)``: what it asks for. ``missing(case, step, number, day)``: what is not so yet, or "".

    ``step``: the step that the case stands in; None while the administration has it.
    """

    says: Callable[[int], str]
    missing: Callable[[Any, Any, int, date], str]


GATES: dict[str, Gate] = {}
Check = Callable[[Any, Any, int, date], str]


def gate(key: str, says: Callable[[int], str]) -> Callable[[Check], Check]:
    """Register ``missing(case, step, number, day)`` as a gate that a track can name by its key."""

    def register(missing: Check) -> Check:
        GATES[key] = Gate(says, missing)
        return missing

    return register


def _lasts(number: int) -> str:
    return ngettext(
        "It lasts at least %(number)s day", "It lasts at least %(number)s days", number
    ) % {"number": number}


@gate("elapsed", _lasts)
def elapsed(_case: Any, step: Any, number: int, day: date) -> str:
    """It has lasted as long as it shall, counted from the day it began."""
    if step is None or step.begun_on is None:
        return _("It has not begun.")
    last = step.begun_on + timedelta(days=number)
    return "" if day >= last else _("It lasts until %(day)s.") % {"day": date_format(last)}


def _with_alternatives(number: int) -> str:
    return ngettext(
        "At least %(number)s alternative is investigated",
        "At least %(number)s alternatives are investigated",
        number,
    ) % {"number": number}


@gate("alternatives", _with_alternatives)
def alternatives(case: Any, _step: Any, number: int, _day: date) -> str:
    """So many solutions have been laid out beside one another."""
    found = case.alternatives.count()
    facts = {"found": found, "number": number}
    return "" if found >= number else _("%(found)s of %(number)s alternatives are there.") % facts


@gate("answered", lambda _number: _("Every question to the chief executive about it is answered"))
def answered(case: Any, _step: Any, _number: int, _day: date) -> str:
    """No question about the case waits for its answer."""
    waiting = case.inquiries.filter(answered_at=None).count()
    text = ngettext("%(number)s question waits.", "%(number)s questions wait.", waiting)
    return text % {"number": waiting} if waiting else ""
