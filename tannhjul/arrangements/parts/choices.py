"""What is chosen of what the law leaves open."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tannhjul.core.choices import OPTIONS, chosen, decided
from tannhjul.core.law import Refused
from tannhjul.core.models import Choice
from tannhjul.organisation.actions import register

from .setup import Change, Line, Setup, Unreadable


def read(row: Mapping[str, Any], _where: str) -> dict[str, Any]:
    """The choices, from the data of a file."""
    return {"choices": dict(row.get("choices", {}))}


def must_exist(choices: Mapping[str, Any], where: str) -> None:
    """Refuse a file that chooses what does not exist; what was adopted before is read as it stands."""
    for key, value in choices.items():
        if key not in OPTIONS:
            raise Unreadable(f"{where}: there is no choice called {key}")
        try:
            OPTIONS[key].taken(value)
        except Refused as fault:
            raise Unreadable(f"{where}: {key}: {fault}") from None


def as_data(sets: Setup) -> dict[str, Any]:
    """The same as data."""
    return {"choices": dict(sets.choices)}


def now(day: date) -> dict[str, Any]:
    """Everything that is chosen on ``day``."""
    return {"choices": {key: chosen(option, day) for key, option in OPTIONS.items()}}


def before(sets: Setup, today: Setup) -> dict[str, Any]:
    """Of what is chosen ``today``, what is set."""
    return {"choices": {key: today.choices[key] for key in sets.choices if key in today.choices}}


def compare(sides: Sequence[Setup], today: Setup) -> list[Line]:
    """Each choice that a side sets, beside what is chosen."""
    keys = dict.fromkeys(key for side in sides for key in side.choices)
    return [
        Line(
            f"choice:{key}",
            _(OPTIONS[key].says),
            tuple(_shown(side, key) for side in [*sides, today]),
        )
        for key in keys
    ]


def only(sets: Setup, keys: Collection[str]) -> dict[str, Any]:
    """The choices named."""
    return {"choices": {key: v for key, v in sets.choices.items() if f"choice:{key}" in keys}}


def _shown(sets: Setup, key: str) -> list[str] | None:
    return [OPTIONS[key].shown(sets.choices[key])] if key in sets.choices else None


def apply(change: Change) -> None:
    """Choose from today what is not chosen already."""
    adoption, today = change.adoption, change.today
    for key, value in change.sets.choices.items():
        if decided(OPTIONS[key], today) and chosen(OPTIONS[key], today) == value:
            continue
        Choice.objects.filter(key=key, scope=None, valid_from=today).delete()
        decided_by = adoption.decided_by or adoption.name
        register.choose(OPTIONS[key], value, decided_by=decided_by, by=change.by, today=today)
