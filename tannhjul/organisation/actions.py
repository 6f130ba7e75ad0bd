"""Every write about bodies, seats and units. Nothing is overwritten: a row ends, another begins."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply

from . import rules
from .enums import BodyKind, SeatKind
from .models import Body, Entity, Leadership, Party, Person, Regulations, Seat, Term, Unit


@transaction.atomic
def establish(name: str, number: str, inhabitants: int, *, by, url: str = "") -> Entity:
    """Set up the municipality of this deployment; once only."""
    if Entity.objects.exists():
        raise Refused(_("This installation already belongs to a municipality."))
    row = Entity.objects.create(pk=1, name=name, number=number, inhabitants=inhabitants, url=url)
    record("organisation.establish", row, by=by, number=number)
    return row


@transaction.atomic
def open_term(name: str, start: date, end: date, *, by) -> Term:
    """Begin an election term."""
    row, created = Term.objects.get_or_create(
        name=name, defaults={"valid_from": start, "valid_to": end}
    )
    if created:
        record("organisation.open_term", row, by=by, start=str(start), end=str(end))
    return row


@transaction.atomic
def create_body(name: str, short: str, kind: str, *, by, today: date, **more) -> Body:
    """Create a body from ``today``. A council must have a lawful size."""
    seats = more.get("seats_total", 0)
    municipality = Entity.objects.first()
    if kind == BodyKind.COUNCIL and seats and municipality:
        comply(rules.council_size_is_lawful, seats, municipality.inhabitants)
    if seats:
        comply(rules.body_is_large_enough, kind, seats)
    if Body.objects.filter(short=short).exists():
        raise Refused(
            _("There is already a body with the short name %(short)s. Choose another.")
            % {"short": short}
        )
    row = Body.objects.create(name=name, short=short, kind=kind, valid_from=today, **more)
    record("organisation.create_body", row, by=by, arena=row.pk, kind=kind)
    return row


@transaction.atomic
def regulate(
    body: Body, *, scope: str, decision_power: str, period: str, by, today: date, **more
) -> Regulations:
    """Give a body (new) regulations from ``today``; earlier ones stay readable."""
    row = Regulations.objects.create(
        body=body,
        scope=scope,
        decision_power=decision_power,
        period=period,
        valid_from=today,
        **more,
    )
    record("organisation.regulate", body, by=by, arena=body.pk, regulations=row.pk)
    return row


@transaction.atomic
def seat(
    body: Body,
    person: Person,
    *,
    kind: str,
    order: int,
    by,
    today: date,
    party: Party | None = None,
    office: str = "",
    **more,
) -> Seat:
    """Give a person a seat from ``today``; one open seat per person and body."""
    if Seat.objects.filter(body=body, person=person, valid_to=None).exists():
        raise Refused(_("%(person)s already has a seat in this body.") % {"person": person})
    if office and Seat.objects.filter(body=body, office=office, valid_to=None).exists():
        raise Refused(_("The office is taken. End it for the one who holds it first."))
    row = Seat.objects.create(
        body=body,
        person=person,
        party=party,
        kind=kind,
        order=order,
        office=office,
        valid_from=today,
        **more,
    )
    record(
        "organisation.seat", body, by=by, arena=body.pk, person=person.pk, kind=kind, order=order
    )
    return row


@transaction.atomic
def vacate(row: Seat, *, by, today: date) -> Seat:
    """End a seat: ``today`` is the first day without it. In the council the next deputy moves up."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.valid_to is not None:
        raise Refused(_("This seat has already ended."))
    if today < row.valid_from:
        raise Refused(_("A seat cannot end before it began (%(date)s).") % {"date": row.valid_from})
    row.valid_to = today
    row.save(update_fields=["valid_to"])
    record("organisation.vacate", row.body, by=by, arena=row.body_id, person=row.person_id)
    if row.body.kind == BodyKind.COUNCIL and row.kind == SeatKind.MEMBER:
        _move_up(row, by=by, today=today)
    return row


def _move_up(vacated: Seat, *, by, today: date) -> None:
    """A deputy of the same list takes a council seat for good (kommuneloven § 7-10)."""
    rows = Seat.objects.on(today).filter(
        body=vacated.body, kind=SeatKind.DEPUTY, party=vacated.party
    )
    deputy = rows.order_by("order", "pk").first()
    if deputy is None:
        return
    deputy.valid_to = today
    deputy.save(update_fields=["valid_to"])
    seat(
        vacated.body,
        deputy.person,
        kind=SeatKind.MEMBER,
        order=vacated.order,
        party=vacated.party,
        by=by,
        today=today,
    )


@transaction.atomic
def create_unit(name: str, *, by, today: date, parent: Unit | None = None, **more) -> Unit:
    """Create an administrative unit from ``today``."""
    row = Unit.objects.create(name=name, parent=parent, valid_from=today, **more)
    record("organisation.create_unit", row, by=by, parent=parent.pk if parent else None)
    return row


@transaction.atomic
def appoint(unit: Unit, person: Person, *, by, today: date) -> Leadership:
    """Make a person the accountable leader of a unit from ``today``; the one before ends."""
    for row in Leadership.objects.select_for_update(of=("self",)).filter(unit=unit, valid_to=None):
        if today < row.valid_from:
            raise Refused(_("The leader before began later than this date."))
        row.valid_to = today
        row.save(update_fields=["valid_to"])
    row = Leadership.objects.create(unit=unit, person=person, valid_from=today)
    record("organisation.appoint", unit, by=by, person=person.pk)
    return row
