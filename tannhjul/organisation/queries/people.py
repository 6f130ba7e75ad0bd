"""Reads about the entity, bodies, seats, units, people and their interests."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Lower

from tannhjul.accounts.models import RoleAssignment, User
from tannhjul.accounts.queries import roles_filled
from tannhjul.core import subjects
from tannhjul.core.choices import OPTIONS, Option
from tannhjul.core.enums import ADMINISTRATION, Role
from tannhjul.core.models import Choice, in_force
from tannhjul.organisation.enums import (
    BodyKind,
    Office,
    SeatKind,
    Step,
    UnitTask,
)
from tannhjul.organisation.models import (
    Body,
    Entity,
    Interest,
    Leadership,
    Party,
    Person,
    Population,
    Seat,
    Term,
    Unit,
)
from tannhjul.organisation.rules.interests import same_name


def entity() -> Entity | None:
    """The municipality this deployment belongs to; None before set-up."""
    return Entity.objects.first()


def counted_behind(election: date) -> int | None:
    """How many lived here at the last new year but one before an election, where that is known."""
    row = Population.objects.filter(counted_on__lte=date(election.year - 1, 1, 1)).first()
    return row.inhabitants if row else None


def inhabitants_behind(election: date) -> int:
    """How many inhabitants set the least size of the council elected that year (§ 5-5 (5)).

    The number entered last, where none is known of the right new year.
    """
    owner = entity()
    return counted_behind(election) or (owner.inhabitants if owner else 0)


def members(body: Body, day: date) -> list[Seat]:
    """The members of a body on ``day``, in list order."""
    return members_of_each([body], day)[body.pk]


def members_of_each(bodies: Iterable[Body], day: date) -> dict[int, list[Seat]]:
    """body id -> its members on ``day``, in list order; as many queries for all bodies as for one."""
    rows = Seat.objects.on(day).filter(body__in=bodies, kind=SeatKind.MEMBER)
    shown = ("person", "party", "meanwhile__seat__person")
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in rows.select_related(*shown).order_by("order", "pk"):
        found[seat.body_id].append(seat)
    return found


def deputies(body: Body, day: date) -> list[Seat]:
    """The deputies of a body on ``day``, in list order within each list."""
    rows = Seat.objects.on(day).filter(body=body, kind=SeatKind.DEPUTY)
    return list(rows.select_related("person", "party").order_by("party__code", "order", "pk"))


def deputies_of(seat: Seat, day: date) -> QuerySet[Seat]:
    """The deputies of a seat in turn: of the list it was elected from, else of its party."""
    return _in_turn(seat, Seat.objects.on(day))


def deputies_elected_for(seat: Seat, day: date) -> QuerySet[Seat]:
    """The deputies of a seat in the order elected, also those who sit for somebody on ``day``."""
    return _in_turn(seat, Seat.objects.given(day))


def _in_turn(seat: Seat, rows: QuerySet[Seat]) -> QuerySet[Seat]:
    same = Q(slate=None, party=seat.party_id)
    if seat.slate:  # then those seated later for the same party (supplementary election)
        same |= Q(slate=seat.slate)
    rows = rows.filter(same, body=seat.body_id, kind=SeatKind.DEPUTY)
    rows = rows.select_related("person", "party", "body__parent")
    return rows.order_by(F("slate").asc(nulls_last=True), "order", "pk")


def deputies_in_turn(seat: Seat, taken: Iterable[int], day: date) -> list[Seat]:
    """The deputies of a seat who can still be called, next first (kommuneloven § 7-10)."""
    return list(deputies_of(seat, day).exclude(person_id__in=list(taken)))


def leader(body: Body, day: date) -> Seat | None:
    """Who leads the body on ``day``."""
    return Seat.objects.on(day).filter(body=body, office=Office.LEADER).first()


def leader_of(kind: str, day: date) -> Person | None:
    """Who leads the first body of a kind on ``day``."""
    rows = Seat.objects.on(day).filter(body__in=Body.objects.on(day).filter(kind=kind))
    seat = rows.filter(office=Office.LEADER).select_related("person").order_by("body").first()
    return seat.person if seat else None


def has_seat(person: Person, body: Body, day: date) -> bool:
    """Whether someone is a member of a body on ``day``."""
    return Seat.objects.on(day).filter(body=body, person=person, kind=SeatKind.MEMBER).exists()


def managers(board: Body, day: date) -> set[int]:
    """The ids of those who manage an enterprise under a board on ``day`` (kommuneloven § 9-11)."""
    rows = Leadership.objects.on(day).filter(unit__board=board)
    return set(rows.values_list("person_id", flat=True))


def working_under_the_chief_executive(day: date) -> set[int]:
    """The ids of those who work in the administration on ``day``: leaders of units, and by role."""
    led = Leadership.objects.on(day).filter(unit__board=None)  # a manager answers to a board
    leads = led.values_list("person_id", flat=True)
    roles = RoleAssignment.objects.filter(in_force(day), role__in=ADMINISTRATION)
    works = Person.objects.filter(user__in=roles.values("user")).values_list("pk", flat=True)
    return {*leads, *works}


def council(day: date) -> Body | None:
    """The council on ``day``."""
    return Body.objects.on(day).filter(kind=BodyKind.COUNCIL).first()


def auditors(day: date) -> list[Person]:
    """Those who act as auditor on ``day`` and are in the register of people."""
    roles = RoleAssignment.objects.filter(in_force(day), role=Role.AUDITOR)
    return list(Person.objects.filter(user__in=roles.values("user")).order_by("pk"))


def sitting_in(kind: str, day: date, without_party: bool = False) -> list[Person]:
    """The members of the bodies of a kind on ``day``; of a joint committee, the employees' side."""
    rows = Seat.objects.on(day).filter(body__kind=kind, kind=SeatKind.MEMBER)
    rows = rows.filter(party=None) if without_party else rows
    return [seat.person for seat in rows.select_related("person").order_by("pk")]


def is_parliamentary(day: date) -> bool:
    """Whether an executive council governs on ``day`` (kommuneloven ch. 10)."""
    return Body.objects.on(day).filter(kind=BodyKind.EXECUTIVE_COUNCIL).exists()


def council_members(day: date) -> set[int]:
    """The ids of the people who sit in the council on ``day``."""
    rows = Seat.objects.on(day).filter(body__kind=BodyKind.COUNCIL, kind=SeatKind.MEMBER)
    return set(rows.values_list("person_id", flat=True))


def mayor_seat(day: date) -> Seat | None:
    """The seat of the mayor: the leader of the council."""
    body = council(day)
    return leader(body, day) if body else None


def chief_executive(day: date) -> Person | None:
    """Who leads the administration on ``day``: the leader of the unit above all others."""
    rows = Leadership.objects.on(day).filter(
        unit__task=UnitTask.HEAD, unit__in=Unit.objects.on(day)
    )
    found = rows.select_related("person").order_by("unit_id").first()
    return found.person if found else None


def person_of(user) -> Person | None:
    """The person behind a user, if there is one."""
    if not getattr(user, "pk", None):
        return None
    if not hasattr(user, "_person"):
        user._person = Person.objects.filter(user_id=user.pk).first()
    return user._person


def last_places(body: Body, kind: str, day: date) -> Counter:
    """The last place in a body on ``day``: how many members there are, deputies' by party id."""
    rows = Seat.objects.given(day).filter(body=body, kind=kind, meanwhile=None)
    if kind == SeatKind.MEMBER:
        return Counter({None: rows.count()})
    return Counter(dict(rows.values_list("party").annotate(Max("order"))))


def roles_by_seats(person: Person, day: date) -> set[str]:
    """The roles that a person's seats give: councillor; mayor in the chair of the council; else chair."""
    seats = Seat.objects.on(day).filter(person=person).values_list("body__kind", "office")
    roles: set[str] = set()
    for kind, office in seats:
        roles.add(Role.COUNCILLOR)
        if office == Office.LEADER:
            roles.add(Role.MAYOR if kind == BodyKind.COUNCIL else Role.COMMITTEE_CHAIR)
    return roles - {Role.COMMITTEE_CHAIR} if Role.MAYOR in roles else roles


def roles_ahead(person: Person, day: date) -> set[str]:
    """The roles that the seats a person has on ``day`` or later give, now or then."""
    rows = person.seats.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    days = {max(day, start) for start in rows.values_list("valid_from", flat=True)}
    return set().union(*(roles_by_seats(person, each) for each in days))


def ending_after(body: Body, day: date) -> list[Seat]:
    """The seats of a body that an election to it ends after ``day``, those that will end later included.

    Not those that the employees of an enterprise have filled (§§ 9-6, 9-7 (3)).
    """
    rows = body.seats.filter(Q(valid_to=None) | Q(valid_to__gt=day), by_employees=False)
    return list(rows.select_related("person__user", "party"))


def filled_by_employees(body: Body, day: date) -> int:
    """How many of the members of a body its enterprise's employees have elected."""
    return sum(seat.by_employees for seat in members(body, day))


def account_with(email: str) -> User | None:
    """The user who signs in with this address and is not linked to a person yet."""
    return User.objects.filter(username__iexact=email, person=None).first()


def waiting_outside(body: Body, day: date) -> list[Person]:
    """Those with a seat in the body and an address, who cannot sign in yet."""
    rows = Person.objects.filter(
        pk__in=Seat.objects.on(day).filter(body=body).values("person"), user=None
    )
    taken = User.objects.annotate(address=Lower("username")).values("address")
    rows = rows.exclude(email="").annotate(address=Lower("email")).exclude(address__in=taken)
    return list(rows.order_by("name", "pk"))


@dataclass(frozen=True)
class Chosen:
    """A local choice: what can be chosen, what holds, since when and by whom, and what holds elsewhere.

    Values are in words. ``own``: (whose, value) of rows that have their own.
    """

    option: Option
    value: str
    row: Choice | None
    own: list[tuple[Any, str]]
    coming: list[tuple[date, str]]


def local_choices(day: date) -> list[Chosen]:
    """Every local choice as it stands on ``day``."""
    rows: dict[str, list[Choice]] = defaultdict(list)
    for row in Choice.objects.filter(key__in=OPTIONS).order_by("valid_from", "pk"):
        rows[row.key].append(row)
    names = _names_of({(row.scope_kind, row.scope) for each in rows.values() for row in each})
    return [_chosen(option, rows[option.key], names, day) for option in OPTIONS.values()]


def _names_of(scopes: set[tuple[str, int | None]]) -> dict[tuple[str, int | None], Any]:
    """The rows for which choices have been made, of whatever kinds."""
    found: dict[tuple[str, int | None], Any] = {}
    for kind in {kind for kind, _pk in scopes if kind}:
        about = subjects.by_key(kind)
        ids = [pk for each, pk in scopes if each == kind]
        rows = about.model._default_manager.in_bulk(ids) if about else {}
        found |= {(kind, pk): row for pk, row in rows.items()}
    return found


def _chosen(option: Option, rows: list[Choice], names: dict, day: date) -> Chosen:
    now = {(row.scope_kind, row.scope): row for row in rows if row.valid_from <= day}
    general = now.pop(("", None), None)
    own = [(names[at], option.shown(row.value)) for at, row in now.items() if at in names]
    value = option.shown(general.value if general else option.default)
    coming = [(row.valid_from, option.shown(row.value)) for row in rows if row.valid_from > day]
    return Chosen(option, value, general, own, coming)


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
    body = council(day)
    seated = len(members(body, day)) if body else 0
    full = body is not None and seated == body.seats_total
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


def interests_named(rows: QuerySet[Interest], words: str, day: date) -> QuerySet[Interest]:
    """Of ``rows``, those in force on ``day`` whose person or name holds ``words``."""
    found = rows.filter(in_force(day)).filter(
        Q(name__icontains=words) | Q(person__name__icontains=words)
    )
    return found.select_related("person").order_by("person__name", "name", "pk")


def interests_of(people: Iterable[int], day: date) -> list[Interest]:
    """What ties these people to others on ``day``; close family included."""
    rows = Interest.objects.on(day).filter(person_id__in=list(people))
    return list(rows.select_related("person"))


def ties_to(person: Person | None, names: Iterable[str], day: date) -> set[str]:
    """How someone is tied to the parties with these names on ``day``: being one, or an interest."""
    parties = [name for name in names if name.strip()]
    if person is None or not parties:
        return set()
    found = {
        str(row.tie)
        for row in interests_of([person.pk], day)
        if any(same_name(row.name, name) for name in parties)
    }
    own = any(same_name(person.name, name) for name in parties)
    return found | ({"party"} if own else set())
