"""Leaving a seat, for good or for a time; who comes instead."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.enums import FOR_A_TIME, FROM_EVERY_SEAT, BodyKind, Leaving, SeatKind
from tannhjul.organisation.models import Departure, Person, Seat
from tannhjul.organisation.rules import bodies as body_rules
from tannhjul.organisation.rules import departures as rules

from .bodies import end_seat, seat, seat_again, vacate, wear_what_seats_give


@transaction.atomic
def leave(
    row: Seat,
    ground: str,
    *,
    by,
    today: date,
    until: date | None = None,
    reason: str = "",
    decided_by: str = "",
) -> list[Departure]:
    """Someone leaves from ``today``, for good or ``until`` a date, with all that follows.

    Who moves out, dies or can no longer be elected leaves every seat; else it is this one.
    """
    _may_leave(ground, today, until, reason, decided_by)
    if Seat.objects.get(pk=row.pk).valid_to is not None:
        raise Refused(_("This seat has already ended."))
    facts = {"ground": ground, "reason": reason, "decided_by": decided_by}
    out = []
    for each in queries.seats_left(row, ground, today):
        if ground in FROM_EVERY_SEAT and (each.valid_to or each.valid_from > today):
            _end(each, max(today, each.valid_from), by=by)  # for a time only, or yet to come
            wear_what_seats_give(each.person, by=by, today=today)
        elif until:
            _leave_for_a_time(each, today, until, by=by)
        else:
            vacate(each, by=by, today=today)
        out.append(Departure.objects.create(seat=each, valid_from=today, valid_to=until, **facts))
        record(
            "organisation.leave",
            each.body,
            by=by,
            arena=each.body_id,
            person=each.person_id,
            ground=ground,
        )
    return out


def _may_leave(ground: str, today: date, until: date | None, reason: str, decided_by: str) -> None:
    if until and until <= today:
        raise Refused(_("The end must come after the beginning."))
    if until and ground not in FOR_A_TIME:
        raise Refused(_("On this ground one leaves for good. Leave the end open."))
    if ground == Leaving.EXEMPT:
        comply(rules.exemption_is_reasoned, reason, decided_by)
    elif ground == Leaving.SUSPENDED:
        comply(rules.suspension_is_decided, reason, decided_by)
    elif ground == Leaving.MOVED and until:
        comply(rules.moves_back_in_time, today, until)


def _leave_for_a_time(row: Seat, today: date, until: date, *, by) -> None:
    """The seat ends and begins again; meanwhile the first deputy of the list sits in it."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.valid_to is not None:
        raise Refused(_("This seat has already ended."))
    deputy = queries.deputies_of(row, today).first() if row.kind == SeatKind.MEMBER else None
    _end(row, today, by=by)
    if deputy:
        _stand_in(deputy, row, today, until, by=by)
    seat_again(row, by=by, today=until, office=row.office)
    wear_what_seats_give(row.person, by=by, today=today)


def _end(row: Seat, today: date, *, by) -> None:
    end_seat(row, today)
    record("organisation.vacate", row.body, by=by, arena=row.body_id, person=row.person_id)


def _stand_in(deputy: Seat, member: Seat, today: date, until: date, *, by) -> None:
    _end(deputy, today, by=by)
    Seat.objects.create(
        body=member.body,
        person=deputy.person,
        party=deputy.party,
        slate=deputy.slate,
        kind=SeatKind.MEMBER,
        order=member.order,
        valid_from=today,
        valid_to=until,
    )
    record(
        "organisation.stand_in",
        member.body,
        by=by,
        arena=member.body_id,
        person=deputy.person_id,
        until=until.isoformat(),
    )
    seat_again(deputy, by=by, today=until)
    wear_what_seats_give(deputy.person, by=by, today=today)


@transaction.atomic
def replace(left: Seat, person: Person, *, by, today: date) -> Seat:
    """Elect a new member in the place of one who left: named by the group, elected by the council."""
    body = left.body
    comply(rules.is_filled_by_election, body.kind)
    comply(rules.is_not_replaced_one_by_one, body.kind)
    if left.pk not in {row.pk for row in queries.vacancies(body, today)}:
        raise Refused(_("This place is not vacant."))
    party = queries.party_of_member(person, today)
    comply(rules.comes_from_the_group, left.party_id, party)
    if body.kind == BodyKind.EXECUTIVE_COMMITTEE:
        comply(body_rules.sits_in_council, person.pk, queries.council_members(today))
    own = Seat.objects.filter(body=body, person=person, valid_to=None, kind=SeatKind.DEPUTY).first()
    if own:
        vacate(own, by=by, today=today)
    row = seat(
        body,
        person,
        kind=SeatKind.MEMBER,
        order=left.order,
        party=left.party,
        slate=left.slate,
        by=by,
        today=today,
    )
    record("organisation.replace", body, by=by, arena=body.pk, person=person.pk)
    return row
