"""Local choices: what a municipality may decide for itself, by date. Rows, never code.

A choice is a number with a unit, a yes or no, one of several, several of them, or a share. It is
made for the whole municipality, or for one row of any noun: a body, a unit, a collaboration.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils.formats import number_format
from django.utils.translation import gettext

from . import subjects
from .law import Refused
from .models import Choice


class Sort(Enum):
    """What can be chosen."""

    NUMBER = "number"
    SHARE = "share"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SEVERAL = "several"


@dataclass(frozen=True, eq=False)
class Option:
    """A choice that exists: its key, its value where nothing is decided, and what it means.

    ``unit``: of a number, e.g. «kroner a day». ``step``: the least difference between two numbers.
    ``among``: value -> what it means, of one or several of them. A share is whole per cent.
    """

    key: str
    default: Any
    says: str
    source: str
    sort: Sort = Sort.NUMBER
    unit: str = ""
    least: int = 0
    most: int = 365
    step: str = "1"
    among: Mapping[Any, str] = field(default_factory=dict)

    def taken(self, value: Any) -> Any:
        """The value as it is kept, or Refused with what can be chosen."""
        if self.sort == Sort.YES_NO:
            return bool(value)
        if self.sort == Sort.ONE_OF:
            return self._one(value)
        if self.sort == Sort.SEVERAL:
            return [self._one(each) for each in value]
        return self._number(value)

    def _one(self, value: Any) -> Any:
        found = next((known for known in self.among if str(known) == str(value)), None)
        if found is None:
            choices = "; ".join(gettext(says) for says in self.among.values())
            raise Refused(gettext("Choose one of these: %(choices)s.") % {"choices": choices})
        return found

    def _number(self, value: Any) -> int | float:
        try:
            number = Decimal(str(value))
            fits = self.least <= number <= self.most and number % Decimal(self.step) == 0
        except InvalidOperation:
            fits = False
        if not fits:
            raise Refused(
                gettext("Choose a number from %(least)s to %(most)s.")
                % {"least": self.least, "most": self.most}
            )
        return int(number) if number == int(number) else float(number)

    def shown(self, value: Any) -> str:
        """The value in words, in the reader's language."""
        if self.sort == Sort.YES_NO:
            return gettext("Yes") if value else gettext("No")
        if self.sort == Sort.ONE_OF:
            return gettext(self.among[value]) if value in self.among else str(value)
        if self.sort == Sort.SEVERAL:
            return ", ".join(gettext(self.among[each]) for each in value) or gettext("None")
        number = number_format(value, use_l10n=True, force_grouping=True)
        if self.sort == Sort.SHARE:
            return f"{number} %"
        return f"{number} {gettext(self.unit)}" if self.unit else number


OPTIONS: dict[str, Option] = {}


def option(key: str, default: Any, **about: Any) -> Option:
    """Declare that a number can be chosen locally. ``source``: the paragraph that leaves it open."""
    return OPTIONS.setdefault(key, Option(key, default, **about))


def share(key: str, default: int, **about: Any) -> Option:
    """Declare that a share in whole per cent can be chosen."""
    return option(key, default, sort=Sort.SHARE, most=100, **about)


def yes_no(key: str, default: bool, **about: Any) -> Option:
    """Declare that something can be chosen or not."""
    return option(key, default, sort=Sort.YES_NO, **about)


def one_of(key: str, default: Any, among: Mapping[Any, str], **about: Any) -> Option:
    """Declare that one of several can be chosen."""
    return option(key, default, sort=Sort.ONE_OF, among=among, **about)


def several(key: str, default: list, among: Mapping[Any, str], **about: Any) -> Option:
    """Declare that any of several can be chosen, or none."""
    return option(key, default, sort=Sort.SEVERAL, among=among, **about)


Guard = Callable[[Any, date], None]
_guards: dict[str, list[Guard]] = {}


def guards(which: Option) -> Callable[[Guard], Guard]:
    """Register ``check(value, day)``, which refuses what cannot be chosen as things stand on ``day``."""

    def register(check: Guard) -> Guard:
        _guards.setdefault(which.key, []).append(check)
        return check

    return register


def can_be_chosen(which: Option, value: Any, day: date) -> None:
    """Refused, with what must be put in order first."""
    for check in _guards.get(which.key, ()):
        check(value, day)


Scope = Model | int | None


def scope_of(scope: Scope) -> tuple[str, int | None]:
    """(kind of row, its id) for which a choice is made; a bare id is that of a body."""
    if scope is None:
        return "", None
    if isinstance(scope, Model):
        return subjects.of(scope).key, scope.pk
    body = next(each for each in subjects.SUBJECTS.values() if each.coordinate == "arena")
    return body.key, scope


def chosen(which: Option, day: date, scope: Scope = None) -> Any:
    """The value in force on ``day``: that of the row (``scope``) itself, else the municipality's."""
    best = in_force(Choice.objects.filter(key=which.key), day, scope)
    return best.value if best else which.default


def decided(which: Option, day: date) -> bool:
    """Whether the municipality has chosen anything at all here, by ``day``."""
    return Choice.objects.filter(key=which.key, scope=None, valid_from__lte=day).exists()


def in_force(rows: Iterable[Choice], day: date, scope: Scope = None) -> Choice | None:
    """Of the rows of one choice, the one that holds on ``day`` for ``scope``."""
    mine = {("", None), scope_of(scope)}
    fit = [row for row in rows if row.valid_from <= day and (row.scope_kind, row.scope) in mine]
    return max(fit, key=lambda row: (row.scope is not None, row.valid_from), default=None)
