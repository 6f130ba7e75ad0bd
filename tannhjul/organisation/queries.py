"""Reads about bodies, seats and units, on any date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .enums import Office, SeatKind
from .models import Body, Entity, Leadership, Person, Seat, Unit


def entity() -> Entity | None:
    """The municipality this deployment belongs to; None before set-up."""
    return Entity.objects.first()


def members(body: Body, day: date) -> list[Seat]:
    """The members of a body on ``day``, in list order."""
    rows = Seat.objects.on(day).filter(body=body, kind=SeatKind.MEMBER)
    return list(rows.select_related("person", "party").order_by("order", "pk"))


def deputies(body: Body, day: date) -> list[Seat]:
    """The deputies of a body on ``day``, in list order within each list."""
    rows = Seat.objects.on(day).filter(body=body, kind=SeatKind.DEPUTY)
    return list(rows.select_related("person", "party").order_by("party__code", "order", "pk"))


def deputies_in_turn(
    body: Body, party_id: int | None, taken: Iterable[int], day: date
) -> list[Seat]:
    """The deputies of one list who can still be called, next first (kommuneloven § 7-10)."""
    rows = Seat.objects.on(day).filter(body=body, kind=SeatKind.DEPUTY, party_id=party_id)
    rows = rows.exclude(person_id__in=list(taken)).select_related("person", "party")
    return list(rows.order_by("order", "pk"))


def leader(body: Body, day: date) -> Seat | None:
    """Who leads the body on ``day``."""
    return Seat.objects.on(day).filter(body=body, office=Office.LEADER).first()


def person_of(user) -> Person | None:
    """The person behind a user, if there is one."""
    if not getattr(user, "pk", None):
        return None
    if not hasattr(user, "_person"):
        user._person = Person.objects.filter(user_id=user.pk).first()
    return user._person


@dataclass(frozen=True)
class Branch:
    """A unit at its depth in the tree, with its leader."""

    unit: Unit
    depth: int
    leader: Person | None


def unit_tree(day: date) -> list[Branch]:
    """All units on ``day``, parents before children, any depth."""
    units = list(Unit.objects.on(day).order_by("name"))
    rows = Leadership.objects.on(day).select_related("person")
    leaders = {row.unit_id: row.person for row in rows}
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    tree: list[Branch] = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        tree.append(Branch(unit, depth, leaders.get(unit.pk)))
        waiting += [(child, depth + 1) for child in reversed(below.get(unit.pk, []))]
    return tree
