"""Delegations from a spreadsheet: all its lines, or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.law import Breach, Refused
from tannhjul.delegation import papers, queries
from tannhjul.delegation.enums import Holder, Measure
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation.models import Body, Unit

from .giving import create_area, give

MOST_FAULTS = 10


@dataclass(frozen=True)
class Loaded:
    """How many delegations were new, and of how many lines nothing said whether they may be passed on."""

    new: int
    unsaid: int


@transaction.atomic
def load(rows: Sequence[tuple[int, dict[str, Any]]], *, by, today: date) -> Loaded:
    """Enter every delegation of a spreadsheet, or none: the lines that are wrong are named.

    What has been delegated already is left as it is.
    """
    if not rows:
        raise Refused(_("The spreadsheet is empty."))
    faults, new = [], 0
    within = {_text(cells.get("area")): _text(cells.get("within")) for _number, cells in rows}
    for number, cells in rows:
        try:
            with transaction.atomic():
                new += _load_line(cells, within, by, today)
        except (Refused, Breach) as fault:
            says = _(fault.rule.says) if isinstance(fault, Breach) else str(fault)
            faults.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": says})
    if faults:
        raise Refused(" ".join(faults[:MOST_FAULTS]))
    unsaid = sum(not _text(cells.get("may_pass_on")) for _number, cells in rows)
    return Loaded(new, unsaid)


def _load_line(cells: dict[str, Any], within: dict[str, str], by: Any, today: date) -> bool:
    """One line with the areas it is about; whether it was new."""
    _areas_of(_text(cells.get("area")), within, by)
    for name in _listed(cells.get("excepted")):
        _areas_of(name, within, by)
    return _load_one(cells, by, today) is not None


def _load_one(cells: dict[str, Any], by: Any, today: date) -> Grant | None:
    if not _text(cells.get("area")):
        raise Refused(_("Write what it is about."))
    area = _area_known(cells.get("area"))
    holder = papers.chosen_in(Holder, cells.get("holder"))
    if holder is None:
        raise Refused(_("There is no such holder: «%(text)s».") % {"text": cells.get("holder")})
    limit = papers.amount_in(cells.get("limit"))
    measure = papers.chosen_in(Measure, cells.get("measure")) if limit is not None else ""
    if measure is None:
        raise Refused(_("Write both what the limit is and what it is counted in, or neither."))
    decided_by = str(cells.get("decided_by") or "").strip()
    if not decided_by:
        raise Refused(_("Write by which decision."))
    start = papers.day_in(cells.get("valid_from"), today)
    named = (_area_known(name) for name in _listed(cells.get("excepted")))
    excepted = {row.pk: row for row in named}
    end = papers.day_in(cells["valid_to"], today) if cells.get("valid_to") else None
    held = _holder_called(holder, str(cells.get("name") or "").strip(), start)
    terms: dict[str, Any] = {
        "limit": limit,
        "principled": papers.is_yes(cells.get("principled")),
        "may_pass_on": papers.yes_no_or_unsaid(cells.get("may_pass_on")),
        "conditions": _text(cells.get("conditions")),
        "staff_because": _text(cells.get("staff_because")),
        "valid_to": end,
    }
    urgent = papers.is_yes(cells.get("urgent"))
    already = Grant.objects.on(start).filter(
        area=area, holder=holder, measure=measure, urgent=urgent, recalled_on=None, **held
    )
    if _stands_so(already, terms, set(excepted)):
        return None
    return give(
        area,
        holder,
        decided_by[:200],
        by=by,
        today=start,
        parent=_parent_of(area, str(cells.get("given_by") or "").strip(), start),
        excepted=excepted.values(),
        measure=measure,
        urgent=urgent,
        basis=str(cells.get("basis") or "")[:200],
        **terms,
        **held,
    )


def _stands_so(already: Iterable[Grant], terms: dict[str, Any], excepted: set[int]) -> bool:
    """Whether a line says what has been delegated already; refused if it says otherwise."""
    rows = list(already)
    left_out = queries.exceptions(rows)
    for row in rows:
        same = all(getattr(row, name) == value for name, value in terms.items())
        if same and left_out.get(row.pk, frozenset()) == excepted:
            return True
    if rows:
        raise Refused(_("This has been delegated already, on other terms. Recall that first."))
    return False


def _text(value: Any) -> str:
    return str(value or "").strip()


def _listed(value: Any) -> list[str]:
    return [name for part in _text(value).split(";") if (name := part.strip())]


def _areas_of(
    name: str, within: dict[str, str], by: Any, seen: frozenset[str] = frozenset()
) -> None:
    """Create an area that the spreadsheet is about, and those above it that are in it too."""
    if not name or name not in within or name in seen:
        return
    if Area.objects.filter(name__iexact=name).exists():
        return
    above = within[name]
    if above:
        _areas_of(above, within, by, seen | {name})
    create_area(name[:160], by=by, parent=_area_known(above) if above else None)


def _area_known(name: Any) -> Area:
    found = Area.objects.filter(name__iexact=str(name).strip()).first()
    if found is None:
        raise Refused(_("There is no area called «%(name)s».") % {"name": name})
    return found


def _holder_called(holder: str, name: str, day: date) -> dict[str, Any]:
    if holder == Holder.ENTITY:
        return {"entity": name[:160]} if name else _nobody(name)
    rows: Any = Unit.objects.on(day) if holder == Holder.UNIT else Body.objects.on(day)
    found = rows.filter(name__iexact=name).first()
    return {("unit" if holder == Holder.UNIT else "body"): found} if found else _nobody(name)


def _nobody(name: str) -> dict[str, Any]:
    raise Refused(_("There is nobody called «%(name)s» on that date.") % {"name": name})


def _parent_of(area: Area, name: str, day: date) -> Grant | None:
    """The delegation that something is passed on from: the holder's own that reaches the area."""
    if not name:
        return None
    answers = queries.who_decides(queries.matter_in(area), day)
    found = [row.grant for row in answers if row.grant.held_by.casefold() == name.casefold()]
    if not found:
        raise Refused(_("%(name)s has nothing here to pass on.") % {"name": name})
    return found[0]
