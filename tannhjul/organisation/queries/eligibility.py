"""What can keep someone out of a body: positions, offices and powers held."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tannhjul.accounts.models import RoleAssignment
from tannhjul.accounts.queries import roles_of
from tannhjul.core.enums import Role
from tannhjul.core.models import in_force
from tannhjul.organisation.enums import (
    ELECTED_BODIES,
    ELIGIBILITY_ASKED,
    BodyKind,
    Leaving,
    Power,
    SeatKind,
    Tie,
)
from tannhjul.organisation.models import (
    Body,
    Departure,
    Interest,
    Leadership,
    Person,
    Seat,
    Unit,
    UnitPlace,
)
from tannhjul.organisation.rules import bodies, eligibility, kinds
from tannhjul.organisation.rules.interests import same_name

from .administration import unit_above
from .people import council_members, entity, managers, members


@dataclass(frozen=True)
class Place:
    """A seat that someone has, or is about to get."""

    body: Body
    kind: str
    person: Person
    party: int | None = None
    office: str = ""


@dataclass(frozen=True)
class Qualification:
    """What the law asks of whoever sits somewhere: as long as they sit, not only on the first day.

    ``while_away``: also of someone who is away from the seat for a time. ``concerns``: the ids of
    those who can lack it at all on a day, where they are few.
    """

    rule: Callable[..., bool]
    applies: Callable[[Place], bool]
    facts: Callable[[Place, date], tuple]
    while_away: bool = True
    concerns: Callable[[date], QuerySet] | None = None

    @property
    def paragraph(self) -> str:
        """Where the law asks it."""
        return self.rule.rule.paragraph  # type: ignore[attr-defined]

    def holds(self, place: Place, day: date) -> bool:
        """Whether it is met on ``day``, or is not asked here."""
        return not self.applies(place) or self.rule(*self.facts(place, day))


def _must_live_here(place: Place) -> bool:
    """The employees' side of a joint committee, who stand for no party, may live elsewhere (§ 5-11 (3))."""
    of_employees = place.body.kind == BodyKind.JOINT_COMMITTEE and place.party is None
    return place.body.kind in ELIGIBILITY_ASKED and not of_employees


def _of_kind(*of_kind: str) -> Callable[[Place], bool]:
    return lambda place: place.body.kind in of_kind


def _below_another(place: Place) -> bool:
    return place.body.kind == BodyKind.WORKING_COMMITTEE and place.body.parent is not None


# Ties that are positions in which nobody can be elected (§ 7-3 (1) a, h).
BARRING_TIES = {Tie.GOVERNOR: "governor", Tie.SECRETARIAT: "council_secretariat"}
# An enterprise and a collaboration have accounts of their own, kept by someone outside their organs.
KEPT_APART = (
    BodyKind.ENTERPRISE_BOARD,
    BodyKind.REPRESENTATIVE_COUNCIL,
    BodyKind.COLLABORATION_ORGAN,
)

QUALIFICATIONS = (
    Qualification(
        eligibility.is_free_of_leading_positions,
        _of_kind(*ELIGIBILITY_ASKED),
        lambda place, day: (positions_held(place.person, day), place.body.kind),
        concerns=lambda day: _in_positions(day),
    ),
    Qualification(
        eligibility.is_resident,
        _must_live_here,
        lambda place, day: (moved_out(place.person, day) is not None, place.body.kind),
        while_away=False,
        concerns=lambda day: (
            Departure.objects.on(day).filter(ground=Leaving.MOVED).values("seat__person")
        ),
    ),
    Qualification(
        bodies.sits_in_council,
        _of_kind(BodyKind.EXECUTIVE_COMMITTEE),
        lambda place, day: (place.person.pk, council_members(day)),
        while_away=False,
    ),
    Qualification(
        bodies.is_of_the_council,
        _of_kind(BodyKind.COUNCIL_COMMITTEE),
        lambda place, day: (
            place.person.pk,
            place.kind,
            council_members(day),
            council_deputies(day),
        ),
        while_away=False,
    ),
    Qualification(
        bodies.may_control,
        _of_kind(BodyKind.CONTROL_COMMITTEE),
        lambda place, day: (powers_held(place.person, day),),
    ),
    Qualification(
        eligibility.is_free_of_the_control_committee,
        _of_kind(*ELECTED_BODIES),
        lambda place, day: (
            controls(place.person, day),
            place.body.kind,
            place.body.power == Power.DECIDES,
            place.office,
        ),
        concerns=lambda day: _in_control(day).values("person"),
    ),
    Qualification(
        eligibility.does_not_manage_it,
        _of_kind(BodyKind.ENTERPRISE_BOARD),
        lambda place, day: (place.person.pk, managers(place.body, day)),
        concerns=lambda day: Leadership.objects.on(day).exclude(unit__board=None).values("person"),
    ),
    Qualification(
        eligibility.does_not_keep_its_accounts,
        _of_kind(*KEPT_APART),
        lambda place, day: (place.person.pk, keepers_of_accounts(place.body, day)),
        concerns=lambda day: _may_keep_accounts(day),
    ),
    Qualification(
        kinds.sits_in_the_parent,
        _below_another,
        lambda place, day: (
            place.person.pk,
            {row.person_id for row in members(place.body.parent, day)},  # type: ignore[arg-type]
            place.body.parent.kind,  # type: ignore[union-attr]
        ),
        while_away=False,
    ),
)


def place_of(seat: Seat) -> Place:
    """The place that a seat is."""
    return Place(seat.body, seat.kind, seat.person, seat.party_id, seat.office)


def qualifies(place: Place, day: date) -> bool:
    """Whether someone may hold this place on ``day``."""
    return all(each.holds(place, day) for each in QUALIFICATIONS)


def lacks(seat: Seat, day: date) -> Qualification | None:
    """What someone who has a seat does not have of what the law asks; None if nothing.

    Whoever is away from the council is away from what rests on it, and comes back to both.
    """
    place = place_of(seat)
    away = seat.departures.on(day).exists()
    asked = (each for each in QUALIFICATIONS if each.while_away or not away)
    return next((each for each in asked if not each.holds(place, day)), None)


def no_longer_qualified(person: Person, day: date) -> Iterator[tuple[Seat, Qualification]]:
    """The seats that someone has on ``day`` without being qualified for them, each with what is missing."""
    rows = Seat.objects.given(day).filter(person=person, source="")
    for seat in rows.select_related("body__parent", "person", "party"):
        missing = lacks(seat, day)
        if missing:
            yield seat, missing


def moved_out(person: Person, day: date) -> Departure | None:
    """The departure with which someone is entered as moved out of the municipality on ``day``."""
    rows = Departure.objects.on(day).filter(seat__person=person, ground=Leaving.MOVED)
    return rows.select_related("seat").first()


def controls(person: Person, day: date) -> bool:
    """Whether someone is a member or deputy of the control committee on ``day``."""
    return _in_control(day).filter(person=person).exists()


def _in_control(day: date) -> QuerySet[Seat]:
    return Seat.objects.given(day).filter(body__kind=BodyKind.CONTROL_COMMITTEE)


def keepers_of_accounts(body: Body, day: date) -> set[int]:
    """The ids of those who keep the accounts of what the body governs, or audit it, on ``day``."""
    enterprises = list(body.enterprises.on(day))
    names = {body.name, *(row.name for row in enterprises)}
    if body.parent:
        names.add(body.parent.name)
    ties = Interest.objects.on(day).filter(tie=Tie.ACCOUNTS)
    keepers = {row.person_id for row in ties if any(same_name(row.name, name) for name in names)}
    within = UnitPlace.objects.on(day).filter(above__in=enterprises).values("unit")
    units = Q(unit__in=enterprises) | Q(unit__in=within)
    leads = Leadership.objects.on(day).filter(units, unit__keeps_accounts=True)
    return keepers | set(leads.values_list("person_id", flat=True))


def _may_keep_accounts(day: date) -> QuerySet:
    """The ids of those who can keep the accounts of an enterprise or a collaboration at all."""
    leads = Leadership.objects.on(day).filter(unit__keeps_accounts=True).values("person")
    ties = Interest.objects.on(day).filter(tie=Tie.ACCOUNTS).values("person")
    return Person.objects.filter(Q(pk__in=leads) | Q(pk__in=ties)).values("pk")


def _in_positions(day: date) -> QuerySet:
    """The ids of those who can hold a position that bars.

    They lead a unit, act for the council, or have entered a tie that is one.
    """
    leads = Leadership.objects.on(day).values("person")
    ties = Interest.objects.on(day).filter(tie__in=BARRING_TIES).values("person")
    acts = RoleAssignment.objects.filter(
        in_force(day), role__in=[Role.SECRETARY, Role.AUDITOR]
    ).values("user")
    may = Q(pk__in=leads) | Q(user__in=acts) | Q(pk__in=ties)
    return Person.objects.filter(may).values("pk")


def council_deputies(day: date) -> set[int]:
    """The ids of the deputies of the council on ``day``."""
    rows = Seat.objects.given(day).filter(body__kind=BodyKind.COUNCIL, kind=SeatKind.DEPUTY)
    return set(rows.values_list("person_id", flat=True))


def powers_held(person: Person, day: date) -> set[str]:
    """What can bar from the control committee: offices, bodies, their power, work, companies."""
    held: set[str] = set()
    owner = entity()
    if Leadership.objects.on(day).filter(person=person).exists():
        held.add("employee")
    for interest in Interest.objects.on(day).filter(person=person):
        own = owner is not None and same_name(interest.name, owner.name)
        if interest.tie == Tie.EMPLOYED and own:
            held.add("employee")
        if interest.tie == Tie.BOARD and interest.ours:
            held.add("company")
    rows = Seat.objects.on(day).filter(person=person, body__kind__in=ELECTED_BODIES)
    rows = rows.exclude(body__kind=BodyKind.CONTROL_COMMITTEE)
    for kind, power, office in rows.values_list("body__kind", "body__power", "office"):
        if kind == BodyKind.COUNCIL:
            held |= {office} - {""}
        else:
            held |= {kind, power}
    return held


def positions_held(person: Person, day: date) -> set[str]:
    """The positions that keep someone out of elected bodies (kommuneloven § 7-3), on ``day``."""
    held: set[str] = set()
    led = Leadership.objects.on(day).filter(person=person).select_related("unit")
    for unit in (row.unit for row in led):
        above = unit_above(unit, day)
        if unit.is_head:
            held.add("chief_executive")
        elif above and above.is_head and unit.board_id is None and not _governs(person, day):
            held.add("sector_head")
        if unit.keeps_accounts and not _of_an_enterprise(unit, above):
            held.add("head_of_accounting")
    ties = Interest.objects.on(day).filter(person=person, tie__in=BARRING_TIES)
    held |= {BARRING_TIES[Tie(row.tie)] for row in ties}
    if person.user:
        held |= {Role.SECRETARY.value, Role.AUDITOR.value} & set(roles_of(person.user, day))
    return held


def _governs(person: Person, day: date) -> bool:
    """Whether a sector is led as a member of the executive council, who is no head of it (§ 10-2 (5))."""
    seats = Seat.objects.on(day).filter(person=person, kind=SeatKind.MEMBER)
    return seats.filter(body__kind=BodyKind.EXECUTIVE_COUNCIL).exists()


def _of_an_enterprise(unit: Unit, above: Unit | None) -> bool:
    """Whether the unit is an enterprise, or stands in one: its accounts are its own."""
    return unit.board_id is not None or bool(above and above.board_id)


def executive_members(day: date) -> set[int]:
    """The ids of the members of the executive committee on ``day``."""
    rows = Seat.objects.on(day).filter(
        body__kind=BodyKind.EXECUTIVE_COMMITTEE, kind=SeatKind.MEMBER
    )
    return set(rows.values_list("person_id", flat=True))
