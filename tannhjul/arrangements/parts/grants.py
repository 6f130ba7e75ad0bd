"""Which delegations come and go with an arrangement."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tannhjul.core.law import Breach, Refused
from tannhjul.delegation import actions as delegation
from tannhjul.delegation import queries
from tannhjul.delegation.enums import Holder, Measure
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation.enums import UnitTask
from tannhjul.organisation.models import Body, Unit

from .setup import Change, GrantSetup, Line, Setup, known

KEY = "grants"


def read(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The delegations, from the data of a file."""
    found = tuple(
        GrantSetup(**{**grant, "excepted": tuple(grant.get("excepted", ()))})
        for grant in row.get("grants", [])
    )
    for grant in found:
        known(grant.holder, Holder.values, where)
    return {"grants": found}


def as_data(sets: Setup) -> dict[str, Any]:
    """The same as data."""
    return {"grants": [{**vars(grant), "excepted": list(grant.excepted)} for grant in sets.grants]}


def now(_day: date) -> dict[str, Any]:
    """Nothing: what there is of delegations is the register's, not an arrangement's."""
    return {"grants": ()}


def before(_sets: Setup, _today: Setup) -> dict[str, Any]:
    """Nothing: which delegations came and fell is remembered by their ids when it is applied."""
    return {"grants": ()}


def compare(sides: Sequence[Setup], _today: Setup) -> list[Line]:
    """In which areas a side delegates; what there is today is shown in the register of delegations."""
    if not any(side.grants for side in sides):
        return []
    areas = (list(dict.fromkeys(grant.area for grant in side.grants)) or None for side in sides)
    return [Line(KEY, _("Delegations"), (*areas, None))]


def only(sets: Setup, keys: Collection[str]) -> dict[str, Any]:
    """The delegations, all or none of them."""
    return {"grants": sets.grants if KEY in keys else ()}


def apply(change: Change) -> None:
    """Give the delegations whose holder is there and has none yet; note those that fell."""
    change.lost = lost_with(change.ended, change.today)
    head = Unit.objects.on(change.today).filter(task=UnitTask.HEAD).first()
    for each in change.sets.grants:
        holder = _holder(each, head, change.today)
        area = _area(each.area, change.by)
        alive = Grant.objects.on(change.today).filter(area=area, recalled_on=None)
        if holder and not alive.filter(holder=each.holder, **holder).exists():
            change.given.append(_delegate(each, area, holder, change).pk)


def _holder(each: GrantSetup, head: Unit | None, today: date) -> dict[str, Any]:
    """The unit or the body that is to hold it; nothing if it is not there."""
    if each.holder == Holder.UNIT:
        return {"unit": head} if head else {}
    body = Body.objects.on(today).filter(short=each.short).first()
    return {"body": body} if body else {}


def _delegate(each: GrantSetup, area: Area, holder: dict[str, Any], change: Change) -> Grant:
    limit: dict[str, Any] = {}
    if each.limit:
        limit = {"limit": Decimal(each.limit), "measure": Measure.KRONER}
    return delegation.give(
        area,
        each.holder,
        change.adoption.decided_by or change.adoption.name,
        by=change.by,
        today=change.today,
        excepted=[_area(name, change.by) for name in each.excepted],
        principled=each.holder == Holder.BODY,
        **holder,
        **limit,
    )


def _area(name: str, by: Any) -> Area:
    return Area.objects.filter(name__iexact=name).first() or delegation.create_area(name, by=by)


def lost_with(ended: Iterable[Body], today: date) -> list[int]:
    """The ids of the delegations that end with their bodies, and of what was passed on from them.

    What is passed on comes after what it is passed on from.
    """
    alive = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), recalled_on=None)
    found: list[int] = []
    level = list(alive.filter(body__in=[body.pk for body in ended]).order_by("pk"))
    while level:
        found += [grant.pk for grant in level if grant.pk not in found]
        level = list(alive.filter(parent__in=level).exclude(pk__in=found).order_by("pk"))
    return found


def give_again(row: Any, by: Any, today: date) -> list[Grant]:
    """Stepping back: what ended with the bodies that are there again is delegated again.

    What the rules no longer allow is left, with a line in the log: it does not stop the rest.
    """
    lost = (row.goes_back.before or {}).get("lost", []) if row.goes_back else []
    rows = Grant.objects.select_related("area", "body", "unit").in_bulk(lost)
    held = {_what(grant) for grant in queries.in_force(today)}
    again: dict[int, Grant] = {}
    for old in (rows[pk] for pk in lost if pk in rows):
        parent = again.get(old.parent_id or 0, old.parent)
        holder = _holder_again(old, today)
        falls = parent is not None and parent.pk in lost
        over = old.valid_to is not None and old.valid_to <= today
        if falls or over or holder is None or _what(old, holder) in held:
            continue
        try:
            with transaction.atomic():
                again[old.pk] = delegation.give_like(
                    old, row.decided_by or row.name, by=by, today=today, parent=parent, **holder
                )
        except (Refused, Breach) as fault:
            logging.getLogger(__name__).warning("%s was not delegated again: %s", old, fault)
    return list(again.values())


def _holder_again(old: Grant, today: date) -> dict[str, Any] | None:
    """Who holds it now: the body of the same name and kind, or the same unit or entity."""
    if old.body is None:
        return {"unit": old.unit} if old.unit else {"entity": old.entity}
    body = Body.objects.on(today).filter(name=old.body.name, kind=old.body.kind).first()
    return {"body": body} if body else None


def _what(grant: Grant, holder: dict[str, Any] | None = None) -> tuple:
    """What a delegation is, whoever gave it and when: to compare."""
    who = holder or {"body": grant.body, "unit": grant.unit, "entity": grant.entity}
    held_by = next((each for each in who.values() if each), None)
    facts = (grant.limit, grant.measure, grant.principled, grant.urgent)
    return (grant.area_id, grant.holder, held_by, *facts)
