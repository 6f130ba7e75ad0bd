"""The regulations as a whole, on a day."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from tannhjul.delegation import rules
from tannhjul.delegation.enums import Holder
from tannhjul.delegation.models import Area, Grant

from .areas import tree
from .chains import exceptions, upwards, with_holders


@dataclass(frozen=True)
class Row:
    """One line of the matrix: an area, and who may decide in it, by what they are."""

    area: Area
    depth: int
    reserved: bool
    cells: list[list[Grant]]


COLUMNS = (Holder.BODY, Holder.LEADER, "head", Holder.UNIT, Holder.ENTITY)


def matrix(day: date) -> list[Row]:
    """Who may decide in every area on ``day``, in as many queries for ten areas as for a thousand."""
    grants = {grant.pk: grant for grant in with_holders()}
    left_out = exceptions(grants.values())
    links = {pk: grant.link(left_out.get(pk, frozenset())) for pk, grant in grants.items()}
    chains_of = {pk: [links[each.pk] for each in upwards(grants[pk], grants)] for pk in grants}
    by_area: dict[int, list[int]] = defaultdict(list)
    for pk, grant in grants.items():
        by_area[grant.area_id].append(pk)
    areas = tree()
    parents = {area.pk: area.parent_id for area, _depth in areas}
    kept = {area.pk for area, _depth in areas if area.reserved}
    elected = {area.pk: area.elected_until for area, _depth in areas if area.elected}
    rows = []
    for area, depth in areas:
        path, at = [area.pk], area.parent_id
        while at is not None:
            path.append(at)
            at = parents[at]
        marks = tuple(elected[pk] for pk in path if pk in elected)
        matter = rules.Matter(tuple(path), reserved=bool(kept & set(path)), elected=marks)
        reach = [
            grants[pk]
            for each in path
            for pk in by_area[each]
            if not rules.obstacle_in(chains_of[pk], replace(matter, urgent=grants[pk].urgent), day)
        ]
        cells = [[grant for grant in reach if _column(grant) == column] for column in COLUMNS]
        rows.append(Row(area, depth, matter.reserved, cells))
    return rows


def _column(grant: Grant) -> str:
    if grant.unit and grant.unit.is_head:
        return "head"
    return grant.holder


def in_force(day: date) -> list[Grant]:
    """The regulations as they were on ``day``: every delegation through a chain that held."""
    grants = {grant.pk: grant for grant in with_holders()}
    nothing: frozenset[int] = frozenset()
    links = {pk: grant.link(nothing) for pk, grant in grants.items()}
    return [
        grant
        for pk, grant in grants.items()
        if all(rules.is_alive(links[each.pk], day) for each in upwards(grant, grants))
    ]


def changed(before: date, after: date) -> tuple[list[Grant], list[Grant]]:
    """(what came, what went) in the regulations between two days."""
    was, is_now = in_force(before), in_force(after)
    old, new = {grant.pk for grant in was}, {grant.pk for grant in is_now}
    return [g for g in is_now if g.pk not in old], [g for g in was if g.pk not in new]
