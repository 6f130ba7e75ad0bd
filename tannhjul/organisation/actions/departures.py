"""Leaving a seat, for good or for a time; who comes instead."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.enums import (
    FOR_A_TIME,
    FROM_EVERY_SEAT,
    OF_OWN_WILL,
    BodyKind,
    Leaving,
    Office,
    SeatKind,
)
from tannhjul.organisation.models import Body, Departure, Person, Seat
from tannhjul.organisation.rules import departures as rules
from tannhjul.organisation.rules import eligibility, government

from .seats import (
    end_seat,
    end_stand_ins,
    give_roles_of_seats,
    has_begun,
    may_live_elsewhere,
    may_sit,
    seat,
    seat_again,
    sit_meanwhile,
    stand_in,
    vacate,
)


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
    comply(government.sits_until_replaced, row.body.kind, ground in OF_OWN_WILL)
    if ground in (Leaving.SUSPENDED, Leaving.REMOVED):
        _mayor_is_voted_out(row, ground, votes_for, votes_cast)
    facts = {"ground": ground, "reason": reason, "decided_by": decided_by}
    if ground == Leaving.REMOVED:
        return [_lose_the_office(row, today, facts, by=by)]
    row = queries.own_seat(Seat.objects.select_related("body__parent", "person").get(pk=row.pk))
    if row.valid_to is not None and not row.meanwhile_id:
        raise Refused(_("This seat has already ended."))
    has_begun(row, today)
    if row.meanwhile_id and ground not in FROM_EVERY_SEAT:  # nothing of one's own to leave
        let_others_sit(row.person, [row.body], by=by, today=today)
        return []
    for_a_time = queries.is_for_a_time(ground, until)
    left = queries.seats_left(row, ground, today)
    left = [each for each in left if not each.meanwhile_id]
    left += queries.resting_on(left, today) if left else []
    left.sort(key=lambda each: each.body.kind != BodyKind.COUNCIL)  # what rests on it follows
    out = []
    for each in left:
        if for_a_time and each.valid_from <= today:
            out.append(go_away(each, today, until, facts, by=by))
        else:
            out.append(_go(each, today, facts, by=by))
        record("organisation.leave", each.body, by=by, person=each.person_id, ground=ground)
    let_others_sit(row.person, [row.body, *(each.body for each in left)], by=by, today=today)
    return out


def _may_leave(ground: str, today: date, until: date | None, reason: str, decided_by: str) -> None:
    if until and until <= today:
        raise Refused(_("The end must come after the beginning."))
    if until and ground == Leaving.EXEMPT_OPEN:
        raise Refused(_("With a known end, choose that the member is exempted on application."))
    if until and ground not in FOR_A_TIME:
        raise Refused(_("On this ground one leaves for good. Leave the end open."))
    if ground in (Leaving.EXEMPT, Leaving.EXEMPT_OPEN):
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


def _lose_the_office(row: Seat, today: date, facts: dict, *, by) -> Departure:
    """The office ends, the seat goes on; the council elects another."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    _go_on_without_office(row, by=by, today=today)
    leads = Seat.objects.lasting().filter(person=row.person, office=Office.LEADER)
    for each in leads.filter(body__kind=BodyKind.EXECUTIVE_COMMITTEE):  # § 6-1 (1)
        _go_on_without_office(each, by=by, today=today)
    give_roles_of_seats(row.person, by=by, today=today)
    return Departure.objects.create(seat=row, valid_from=today, **facts)


def _go_on_without_office(row: Seat, *, by, today: date) -> None:
    """The seat goes on, and so does an absence from it; nobody leads in its place any more."""
    absences = list(row.departures.on(today))
    end_stand_ins(row, by=by, today=today)
    end_seat(row, today)
    record("organisation.vacate", row.body, by=by, person=row.person_id)
    again = seat_again(row, by=by, today=today)
    for old in absences:
        facts = {"ground": old.ground, "reason": old.reason, "decided_by": old.decided_by}
        new = Departure.objects.create(seat=again, valid_from=today, valid_to=old.valid_to, **facts)
        old.valid_to = today
        old.save(update_fields=["valid_to"])
        stand_in(new, by=by, today=today)


def _go(row: Seat, today: date, facts: dict, *, by) -> Departure:
    """A seat is left for good; one that has not begun yet never does."""
    row.refresh_from_db(fields=["valid_to"])
    if row.valid_to is None and row.valid_from <= today:
        vacate(row, by=by, today=today)
    elif row.valid_to is None or row.valid_to > today:
        end_seat(row, max(today, row.valid_from))
        record("organisation.vacate", row.body, by=by, person=row.person_id)
        give_roles_of_seats(row.person, by=by, today=today)
    return Departure.objects.create(seat=row, valid_from=today, **facts)


def go_away(row: Seat, today: date, until: date | None, facts: dict, *, by) -> Departure:
    """The seat is kept; meanwhile the first deputy of the list sits in it, and somebody leads."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.departures.on(today).exists():
        raise Refused(_("%(person)s is away from this seat already.") % {"person": row.person})
    absence = Departure.objects.create(seat=row, valid_from=today, valid_to=until, **facts)
    if row.kind == SeatKind.MEMBER:
        stand_in(absence, by=by, today=today)
    if row.office == Office.LEADER:
        _lead_meanwhile(absence, by=by, today=today)
    give_roles_of_seats(row.person, by=by, today=today)
    return absence


def _lead_meanwhile(absence: Departure, *, by, today: date) -> None:
    """The deputy mayor moves up while the mayor is away (§ 6-2), and leads the executive committee too.

    In other bodies the deputy leader leads the meetings without another office (§ 11-2).
    """
    body = absence.seat.body
    rows = Seat.objects.select_for_update(of=("self",)).on(today).filter(body=body)
    if body.kind == BodyKind.COUNCIL:
        second = rows.filter(office=Office.DEPUTY_LEADER).first()
    elif body.kind == BodyKind.EXECUTIVE_COMMITTEE:
        mayor = queries.mayor_seat(today)
        second = rows.filter(person=mayor.person_id).first() if mayor else None
    else:
        second = None
    if second is None or second.person_id == absence.seat.person_id:
        return
    if second.meanwhile_id:
        end_seat(second, today)
    sit_meanwhile(
        absence,
        second.person,
        party=second.party,
        slate=second.slate,
        office=Office.LEADER,
        order=second.order,
        today=today,
    )
    until = absence.valid_to.isoformat() if absence.valid_to else ""
    record("organisation.lead_meanwhile", body, by=by, person=second.person_id, until=until)
    give_roles_of_seats(second.person, by=by, today=today)


def let_others_sit(
    person: Person, bodies: Iterable[Body], *, by, today: date, besides: Seat | None = None
) -> None:
    """What someone holds only while another is away goes to the next; not what they hold ``besides``."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(person=person, body__in=bodies)
    held = rows.filter(meanwhile__isnull=False).exclude(valid_to__lte=today)
    if besides:
        held = held.exclude(pk=besides.pk)
    for row in list(held.select_related("meanwhile__seat__body")):
        absence = row.meanwhile
        end_seat(row, max(today, row.valid_from))
        give_roles_of_seats(person, by=by, today=today)
        if absence and row.office == Office.LEADER:
            _lead_meanwhile(absence, by=by, today=today)
        elif absence and not row.office:
            stand_in(absence, by=by, today=today)


@transaction.atomic
def let_go(person: Person, *, by, today: date) -> list[Departure]:
    """Whoever is no longer qualified for a seat leaves it, and it only (§ 7-9 (1))."""
    out = []
    rows = list(queries.no_longer_qualified(person, today))
    rows.sort(key=lambda each: each[0].body.kind != BodyKind.COUNCIL)
    for row, missing in rows:
        facts = {"ground": Leaving.LOST, "reason": missing.paragraph}
        out.append(_go(row, today, facts, by=by))
        let_others_sit(person, [row.body], by=by, today=today)
        record(
            "organisation.leave", row.body, by=by, person=row.person_id, ground=Leaving.LOST.value
        )
    return out


@transaction.atomic
def come_back(absence: Departure, *, by, today: date) -> None:
    """Someone who was away holds the seat again from ``today``, with all that was left on the same day.

    Whoever moved out for good has only moved back, and can be elected again.
    """
    absence = Departure.objects.select_related("seat__person").get(pk=absence.pk)
    person = absence.seat.person
    comply(rules.exemption_is_over, absence.ground, absence.valid_to, today)
    rows = Departure.objects.select_for_update(of=("self",)).on(today)
    same = {name: getattr(absence, name) for name in ("ground", "valid_from", "valid_to")}
    rows = rows.filter(seat__person=person, **same)
    for each in rows.select_related("seat__body"):
        each.valid_to = today
        each.save(update_fields=["valid_to"])
        if each.seat.valid_to is None or each.seat.valid_to > today:
            end_stand_ins(each.seat, by=by, today=today)
        record("organisation.come_back", each.seat.body, by=by, person=person.pk)
    give_roles_of_seats(person, by=by, today=today)


@transaction.atomic
def substitute(
    left: Seat,
    person: Person,
    *,
    by,
    today: date,
    agreed: bool = True,
    lives_there: bool = False,
) -> Seat:
    """Elect a substitute member for someone exempted for at least three months (§ 7-11).

    Named by the group; sits until the member is back. The deputy who sat so far is a deputy again.
    """
    absence = left.departures.on(today).select_related("seat__body").first()
    if absence is None or not queries.can_be_substituted(absence):
        raise Refused(_("Nobody is away from this place for long."))
    may_live_elsewhere(left.body, lives_there)
    comply(rules.is_away_for_long, absence.valid_from, absence.valid_to)
    party = queries.party_of_member(person, today) or left.party_id
    comply(rules.comes_from_the_group, left.party_id, party)
    comply(eligibility.has_agreed_to_stand, agreed)
    own = Seat.objects.lasting().filter(body=left.body, person=person).first()
    if own and own.kind == SeatKind.MEMBER:
        raise Refused(_("%(person)s already has a seat in this body.") % {"person": person})
    may_sit(queries.Place(left.body, SeatKind.MEMBER, person, left.party_id), today)
    for row in absence.stand_ins.filter(office="").exclude(valid_to__lte=today):
        end_seat(row, today)
        give_roles_of_seats(row.person, by=by, today=today)
    row = sit_meanwhile(absence, person, party=left.party, slate=left.slate, today=today)
    let_others_sit(person, [left.body], by=by, today=today, besides=row)
    record("organisation.substitute", left.body, by=by, person=person.pk)
    give_roles_of_seats(person, by=by, today=today)
    return row


@transaction.atomic
def replace(
    left: Seat,
    person: Person,
    *,
    by,
    today: date,
    agreed: bool = True,
    nobody_else: bool = False,
    lives_there: bool = False,
) -> Seat:
    """Elect a new member in the place of one who left: named by the group, elected by the council.

    ``nobody_else``: the group has nobody of the under-represented gender.
    """
    body = left.body
    may_live_elsewhere(body, lives_there)
    comply(rules.is_filled_by_election, body.kind, body.elected_by_voters)
    comply(rules.is_not_replaced_one_by_one, body.kind)
    if left.pk not in {row.pk for row in queries.vacancies(body, today)}:
        raise Refused(_("This place is not vacant."))
    party = queries.party_of_member(person, today) or left.party_id
    comply(rules.comes_from_the_group, left.party_id, party)
    genders = [seat.person.gender for seat in queries.members(body, today)] + [person.gender]
    women, men = genders.count("f"), genders.count("m")
    comply(rules.keeps_the_balance, person.gender, women, men, nobody_else)
    own = Seat.objects.lasting().filter(body=body, person=person, kind=SeatKind.DEPUTY).first()
    if own:
        vacate(own, by=by, today=today)
    let_others_sit(person, [body], by=by, today=today)
    row = seat(
        body,
        person,
        kind=SeatKind.MEMBER,
        order=left.order,
        party=left.party,
        slate=left.slate,
        by_employees=left.by_employees,
        agreed=agreed,
        by=by,
        today=today,
    )
    record("organisation.replace", body, by=by, person=person.pk)
    return row
