"""What can keep someone out of a body: positions, offices and powers held."""

from datetime import date

from tannhjul.accounts.queries import roles_of
from tannhjul.core.enums import Role
from tannhjul.organisation.enums import BodyKind, SeatKind, Tie
from tannhjul.organisation.models import Interest, Leadership, Person, Seat
from tannhjul.organisation.rules.interests import same_name

from .people import entity


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
    rows = Seat.objects.on(day).filter(person=person).exclude(body__kind=BodyKind.CONTROL_COMMITTEE)
    for kind, power, office in rows.values_list("body__kind", "body__power", "office"):
        if kind == BodyKind.COUNCIL:
            held |= {office} - {""}
        else:
            held |= {kind, power}
    return held


def positions_held(person: Person, day: date) -> set[str]:
    """The positions that keep someone out of elected bodies (kommuneloven § 7-3), on ``day``."""
    held: set[str] = set()
    led = Leadership.objects.on(day).filter(person=person).select_related("unit__parent")
    for unit in (row.unit for row in led):
        if unit.parent is None:
            held.add("chief_executive")
        elif unit.parent.parent_id is None:
            held.add("sector_head")
        if unit.keeps_accounts:
            held.add("head_of_accounting")
    if person.user:
        held |= {Role.SECRETARY.value, Role.AUDITOR.value} & set(roles_of(person.user, day))
    return held


def executive_members(day: date) -> set[int]:
    """The ids of the members of the executive committee on ``day``."""
    rows = Seat.objects.on(day).filter(
        body__kind=BodyKind.EXECUTIVE_COMMITTEE, kind=SeatKind.MEMBER
    )
    return set(rows.values_list("person_id", flat=True))
