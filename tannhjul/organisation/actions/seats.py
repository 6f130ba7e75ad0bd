"""The seats in bodies, and the roles of those who sit there, which follow."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.accounts import actions as accounts
from tannhjul.core.choices import chosen
from tannhjul.core.enums import ELECTED, Role
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.choices import EXECUTIVE_ELECTS_DEPUTIES, ONLY_OF_THE_DISTRICT
from tannhjul.organisation.enums import (
    BodyKind,
    SeatKind,
)
from tannhjul.organisation.models import (
    Body,
    Departure,
    Party,
    Person,
    Seat,
)
from tannhjul.organisation.rules import departures, eligibility, kinds
from tannhjul.organisation.rules.lists import Line

from .own_ways import may_lead
from .register import known_parties, party_of, person_of


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
    agreed: bool = True,
    **more,
) -> Seat:
    """Give a person a seat from ``today``; one open seat per person and body.

    Refused to whoever has not ``agreed`` (§ 7-2), or may not sit there.
    """
    comply(eligibility.has_agreed_to_stand, agreed)
    if Seat.objects.lasting().filter(body=body, person=person).exists():
        raise Refused(_("%(person)s already has a seat in this body.") % {"person": person})
    if office and Seat.objects.lasting().filter(body=body, office=office).exists():
        raise Refused(_("The office is taken. End it for the one who holds it first."))
    may_sit(queries.Place(body, kind, person, party.pk if party else None, office), today)
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
    record("organisation.seat", body, by=by, person=person.pk, kind=kind, order=order)
    give_roles_of_seats(person, by=by, today=today)
    return row


@transaction.atomic
def seat_one(
    body: Body,
    person: Person,
    *,
    kind: str,
    order: int,
    by,
    today: date,
    elected_by: Body | None = None,
    nobody_else: bool = False,
    lives_there: bool = False,
    **more,
) -> Seat:
    """A seat outside an election; a deputy comes after those there are (supplementary election).

    ``elected_by``: where the deputy was elected; the council if it is not said. ``nobody_else``: the
    group has nobody of the under-represented gender. ``lives_there``: is registered in the district.
    """
    may_live_elsewhere(body, lives_there)
    if kind == SeatKind.DEPUTY:
        party = more.get("party")
        last = queries.last_places(body, kind, today)[party.pk if party else None]
        comply(departures.comes_last, order, last)
        where = elected_by.kind if elected_by else BodyKind.COUNCIL
        given_away = bool(chosen(EXECUTIVE_ELECTS_DEPUTIES, today))
        comply(departures.may_elect_deputies, where, given_away, body.kind)
    else:
        _has_room(body, today)
    row = seat(body, person, kind=kind, order=order, by=by, today=today, **more)
    if row.by_employees:
        _may_be_elected_by_employees(row)
    if kind == SeatKind.DEPUTY:
        _keeps_the_balance_of_deputies(row, nobody_else)
    if kind == SeatKind.DEPUTY and elected_by:
        record("organisation.elect_deputy", body, by=by, within=elected_by, person=person.pk)
    return row


def may_live_elsewhere(body: Body, lives_there: bool) -> None:
    """Refused where the council wants, today, only those who live in the district."""
    decided = bool(chosen(ONLY_OF_THE_DISTRICT, localdate()))
    comply(eligibility.lives_in_the_district, body.kind, decided, lives_there)


def _may_be_elected_by_employees(new: Seat) -> None:
    """Only on the board of an enterprise, and no more of its members than a fifth (§ 9-6)."""
    body = new.body
    if body.kind != BodyKind.ENTERPRISE_BOARD:
        raise Refused(_("The employees elect to the board of an enterprise only."))
    rows = queries.members(body, new.valid_from)
    theirs = sum(each.by_employees for each in rows)
    comply(kinds.employees_are_at_most_a_fifth, theirs, body.seats_total or len(rows))


def _keeps_the_balance_of_deputies(new: Seat, nobody_else: bool) -> None:
    """One more deputy, among all deputies of the body and among those of the group (§ 7-10 (5)).

    Of bodies that the council elects: not of itself, nor of those whom voters or employees elect.
    """
    by_council = new.body.kind != BodyKind.COUNCIL and not new.body.elected_by_voters
    employees = new.by_employees or (
        new.body.kind == BodyKind.JOINT_COMMITTEE and new.party_id is None
    )
    if not by_council or employees:
        return
    rows = Seat.objects.given(new.valid_from).filter(body=new.body, kind=new.kind, meanwhile=None)
    for among in (rows, rows.filter(party=new.party)):
        genders = list(among.values_list("person__gender", flat=True))
        women, men = genders.count("f"), genders.count("m")
        comply(departures.deputies_keep_the_balance, new.person.gender, women, men, nobody_else)


def _has_room(body: Body, today: date) -> None:
    """A body that has had all its members gets new ones as the law says, and never more than it has."""
    if not body.seats_total:
        return
    places = body.seats.filter(kind=SeatKind.MEMBER).values("order").distinct()
    if places.count() >= body.seats_total:
        comply(departures.is_filled_by_election, body.kind, body.elected_by_voters)
        comply(departures.is_not_replaced_one_by_one, body.kind)
    here = queries.last_places(body, SeatKind.MEMBER, today).total()
    if here >= body.seats_total:
        raise Refused(_("The body has all of its %(total)s members.") % {"total": body.seats_total})


def may_sit(place: queries.Place, day: date) -> None:
    """The gate that every seat passes, however it came."""
    for each in queries.QUALIFICATIONS:
        if each.applies(place):
            comply(each.rule, *each.facts(place, day))
    may_lead(place.body, place.person, place.office, day)


def seat_again(row: Seat, *, by, today: date, office: str = "") -> Seat:
    """The same seat from another day with another office, or without: nothing else is asked anew."""
    if office:
        may_sit(queries.Place(row.body, row.kind, row.person, row.party_id, office), today)
    new = Seat.objects.create(
        body=row.body,
        person=row.person,
        party=row.party,
        slate=row.slate,
        kind=row.kind,
        order=row.order,
        office=office,
        by_employees=row.by_employees,
        valid_from=today,
    )
    record(
        "organisation.seat",
        row.body,
        by=by,
        person=row.person_id,
        kind=row.kind,
        order=row.order,
    )
    give_roles_of_seats(row.person, by=by, today=today)
    return new


def has_begun(row: Seat, today: date) -> None:
    """Refused for a day before the seat."""
    if today < row.valid_from:
        raise Refused(_("A seat cannot end before it began (%(date)s).") % {"date": row.valid_from})


def end_seat(row: Seat, today: date) -> None:
    """``today`` is the first day without the seat; what follows from it is for the caller."""
    has_begun(row, today)
    row.valid_to = today
    row.save(update_fields=["valid_to"])


@transaction.atomic
def vacate(row: Seat, *, by, today: date) -> Seat:
    """End a seat: ``today`` is the first day without it. In the council the next deputy moves up."""
    row = Seat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.valid_to is not None:
        raise Refused(_("This seat has already ended."))
    end_seat(row, today)
    record("organisation.vacate", row.body, by=by, person=row.person_id)
    end_stand_ins(row, by=by, today=today)
    if row.kind == SeatKind.MEMBER and queries.moves_up_in(row.body):
        _move_up(row, by=by, today=today)
    give_roles_of_seats(row.person, by=by, today=today)
    return row


def end_stand_ins(row: Seat, *, by, today: date) -> None:
    """Nobody sits any longer for someone who has left a seat for good, or has come back to it."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(meanwhile__seat=row)
    for each in rows.filter(Q(valid_to=None) | Q(valid_to__gt=today)):
        end_seat(each, max(today, each.valid_from))
        give_roles_of_seats(each.person, by=by, today=today)


def _move_up(vacated: Seat, *, by, today: date) -> None:
    """The first deputy of the same list, in the order elected, takes the seat for good (§ 7-10).

    Also one who sits for somebody meanwhile: then the next deputy does that.
    """
    deputy = queries.next_to_move_up(vacated, today)
    if deputy is None:
        return
    sits_for = queries.sits_for(deputy, today)
    if sits_for:
        end_seat(sits_for[0], max(today, sits_for[0].valid_from))
    end_seat(deputy, today)
    seat(
        vacated.body,
        deputy.person,
        kind=SeatKind.MEMBER,
        order=vacated.order,
        party=deputy.party,
        slate=deputy.slate,
        by=by,
        today=today,
    )
    if sits_for:
        stand_in(sits_for[1], by=by, today=today)
    _inherit(vacated.person, deputy.person, by=by, today=today)


def stand_in(absence: Departure, *, by, today: date) -> Seat | None:
    """The first deputy who can sits in the seat of someone who is away, as long as that lasts."""
    member = absence.seat
    deputy = queries.next_to_stand_in(member, today)
    if deputy is None:
        return None
    row = sit_meanwhile(absence, deputy.person, party=deputy.party, slate=deputy.slate, today=today)
    until = absence.valid_to.isoformat() if absence.valid_to else ""
    record("organisation.stand_in", member.body, by=by, person=deputy.person_id, until=until)
    give_roles_of_seats(deputy.person, by=by, today=today)
    return row


def sit_meanwhile(
    absence: Departure,
    person: Person,
    *,
    today: date,
    party: Party | None,
    slate: int | None = None,
    office: str = "",
    order: int | None = None,
) -> Seat:
    """A seat, or an office in one's own, for the time that someone else is away."""
    return Seat.objects.create(
        body=absence.seat.body,
        person=person,
        party=party,
        slate=slate,
        kind=SeatKind.MEMBER,
        office=office,
        order=absence.seat.order if order is None else order,
        by_employees=absence.seat.by_employees,
        meanwhile=absence,
        valid_from=today,
        valid_to=absence.valid_to,
    )


def _inherit(left: Person, heir: Person, *, by, today: date) -> None:
    """Whoever moves up into the council takes over the seats in its committees (§ 5-9)."""
    rows = Seat.objects.select_for_update(of=("self",)).lasting()
    for row in rows.filter(person=left, body__kind=BodyKind.COUNCIL_COMMITTEE):
        end_seat(row, today)
        end_stand_ins(row, by=by, today=today)
        for own in Seat.objects.lasting().filter(body=row.body_id, person=heir):
            end_seat(own, today)
        seat(
            row.body,
            heir,
            kind=row.kind,
            order=row.order,
            party=row.party,
            slate=row.slate,
            by=by,
            today=today,
        )


@transaction.atomic
def fill(
    body: Body,
    lines: Iterable[Line],
    *,
    kind: str,
    by,
    today: date,
    agreed: bool = True,
    lives_there: bool = False,
) -> int:
    """Seat everyone on a list, in its order; all or none. Returns how many.

    Deputies are numbered within each party, as they are called. People are known again by their
    address, else by their name. ``lives_there``: they are registered in the district.
    """
    comply(eligibility.has_agreed_to_stand, agreed)
    may_live_elsewhere(body, lives_there)
    parties = known_parties()
    taken = queries.last_places(body, kind, today)
    rows = list(lines)
    if kind == SeatKind.MEMBER and body.seats_total < taken.total() + len(rows):
        raise Refused(
            _(
                "The body has %(total)s members, and %(here)s are seated already: %(new)s more is too many."
            )
            % {"total": body.seats_total, "here": taken.total(), "new": len(rows)}
        )
    for row in rows:
        try:
            _seat_line(body, row, parties, taken, kind=kind, by=by, today=today)
        except Refused as refusal:
            raise Refused(
                _("Line %(number)s: %(why)s") % {"number": row.number, "why": refusal}
            ) from None
    return len(rows)


def _seat_line(body: Body, row: Line, parties: dict, taken, *, kind: str, by, today: date) -> None:
    party = party_of(row, parties)
    key = party.pk if party and kind == SeatKind.DEPUTY else None
    taken[key] += 1
    seat(
        body,
        person_of(row, by=by),
        party=party,
        kind=kind,
        order=taken[key],
        by=by,
        today=today,
    )


def give_roles_of_seats(person: Person, *, by, today: date) -> None:
    """The roles of someone who can sign in follow the seats: none too few, none left behind."""
    user = person.user if person.user_id else None
    if user is None:
        return
    now, later = queries.roles_by_seats(person, today), queries.roles_ahead(person, today)
    lasting = {row.role: row for row in user.roles.filter(valid_to=None, role__in=ELECTED)}
    for role in now:
        if role not in lasting or lasting[role].valid_from > today:
            accounts.give_role(user, role, by=by, today=today)
    kept = later | ({Role.GROUP_LEADER} if later else set())
    for role, row in lasting.items():
        if role not in kept:
            accounts.take_role(user, role, by=by, today=max(today, row.valid_from))
