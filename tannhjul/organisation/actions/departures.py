"""Leaving a seat, for good or for a time; who comes instead."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.enums import (
    FOR_A_TIME,
    FROM_EVERY_SEAT,
    BodyKind,
    Leaving,
    Office,
    SeatKind,
)
from tannhjul.organisation.models import Departure, Person, Seat
from tannhjul.organisation.rules import departures as rules

from .bodies import end_seat, give_roles_of_seats, seat, seat_again, vacate


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
    votes_for: int = 0,
    votes_cast: int = 0,
) -> list[Departure]:
    """Someone leaves from ``today``, for good or ``until`` a date, with all that follows.

    Who moves out, dies or can no longer be elected leaves every seat; else it is this one. The
    votes are asked for when the council suspends or removes its mayor (§ 7-12). A mayor who is
    removed stays in the council.
    """
    _may_leave(ground, today, until, reason, decided_by)
    if ground in (Leaving.SUSPENDED, Leaving.REMOVED):
        _mayor_is_voted_out(row, ground, votes_for, votes_cast)
    if ground == Leaving.REMOVED:
        return [_lose_the_office(row, today, reason, decided_by, by=by)]
    if Seat.objects.get(pk=row.pk).valid_to is not None:
        raise Refused(_("This seat has already ended."))
    facts = {"ground": ground, "reason": reason, "decided_by": decided_by}
    out = []
    for each in queries.seats_left(row, ground, today):
        if ground in FROM_EVERY_SEAT and (each.valid_to or each.valid_from > today):
            _end(each, max(today, each.valid_from), by=by)  # for a time only, or yet to come
            give_roles_of_seats(each.person, by=by, today=today)
        elif until:
            _leave_for_a_time(each, today, until, by=by)
        else:
            vacate(each, by=by, today=today)
        out.append(Departure.objects.create(seat=each, valid_from=today, valid_to=until, **facts))
        record("organisation.leave", each.body, by=by, person=each.person_id, ground=ground)
    return out


def _may_leave(ground: str, today: date, until: date | None, reason: str, decided_by: str) -> None:
    if until and until <= today:
        raise Refused(_("The end must come after the beginning."))
    if until and ground not in FOR_A_TIME:
        raise Refused(_("On this ground one leaves for good. Leave the end open."))
    if ground == Leaving.EXEMPT:
        comply(rules.exemption_is_reasoned, reason, decided_by)
    elif ground in (Leaving.SUSPENDED, Leaving.REMOVED):
        comply(rules.suspension_is_decided, reason, decided_by)
    elif ground == Leaving.MOVED and until:
        comply(rules.moves_back_in_time, today, until)


def _mayor_is_voted_out(row: Seat, ground: str, votes_for: int, cast: int) -> None:
    """The larger majorities that it takes where it is the mayor."""
    mayor = row.body.kind == BodyKind.COUNCIL and row.office == Office.LEADER
    if ground == Leaving.REMOVED:
        if not mayor:
            raise Refused(_("Only a mayor is removed in this way."))
        comply(rules.has_nine_tenths, votes_for, cast)
    elif mayor:
        comply(rules.has_two_thirds, votes_for, cast)


def _lose_the_office(row: Seat, today: date, reason: str, decided_by: str, *, by) -> Departure:
    """The office ends, the seat goes on; the council elects another."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    _end(row, today, by=by)
    seat_again(row, by=by, today=today)
    give_roles_of_seats(row.person, by=by, today=today)
    facts = {"ground": Leaving.REMOVED, "reason": reason, "decided_by": decided_by}
    return Departure.objects.create(seat=row, valid_from=today, **facts)


def _leave_for_a_time(row: Seat, today: date, until: date, *, by) -> None:
    """The seat ends and begins again; meanwhile the first deputy of the list sits in it."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.valid_to is not None:
        raise Refused(_("This seat has already ended."))
    deputy = queries.deputies_of(row, today).first() if row.kind == SeatKind.MEMBER else None
    _end(row, today, by=by)
    if deputy:
        _stand_in(deputy, row, today, until, by=by)
    if row.body.kind == BodyKind.COUNCIL and row.office == Office.LEADER:
        _deputy_mayor_leads(row, today, until, by=by)
    seat_again(row, by=by, today=until, office=row.office)
    give_roles_of_seats(row.person, by=by, today=today)


def _deputy_mayor_leads(mayor: Seat, today: date, until: date, *, by) -> None:
    """The deputy mayor moves up while the mayor is away (§ 6-2), and is deputy again after that."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(body=mayor.body, valid_to=None)
    second = rows.filter(office=Office.DEPUTY_LEADER).first()
    if second is None:
        return
    _end(second, today, by=by)
    acting = {name: getattr(second, name) for name in ("body", "person", "party", "slate", "kind")}
    Seat.objects.create(
        **acting,
        order=second.order,
        office=Office.LEADER,
        valid_from=today,
        valid_to=until,
    )
    record(
        "organisation.lead_meanwhile",
        mayor.body,
        by=by,
        person=second.person_id,
        until=until.isoformat(),
    )
    seat_again(second, by=by, today=until, office=second.office)
    give_roles_of_seats(second.person, by=by, today=today)


def _end(row: Seat, today: date, *, by) -> None:
    end_seat(row, today)
    record("organisation.vacate", row.body, by=by, person=row.person_id)


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
        person=deputy.person_id,
        until=until.isoformat(),
    )
    seat_again(deputy, by=by, today=until)
    give_roles_of_seats(deputy.person, by=by, today=today)


@transaction.atomic
def substitute(left: Seat, person: Person, *, by, today: date, agreed: bool = True) -> Seat:
    """Elect a substitute member for someone exempted for at least three months (§ 7-11).

    Named by the group; sits until the member is back. The deputy who sat so far is a deputy again.
    """
    away = getattr(left, "departure", None)
    if left.pk not in {row.pk for row in queries.away_for_long(left.body, today)} or away is None:
        raise Refused(_("Nobody is away from this place for long."))
    comply(rules.is_away_for_long, away.valid_from, away.valid_to)
    comply(rules.comes_from_the_group, left.party_id, queries.party_of_member(person, today))
    _stands_in_no_longer(left, away.valid_to, today, by=by)
    own = Seat.objects.filter(body=left.body, person=person, valid_to=None).first()
    if own and own.kind == SeatKind.MEMBER:
        raise Refused(_("%(person)s already has a seat in this body.") % {"person": person})
    if own:
        _end(own, today, by=by)
    row = seat(
        left.body,
        person,
        kind=SeatKind.MEMBER,
        order=left.order,
        party=left.party,
        agreed=agreed,
        by=by,
        today=today,
    )
    row.valid_to = away.valid_to
    row.save(update_fields=["valid_to"])
    if own:
        seat_again(own, by=by, today=away.valid_to)
    record("organisation.substitute", left.body, by=by, person=person.pk)
    return row


def _stands_in_no_longer(left: Seat, until: date, today: date, *, by) -> None:
    """Whoever sits in the place meanwhile goes back to the deputies."""
    rows = Seat.objects.select_for_update(of=("self",)).on(today)
    rows = rows.filter(body=left.body, kind=SeatKind.MEMBER, order=left.order)
    for row in rows.filter(valid_to=until):
        _end(row, today, by=by)
        again = Seat.objects.filter(body=left.body, person=row.person, kind=SeatKind.DEPUTY)
        again.filter(valid_from=until, valid_to=None).update(valid_from=today)
        give_roles_of_seats(row.person, by=by, today=today)


@transaction.atomic
def replace(left: Seat, person: Person, *, by, today: date, agreed: bool = True) -> Seat:
    """Elect a new member in the place of one who left: named by the group, elected by the council."""
    body = left.body
    comply(rules.is_filled_by_election, body.kind)
    comply(rules.is_not_replaced_one_by_one, body.kind)
    if left.pk not in {row.pk for row in queries.vacancies(body, today)}:
        raise Refused(_("This place is not vacant."))
    party = queries.party_of_member(person, today)
    comply(rules.comes_from_the_group, left.party_id, party)
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
        agreed=agreed,
        by=by,
        today=today,
    )
    record("organisation.replace", body, by=by, person=person.pk)
    return row
