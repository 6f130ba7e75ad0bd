"""Bodies and the seats in them; the roles of those who sit there follow."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.accounts import actions as accounts
from tannhjul.core.choices import chosen
from tannhjul.core.enums import ELECTED, Role
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.choices import EXECUTIVE_ELECTS_DEPUTIES
from tannhjul.organisation.enums import (
    NOT_ELECTED,
    BodyKind,
    Openness,
    Power,
    SeatKind,
)
from tannhjul.organisation.models import Body, Entity, Party, Person, Regulations, Seat, Term
from tannhjul.organisation.rules import bodies as rules
from tannhjul.organisation.rules import departures, eligibility, kinds
from tannhjul.organisation.rules.lists import Line

from .register import known_parties, party_of, person_of


@transaction.atomic
def create_body(name: str, short: str, kind: str, *, by, today: date, **more) -> Body:
    """Create a body from ``today``. A council must have a lawful size."""
    seats = more.get("seats_total", 0)
    municipality = Entity.objects.first()
    if kind == BodyKind.COUNCIL and seats and municipality:
        comply(rules.council_size_is_lawful, seats, municipality.inhabitants)
    if seats:
        comply(rules.body_is_large_enough, kind, seats)
    _fits_its_kind(kind, today, more)
    if Body.objects.filter(short=short).exists():
        raise Refused(
            _("There is already a body with the short name %(short)s. Choose another.")
            % {"short": short}
        )
    row = Body.objects.create(name=name, short=short, kind=kind, valid_from=today, **more)
    record("organisation.create_body", row, by=by, kind=kind)
    return row


def _fits_its_kind(kind: str, today: date, more: dict) -> None:
    """What the law asks of a body of this kind, whatever its size."""
    parliamentary = queries.is_parliamentary(today)
    committees = Body.objects.on(today).filter(kind=BodyKind.EXECUTIVE_COMMITTEE)
    comply(kinds.fits_the_form_of_government, kind, parliamentary, committees.exists())
    comply(rules.may_meet_in_private, kind, more.get("openness", Openness.OPEN), parliamentary)
    power = more.get("power", Power.DECIDES)
    comply(kinds.council_committees_prepare, kind, power)
    comply(kinds.councils_advise, kind, power)


@transaction.atomic
def set_openness(body: Body, openness: str, *, by, today: date) -> Body:
    """Whether everyone may follow the meetings of the body, from now on and back in time."""
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    comply(rules.may_meet_in_private, body.kind, openness, queries.is_parliamentary(today))
    body.openness = openness
    body.save(update_fields=["openness"])
    record("organisation.set_openness", body, by=by, openness=openness)
    return body


@transaction.atomic
def close_body(body: Body, *, by, today: date) -> Body:
    """End a body and every seat in it: ``today`` is the first day without it."""
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if body.valid_to is not None:
        raise Refused(_("This body has already ended."))
    if today < body.valid_from:
        raise Refused(
            _("A body cannot end before it began (%(date)s).") % {"date": body.valid_from}
        )
    term = Term.objects.on(today).first()
    comply(
        kinds.stands_for_the_period,
        body.kind,
        body.elected_by_voters,
        today,
        term.valid_to if term else None,
    )
    body.valid_to = today
    body.save(update_fields=["valid_to"])
    for row in queries.ending_after(body, today):
        row.valid_to = max(today, row.valid_from)
        row.save(update_fields=["valid_to"])
        give_roles_of_seats(row.person, by=by, today=today)
    record("organisation.close_body", body, by=by)
    return body


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
    record("organisation.regulate", body, by=by, regulations=row.pk)
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
    agreed: bool = True,
    **more,
) -> Seat:
    """Give a person a seat from ``today``; one open seat per person and body.

    Refused to whoever has not ``agreed`` (§ 7-2), or may not sit there.
    """
    comply(eligibility.has_agreed_to_stand, agreed)
    if Seat.objects.filter(body=body, person=person, valid_to=None).exists():
        raise Refused(_("%(person)s already has a seat in this body.") % {"person": person})
    if office and Seat.objects.filter(body=body, office=office, valid_to=None).exists():
        raise Refused(_("The office is taken. End it for the one who holds it first."))
    _may_sit(body, person, kind, today)
    if body.kind == BodyKind.WORKING_COMMITTEE and body.parent:
        there = {row.person_id for row in queries.members(body.parent, today)}
        comply(kinds.sits_in_the_parent, person.pk, there, body.parent.kind)
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
    **more,
) -> Seat:
    """A seat outside an election; a deputy comes after those there are (supplementary election).

    ``elected_by``: where the deputy was elected; the council if it is not said.
    """
    if kind == SeatKind.DEPUTY:
        party = more.get("party")
        last = queries.last_places(body, kind, today)[party.pk if party else None]
        comply(departures.comes_last, order, last)
        where = elected_by.kind if elected_by else BodyKind.COUNCIL
        given_away = bool(chosen(EXECUTIVE_ELECTS_DEPUTIES, today))
        comply(departures.may_elect_deputies, where, given_away, body.kind)
    row = seat(body, person, kind=kind, order=order, by=by, today=today, **more)
    if kind == SeatKind.DEPUTY and elected_by:
        record("organisation.elect_deputy", body, by=by, within=elected_by, person=person.pk)
    return row


def _may_sit(body: Body, person: Person, kind: str, day: date) -> None:
    """What keeps someone out of an elected body, however the seat came (§§ 5-6, 7-3, 23-1)."""
    if body.kind in NOT_ELECTED:
        return
    comply(eligibility.is_free_of_leading_positions, queries.positions_held(person, day))
    if body.kind == BodyKind.EXECUTIVE_COMMITTEE and kind == SeatKind.MEMBER:
        comply(rules.sits_in_council, person.pk, queries.council_members(day))
    if body.kind == BodyKind.CONTROL_COMMITTEE:
        comply(rules.may_control, queries.powers_held(person, day))


def seat_again(row: Seat, *, by, today: date, office: str = "") -> Seat:
    """The same seat for the same person from another day, with another office or after an absence."""
    return seat(
        row.body,
        row.person,
        kind=row.kind,
        order=row.order,
        party=row.party,
        slate=row.slate,
        office=office,
        by=by,
        today=today,
    )


def end_seat(row: Seat, today: date) -> None:
    """``today`` is the first day without the seat; what follows from it is for the caller."""
    if today < row.valid_from:
        raise Refused(_("A seat cannot end before it began (%(date)s).") % {"date": row.valid_from})
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
    if row.body.kind == BodyKind.COUNCIL and row.kind == SeatKind.MEMBER:
        _move_up(row, by=by, today=today)
    give_roles_of_seats(row.person, by=by, today=today)
    return row


def _move_up(vacated: Seat, *, by, today: date) -> None:
    """A deputy of the same list takes a council seat for good (kommuneloven § 7-10)."""
    deputy = queries.deputies_of(vacated, today).first()
    if deputy is None:
        return
    deputy.valid_to = today
    deputy.save(update_fields=["valid_to"])
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
    _inherit(vacated.person, deputy.person, by=by, today=today)


def _inherit(left: Person, heir: Person, *, by, today: date) -> None:
    """Whoever moves up into the council takes over the seats in its committees (§ 5-9)."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(
        person=left, body__kind=BodyKind.COUNCIL_COMMITTEE, valid_to=None
    )
    for row in rows:
        end_seat(row, today)
        seat(row.body, heir, kind=row.kind, order=row.order, party=row.party, by=by, today=today)


@transaction.atomic
def fill(
    body: Body, lines: Iterable[Line], *, kind: str, by, today: date, agreed: bool = True
) -> int:
    """Seat everyone on a list, in its order; all or none. Returns how many.

    Deputies are numbered within each party, as they are called. People are known again by their
    address, else by their name.
    """
    comply(eligibility.has_agreed_to_stand, agreed)
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


@transaction.atomic
def let_in(person: Person, *, by, today: date) -> None:
    """Let a person who has a seat sign in, in the roles that the seats give.

    Someone who can sign in already, in another role, is only linked by a system administrator:
    whoever keeps the register of people could otherwise take over the account.
    """
    if person.user:
        raise Refused(_("%(person)s can already sign in.") % {"person": person})
    if not person.email:
        raise Refused(_("%(person)s has no e-mail address. Write it first.") % {"person": person})
    roles = queries.roles_by_seats(person, today)
    if not roles:
        raise Refused(_("%(person)s has no seat today.") % {"person": person})
    known = queries.account_with(person.email)
    if known is None:
        person.user = accounts.invite(person.email, person.name, sorted(roles), by=by, today=today)
    elif getattr(by, "acting_as", "") == Role.SYSTEM_ADMINISTRATOR:
        person.user = known
    else:
        raise Refused(
            _("%(email)s has an account already. A system administrator must let this person in.")
            % {"email": person.email}
        )
    person.save(update_fields=["user"])
    record("organisation.let_in", person, by=by)
    give_roles_of_seats(person, by=by, today=today)


@transaction.atomic
def let_all_in(body: Body, *, by, today: date) -> int:
    """Let in everyone with a seat in the body who has an address and cannot sign in yet."""
    people = queries.waiting_outside(body, today)
    for person in people:
        let_in(person, by=by, today=today)
    return len(people)


@transaction.atomic
def give_office(body: Body, person: Person, office: str, *, by, today: date) -> None:
    """Make a member leader or deputy leader from ``today``; the one before stays as a member."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(body=body, valid_to=None)
    holder = rows.filter(office=office).first()
    if holder and holder.person_id == person.pk:
        return
    own = rows.filter(person=person, kind=SeatKind.MEMBER).first()
    if own is None:
        raise Refused(_("%(person)s is not a member of this body.") % {"person": person})
    if holder:
        _go_on(holder, "", by=by, today=today)
    _go_on(own, office, by=by, today=today)


def _go_on(row: Seat, office: str, *, by, today: date) -> None:
    """The same seat with another office: the row ends, a new one begins."""
    end_seat(row, today)
    seat_again(row, by=by, today=today, office=office)
