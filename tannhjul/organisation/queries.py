"""Reads about bodies, seats and units, on any date."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tannhjul.accounts.queries import roles_filled
from tannhjul.core.choices import OPTIONS, Option
from tannhjul.core.enums import Role
from tannhjul.core.models import Choice

from .enums import BodyKind, Office, SeatKind, Step
from .models import Body, Entity, Leadership, Party, Person, Seat, Term, Unit


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


def last_places(body: Body, kind: str, day: date) -> Counter:
    """How many are seated in a body on ``day``: members together, deputies by party id."""
    rows = Seat.objects.on(day).filter(body=body, kind=kind)
    if kind == SeatKind.MEMBER:
        return Counter({None: rows.count()})
    return Counter(rows.values_list("party", flat=True))


def roles_by_seats(person: Person, day: date) -> set[str]:
    """The roles that a person's seats give: councillor; mayor in the chair of the council; else chair."""
    seats = Seat.objects.on(day).filter(person=person).values_list("body__kind", "office")
    roles: set[str] = set()
    for kind, office in seats:
        roles.add(Role.COUNCILLOR)
        if office == Office.LEADER:
            roles.add(Role.MAYOR if kind == BodyKind.COUNCIL else Role.COMMITTEE_CHAIR)
    return roles - {Role.COMMITTEE_CHAIR} if Role.MAYOR in roles else roles


def waiting_outside(body: Body, day: date) -> list[Person]:
    """Those with a seat in the body and an address, who cannot sign in yet."""
    rows = Person.objects.filter(
        pk__in=Seat.objects.on(day).filter(body=body).values("person"), user=None
    )
    return list(rows.exclude(email="").order_by("name", "pk"))


@dataclass(frozen=True)
class Chosen:
    """A local choice: what can be chosen, what holds, since when and by whom, and what holds elsewhere."""

    option: Option
    value: int
    row: Choice | None
    own: list[tuple[Body, Choice]]
    coming: list[Choice]


def local_choices(day: date) -> list[Chosen]:
    """Every local choice as it stands on ``day``."""
    rows: dict[str, list[Choice]] = defaultdict(list)
    for row in Choice.objects.filter(key__in=OPTIONS).order_by("valid_from", "pk"):
        rows[row.key].append(row)
    scopes = {row.scope for each in rows.values() for row in each if row.scope}
    bodies = Body.objects.in_bulk(scopes) if scopes else {}
    return [_chosen(option, rows[option.key], bodies, day) for option in OPTIONS.values()]


def _chosen(option: Option, rows: list[Choice], bodies: dict[int, Body], day: date) -> Chosen:
    now = {row.scope: row for row in rows if row.valid_from <= day}
    general = now.pop(None, None)
    own = [(bodies[scope], row) for scope, row in now.items() if scope in bodies]
    value = general.value if general else option.default
    return Chosen(option, value, general, own, [row for row in rows if row.valid_from > day])


NEEDED = (Role.SECRETARY, Role.CHIEF_EXECUTIVE, Role.CASE_OFFICER)


@dataclass(frozen=True)
class Progress:
    """One step of the set-up: whether it is done, how many there are, and what is missing (names)."""

    step: Step
    done: bool
    number: int = 0
    missing: tuple[str, ...] = ()


def set_up(day: date) -> list[Progress]:
    """How far the municipality is set up on ``day``, in the order in which one does it."""
    council = Body.objects.on(day).filter(kind=BodyKind.COUNCIL).first()
    seated = len(members(council, day)) if council else 0
    full = council is not None and seated == council.seats_total
    bodies = Body.objects.on(day).annotate(
        ruled=Count("regulations", filter=Q(regulations__valid_from__lte=day))
    )
    unruled = tuple(body.name for body in bodies if not body.ruled)
    units = Unit.objects.on(day)
    led = Leadership.objects.on(day).values("unit")
    leaderless = tuple(units.exclude(pk__in=led).values_list("name", flat=True))
    filled = roles_filled(day)
    empty = tuple(str(role.label) for role in NEEDED if role not in filled)
    terms, parties = Term.objects.on(day).count(), Party.objects.count()
    return [
        Progress(Step.ENTITY, entity() is not None),
        Progress(Step.TERM, terms > 0, terms),
        Progress(Step.PARTIES, parties > 0, parties),
        Progress(Step.COUNCIL, full, seated),
        Progress(Step.BODIES, len(bodies) > 1 and not unruled, len(bodies), unruled),
        Progress(Step.UNITS, units.count() > 0 and not leaderless, units.count(), leaderless),
        Progress(Step.USERS, not empty, 0, empty),
    ]
