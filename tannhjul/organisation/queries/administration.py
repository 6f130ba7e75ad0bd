"""Reads about the administration: its units, who leads and follows them up, how it is arranged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tannhjul.core.choices import chosen, decided
from tannhjul.organisation.choices import (
    CHAIRS_IN_EXECUTIVE,
    LEADERSHIP_GROUP,
    NETWORKS,
    ROTATION,
    ROTATION_MONTHS,
)
from tannhjul.organisation.enums import (
    BodyKind,
    UnitTask,
)
from tannhjul.organisation.models import (
    Body,
    Leadership,
    Person,
    Supervision,
    Unit,
    UnitPlace,
)
from tannhjul.organisation.rules.calendar import months_on

from .people import sitting_in


@dataclass(frozen=True)
class Branch:
    """A unit at its depth in the tree, with the one it stands below and its leader."""

    unit: Unit
    above: Unit | None
    depth: int
    leader: Person | None


def unit_tree(day: date) -> list[Branch]:
    """All units on ``day``, parents before children, any depth."""
    units = list(Unit.objects.on(day).order_by("name"))
    rows = Leadership.objects.on(day).select_related("person")
    leaders = {row.unit_id: row.person for row in rows}
    places = places_on(day)
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(places.get(unit.pk), []).append(unit)
    tree: list[Branch] = []
    waiting: list[tuple[Unit, Unit | None, int]]
    waiting = [(unit, None, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, above, depth = waiting.pop()
        tree.append(Branch(unit, above, depth, leaders.get(unit.pk)))
        waiting += [(child, unit, depth + 1) for child in reversed(below.get(unit.pk, []))]
    return tree


def places_on(day: date) -> dict[int, int]:
    """The id of the unit that each unit stands below on ``day``, by its own id."""
    return dict(UnitPlace.objects.on(day).values_list("unit_id", "above_id"))


def unit_above(unit: Unit, day: date) -> Unit | None:
    """The unit that another stands below on ``day``: its one line upwards."""
    row = UnitPlace.objects.on(day).filter(unit=unit).select_related("above").first()
    return row.above if row else None


def units_below(unit: Unit, day: date) -> list[Unit]:
    """The units that stand right below one on ``day``."""
    places = UnitPlace.objects.on(day).filter(above=unit)
    return list(Unit.objects.on(day).filter(pk__in=places.values("unit")).order_by("name", "pk"))


def lines_up(day: date) -> dict[int, list[int]]:
    """The ids of all that each unit stands below on ``day``, the nearest first, by its own id."""
    places = places_on(day)
    lines: dict[int, list[int]] = {}
    for unit in places:
        lines[unit], at = [], unit
        while at in places:
            at = places[at]
            lines[unit].append(at)
    return lines


def moves_after(day: date) -> set[date]:
    """The days after ``day`` on which a unit comes to stand elsewhere."""
    return set(UnitPlace.objects.filter(valid_from__gt=day).values_list("valid_from", flat=True))


def led_together(units: Sequence[Unit], day: date) -> Unit | None:
    """The nearest unit that all these are, or stand in, on ``day``; None where only the whole is that.

    Where units are wide, one leader answers for several services; where each place of service is a
    unit of its own, several do (domain 002b S3).
    """
    lines = lines_up(day)
    paths = [[unit.pk, *lines.get(unit.pk, [])] for unit in units]
    common = set.intersection(*map(set, paths)) if paths else set()
    nearest = [pk for pk in paths[0] if pk in common][:1] if paths else []
    return Unit.objects.filter(pk__in=nearest).exclude(task=UnitTask.HEAD).first()


def units_led(person: Person, day: date) -> set[int]:
    """The ids of the units that someone leads on ``day``, and of all below them."""
    led: set[int] = set()
    for branch in unit_tree(day):
        if branch.leader == person or (branch.above and branch.above.pk in led):
            led.add(branch.unit.pk)
    return led


def levels(day: date) -> float:
    """How many levels decide: chief executive and units are two; where only some have a head between, 2.5.

    Directors who act on the chief executive's behalf are no level of their own (domain 002b S5).
    """
    depths: dict[int, int] = {}
    above: set[int] = set()
    directors: dict[int, int | None] = {}
    for branch in unit_tree(day):
        unit, parent = branch.unit, branch.above.pk if branch.above else None
        while parent in directors:
            parent = directors[parent]
        if unit.task == UnitTask.DIRECTOR:
            directors[unit.pk] = parent
            continue
        depths[unit.pk] = depths.get(parent or 0, 0) + 1
        above.add(parent or 0)
    ends = {depth for pk, depth in depths.items() if pk not in above}
    if not ends:
        return 0
    return float(max(ends)) if len(ends) == 1 else max(ends) - 0.5


def leadership_group(day: date) -> list[Branch]:
    """Who is in the chief executive's leadership group, as it has been chosen (domain 002a A1-A7)."""
    with_chief: dict[int, tuple[str, ...]] = {
        1: (UnitTask.DIRECTOR, UnitTask.SECTOR),
        2: (UnitTask.DIRECTOR, UnitTask.SECTOR, UnitTask.STAFF),
        3: tuple(UnitTask),
        4: (UnitTask.DIRECTOR, UnitTask.SECTOR, UnitTask.LINE, UnitTask.INTERNAL),
    }
    tasks = with_chief[chosen(LEADERSHIP_GROUP, day)]
    return [
        branch
        for branch in unit_tree(day)
        if branch.depth == 0 or (branch.depth == 1 and branch.unit.task in tasks)
    ]


def spans(day: date) -> list[tuple[Person, int]]:
    """How many units each director follows up on ``day``, most first."""
    rows = Supervision.objects.on(day).filter(unit__in=Unit.objects.on(day))
    rows = rows.select_related("director")
    return Counter(row.director for row in rows).most_common()


def director_of(unit: Unit, day: date) -> Person | None:
    """Who follows the unit up on the chief executive's behalf on ``day``."""
    row = Supervision.objects.on(day).filter(unit=unit).select_related("director").first()
    return row.director if row else None


def overstayed(day: date) -> list[Supervision]:
    """The units that a director has followed up for longer than is chosen, where directors change."""
    if not chosen(ROTATION, day):
        return []
    months = chosen(ROTATION_MONTHS, day)
    rows = Supervision.objects.on(day).filter(unit__in=Unit.objects.on(day))
    rows = rows.select_related("unit", "director").order_by("valid_from", "pk")
    return [row for row in rows if months_on(row.valid_from, months) <= day]


def superiors(person: Person, day: date) -> list[Person]:
    """Those whom someone who leads units answers to directly: the leaders of the units above."""
    led = Leadership.objects.on(day).filter(person=person).values("unit")
    places = UnitPlace.objects.on(day).filter(unit__in=led)
    rows = Leadership.objects.on(day).filter(unit__in=places.values("above"))
    return [row.person for row in rows.exclude(person=person).select_related("person")]


def governing(day: date) -> set[int]:
    """The ids of those who sit in an executive council on ``day``."""
    return {person.pk for person in sitting_in(BodyKind.EXECUTIVE_COUNCIL, day)}


def leading_for_the_government(unit: Unit | None, day: date) -> list[Person]:
    """Members of an executive council who lead a unit, or one that it lies in, on ``day`` (§ 10-2 (5))."""
    inside = governing(day) if unit else set()
    if not inside:
        return []
    rows = Leadership.objects.on(day).filter(person__in=inside).select_related("person")
    return list({row.person for row in rows if unit and unit.pk in units_led(row.person, day)})


def leaders_of(unit: Unit | None, day: date) -> list[Person]:
    """Who leads a unit on ``day``."""
    rows = Leadership.objects.on(day).filter(unit=unit) if unit else Leadership.objects.none()
    return [row.person for row in rows.select_related("person")]


def called_beside(body: Body, day: date) -> list[Person]:
    """Chief executive and directors, called to the executive committee where chairs sit in it (Esbjerg)."""
    if body.kind != BodyKind.EXECUTIVE_COMMITTEE or not chosen(CHAIRS_IN_EXECUTIVE, day):
        return []
    top = (UnitTask.DIRECTOR, UnitTask.SECTOR)
    group = (branch for branch in unit_tree(day) if branch.depth == 0 or branch.unit.task in top)
    return [branch.leader for branch in group if branch.leader]


def outside_networks(day: date) -> tuple[list[Person], int] | None:
    """Leaders of units who are in no network, and of how many; None where none are decided on."""
    if not decided(NETWORKS, day) or not chosen(NETWORKS, day):
        return None
    leads = [branch.leader for branch in unit_tree(day) if branch.leader and branch.depth]
    inside = {person.pk for person in sitting_in(BodyKind.NETWORK, day)}
    people = list(dict.fromkeys(leads))
    return [person for person in people if person.pk not in inside], len(people)
