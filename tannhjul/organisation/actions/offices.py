"""Leaders and deputy leaders of bodies."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused
from tannhjul.organisation import queries
from tannhjul.organisation.enums import SeatKind
from tannhjul.organisation.models import Body, Departure, Person, Seat

from .seats import end_seat, give_roles_of_seats, may_sit, seat_again, sit_meanwhile


@transaction.atomic
def give_office(body: Body, person: Person, office: str, *, by, today: date) -> None:
    """Make a member leader or deputy leader from ``today``; the one before stays as a member.

    While whoever holds the office is away, or holds another meanwhile, it is for that time only.
    """
    rows = Seat.objects.select_for_update(of=("self",)).given(today).filter(body=body)
    held = [row for row in rows if row.person_id == person.pk and row.kind == SeatKind.MEMBER]
    own = next((row for row in held if row.meanwhile_id), held[0] if held else None)
    if own is None:
        raise Refused(_("%(person)s is not a member of this body.") % {"person": person})
    holder = next((row for row in rows if row.office == office and not row.meanwhile_id), None)
    if holder and holder.person_id == person.pk:
        return
    absence = queries.absence_behind(holder, today) if holder else None
    if holder and absence is None:
        _go_on(holder, "", by=by, today=today)
    absence = absence or own.meanwhile  # whoever sits for a time leads for that time
    if absence:
        _hold_meanwhile(absence, own, office, by, today)
    else:
        _go_on(own, office, by=by, today=today)
    give_roles_of_seats(person, by=by, today=today)


def _hold_meanwhile(absence: Departure, own: Seat, office: str, by, today: date) -> None:
    """Whoever holds the office for a time now ends; ``own`` seat is held with it meanwhile."""
    may_sit(queries.Place(own.body, own.kind, own.person, own.party_id, office), today)
    before = Seat.objects.on(today).filter(body=own.body, office=office, meanwhile__isnull=False)
    for row in list(before):
        end_seat(row, today)
        give_roles_of_seats(row.person, by=by, today=today)
    if own.meanwhile_id:
        end_seat(own, today)
    sit_meanwhile(
        absence,
        own.person,
        party=own.party,
        slate=own.slate,
        office=office,
        order=own.order,
        today=today,
    )


def _go_on(row: Seat, office: str, *, by, today: date) -> None:
    """The same seat with another office: the row ends, a new one begins."""
    end_seat(row, today)
    seat_again(row, by=by, today=today, office=office)
