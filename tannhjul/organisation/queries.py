"""Reads about bodies, seats and units, on any date."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower

from tannhjul.accounts.models import User
from tannhjul.accounts.queries import roles_filled
from tannhjul.core.choices import OPTIONS, Option
from tannhjul.core.enums import Role
from tannhjul.core.models import Choice, in_force

from .enums import BodyKind, Method, Office, SeatKind, Step
from .models import (
    Body,
    Election,
    Entity,
    Interest,
    Leadership,
    Nominee,
    Party,
    Person,
    Seat,
    Slate,
    Term,
    Unit,
)
from .rules.elections import (
    Candidate,
    Elected,
    Finding,
    ListVotes,
    Lot,
    Lots,
    Result,
    SeatWon,
    by_agreement,
    by_majority,
    by_proportion,
    by_voters,
)


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


def deputies_of(seat: Seat, day: date) -> QuerySet[Seat]:
    """The deputies of a seat in turn: of the list it was elected from, else of its party."""
    same = Q(slate=None, party=seat.party_id)
    if seat.slate_id:  # then those seated later for the same party (supplementary election)
        same |= Q(slate=seat.slate_id)
    rows = Seat.objects.on(day).filter(same, body=seat.body_id, kind=SeatKind.DEPUTY)
    rows = rows.select_related("person", "party", "slate")
    return rows.order_by(F("slate").asc(nulls_last=True), "order", "pk")


def deputies_in_turn(seat: Seat, taken: Iterable[int], day: date) -> list[Seat]:
    """The deputies of a seat who can still be called, next first (kommuneloven § 7-10)."""
    return list(deputies_of(seat, day).exclude(person_id__in=list(taken)))


def leader(body: Body, day: date) -> Seat | None:
    """Who leads the body on ``day``."""
    return Seat.objects.on(day).filter(body=body, office=Office.LEADER).first()


def chief_executive(day: date) -> Person | None:
    """Who leads the administration on ``day``: the leader of the unit above all others."""
    rows = Leadership.objects.on(day).filter(unit__parent=None, unit__in=Unit.objects.on(day))
    found = rows.select_related("person").order_by("unit_id").first()
    return found.person if found else None


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


def roles_ahead(person: Person, day: date) -> set[str]:
    """The roles that the seats a person has on ``day`` or later give, now or then."""
    rows = person.seats.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    days = {max(day, start) for start in rows.values_list("valid_from", flat=True)}
    return set().union(*(roles_by_seats(person, each) for each in days))


def ending_after(body: Body, day: date) -> list[Seat]:
    """The seats of a body that are in force after ``day``, those that will end later included."""
    rows = body.seats.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    return list(rows.select_related("person__user", "party"))


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


# --- elections ---------------------------------------------------------------------------------

AS_FAR_AS_POSSIBLE = (BodyKind.EXECUTIVE_COMMITTEE, BodyKind.WORKING_COMMITTEE)


def gender_rule(body: Body) -> str:
    """How the balance of genders binds an election by lists to this body (kommuneloven § 7-6)."""
    return "as_far_as_possible" if body.kind in AS_FAR_AS_POSSIBLE else "list"


def council(day: date) -> Body | None:
    """The council on ``day``."""
    return Body.objects.on(day).filter(kind=BodyKind.COUNCIL).first()


def council_members(day: date) -> set[int]:
    """The ids of the people who sit in the council on ``day``."""
    rows = Seat.objects.on(day).filter(body__kind=BodyKind.COUNCIL, kind=SeatKind.MEMBER)
    return set(rows.values_list("person_id", flat=True))


def mayor_seat(day: date) -> Seat | None:
    """The seat of the mayor: the leader of the council."""
    body = council(day)
    return leader(body, day) if body else None


def powers_held(person: Person, day: date) -> set[str]:
    """What bars from the control committee: mayor's offices, the executive committee, power to decide."""
    held: set[str] = set()
    rows = Seat.objects.on(day).filter(person=person).exclude(body__kind=BodyKind.CONTROL_COMMITTEE)
    for kind, power, office in rows.values_list("body__kind", "body__power", "office"):
        if kind == BodyKind.COUNCIL:
            held |= {office} - {""}
        else:
            held |= {kind, power}
    return held


def electors(election: Election) -> int:
    """How many can vote in an election inside the municipality; 0 where the voters elect."""
    if election.method == Method.VOTERS:
        return 0
    own = election.office and election.body.kind not in (
        BodyKind.COMMITTEE,
        BodyKind.CONTROL_COMMITTEE,
        BodyKind.COUNCIL_COMMITTEE,
    )
    body = election.body if own else council(election.held_on)
    return body.seats_total if body else 0


@dataclass(frozen=True)
class Winner:
    """Someone elected, with everything a page or a seat needs."""

    slate: Slate
    person: Person
    party: Party | None
    place: int
    votes: Fraction | None
    promoted: bool


@dataclass(frozen=True)
class Settled:
    """An election's result: seats by list, each seat as it was won, people, lots and findings."""

    seats: list[tuple[Slate, int]]
    order: list[SeatWon]
    elected: list[Winner]
    deputies: list[Winner]
    lots: list[Lot]
    findings: list[Finding]
    unknown: list[Person]


def settled(election: Election) -> Settled:
    """The result of an election, from what was counted."""
    rows = election.nominees.select_related("person", "party", "slate").order_by("place", "pk")
    nominees = {str(row.pk): row for row in rows}
    slates = {slate.name: slate for slate in election.slates.select_related("party")}
    lists = [
        ListVotes(
            slate.name,
            Fraction(slate.votes or 0),
            slate.ballots,
            tuple(
                Candidate(key, row.person.gender, row.increased, Fraction(row.personal))
                for key, row in nominees.items()
                if row.slate_id == slate.pk
            ),
        )
        for slate in slates.values()
    ]
    result = _result_of(election, lists)
    return Settled(
        [(slates[name], number) for name, number in result.seats.items()],
        result.order,
        [_winner(row, nominees) for row in result.elected],
        [_winner(row, nominees) for row in result.deputies],
        result.lots,
        result.findings,
        [row.person for row in nominees.values() if not row.person.gender],
    )


def _result_of(election: Election, lists: list[ListVotes]) -> Result:
    lots = Lots(election.seed)
    if not any(row.votes for row in lists):
        return Result({row.name: 0 for row in lists})
    if election.method == Method.VOTERS:
        return by_voters(lists, election.seats, lots)
    if election.method == Method.AGREEMENT:
        return by_agreement(lists)
    if election.method == Method.MAJORITY:
        return by_majority(lists, lots, blank=election.blank, second=election.second)
    return by_proportion(lists, election.seats, lots, gender_rule(election.body))


def _winner(row: Elected, nominees: dict[str, Nominee]) -> Winner:
    nominee = nominees[row.name]
    return Winner(nominee.slate, nominee.person, nominee.party, row.place, row.votes, row.promoted)


@dataclass(frozen=True)
class Changes:
    """What an election would change: who comes in, who goes out, who stays."""

    come: list[Winner]
    go: list[Seat]
    stay: list[Winner]


def changes(election: Election) -> Changes:
    """Who would come and go among the members if the election took effect now."""
    elected = settled(election).elected
    now = {
        row.person_id: row
        for row in ending_after(election.body, election.held_on)
        if row.kind == SeatKind.MEMBER and election.office in ("", row.office)
    }
    chosen = {row.person.pk for row in elected}
    return Changes(
        [row for row in elected if row.person.pk not in now],
        [row for person, row in now.items() if person not in chosen],
        [row for row in elected if row.person.pk in now],
    )


# --- interests ---------------------------------------------------------------------------------


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
