"""Delegations that come and go with an arrangement."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from tannhjul.arrangements import library
from tannhjul.arrangements.models import Adoption
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation.models import Body, Unit


def delegate(plan: library.Plan, row: Adoption, by: Any, today: date) -> list[int]:
    """Give the delegations whose holder is there and has none yet; returns their ids."""
    given = []
    head = Unit.objects.on(today).filter(parent=None).first()
    for each in plan.grants:
        holder: dict[str, Any] = {}
        if each.holder == "unit" and head:
            holder = {"unit": head}
        elif each.holder in ("body", "leader"):
            body = Body.objects.on(today).filter(short=each.short).first()
            holder = {"body": body} if body else {}
        area = _area(each.area, by)
        alive = Grant.objects.on(today).filter(area=area, recalled_on=None)
        if not holder or alive.filter(holder=each.holder, **holder).exists():
            continue
        limit: dict[str, Any] = {}
        if each.limit:
            limit = {"limit": Decimal(each.limit), "measure": "kroner"}
        grant = delegation.give(
            area,
            each.holder,
            row.decided_by or row.name,
            by=by,
            today=today,
            excepted=[_area(name, by) for name in each.excepted],
            principled=each.holder == "body",
            **holder,
            **limit,
        )
        given.append(grant.pk)
    return given


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


def give_again(row: Adoption, by: Any, today: date) -> list[Grant]:
    """Stepping back: what ended with the bodies that are there again is delegated again."""
    lost = (row.goes_back.before or {}).get("lost", []) if row.goes_back else []
    rows = Grant.objects.select_related("area", "body", "unit").in_bulk(lost)
    again: dict[int, Grant] = {}
    for old in (rows[pk] for pk in lost if pk in rows):
        parent = again.get(old.parent_id or 0, old.parent)
        falls = parent is not None and parent.pk in lost
        holder = _holder_again(old, today)
        if falls or holder is None or _has_it(old, holder, today):
            continue
        again[old.pk] = delegation.give(
            old.area,
            old.holder,
            row.decided_by or row.name,
            by=by,
            today=today,
            parent=parent,
            excepted=old.excepted.all(),
            limit=old.limit,
            measure=old.measure,
            principled=old.principled,
            urgent=old.urgent,
            may_pass_on=old.may_pass_on,
            conditions=old.conditions,
            basis=old.basis,
            valid_to=old.valid_to,
            **holder,
        )
    return list(again.values())


def _holder_again(old: Grant, today: date) -> dict[str, Any] | None:
    """Who holds it now: the body of the same name and kind, or the same unit or entity."""
    if old.body is None:
        return {"unit": old.unit} if old.unit else {"entity": old.entity}
    body = Body.objects.on(today).filter(name=old.body.name, kind=old.body.kind).first()
    return {"body": body} if body else None


def _has_it(old: Grant, holder: dict[str, Any], today: date) -> bool:
    alive = Grant.objects.on(today).filter(area=old.area, holder=old.holder, recalled_on=None)
    return alive.filter(**holder).exclude(pk=old.pk).exists()
