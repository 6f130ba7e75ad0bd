"""Reads about leaving a seat: what follows, and which places are vacant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tannhjul.organisation.enums import (
    FROM_EVERY_SEAT,
    SUBSTITUTED,
    UNTIL_IT_IS_OVER,
    BodyKind,
    Leaving,
    Office,
    SeatKind,
)
from tannhjul.organisation.models import (
    Body,
    Departure,
    Person,
    Seat,
)
from tannhjul.organisation.rules.departures import is_away_for_long
from tannhjul.organisation.rules.eligibility import OPEN_TO_OTHERS

from .eligibility import Place, qualifies
from .people import deputies_elected_for, deputies_of

OF_THE_COUNCIL = (BodyKind.EXECUTIVE_COMMITTEE, BodyKind.COUNCIL_COMMITTEE)


@dataclass(frozen=True)
class Consequence:
    """Something that follows when someone leaves: in words, and by which paragraph."""

    says: str
    paragraph: str


def seats_left(seat: Seat, ground: str, day: date) -> list[Seat]:
    """The seats that someone leaves on this ground: the one, and all others where the law says so.

    Who moves out keeps the seats that are open to those who live elsewhere (§ 7-2 (4)).
    """
    if ground not in FROM_EVERY_SEAT:
        return [seat]
    if ground == Leaving.SERVES:
        return [seat, *(row for row in other_offices(seat.person, day) if row.pk != seat.pk)]
    rows = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), person=seat.person)
    if ground == Leaving.MOVED:
        rows = rows.exclude(body__kind__in=OPEN_TO_OTHERS)
    others = rows.filter(meanwhile=None).exclude(pk=seat.pk)
    return [seat, *others.select_related("body__parent", "person", "party")]


def own_seat(row: Seat) -> Seat:
    """The lasting seat of someone who holds another there meanwhile; else the seat itself."""
    if not row.meanwhile_id:
        return row
    rows = Seat.objects.lasting().filter(body=row.body_id, person=row.person_id)
    return rows.select_related("body", "person", "party").first() or row


def other_offices(person: Person, day: date) -> list[Seat]:
    """The offices that someone holds on ``day`` beside a seat in the executive council (§ 10-2 (3))."""
    government = (BodyKind.EXECUTIVE_COUNCIL, BodyKind.OTHER)
    rows = Seat.objects.given(day).filter(person=person, source="", meanwhile=None)
    rows = rows.exclude(body__kind__in=government).exclude(
        Exists(Departure.objects.on(day).filter(seat=OuterRef("pk")))
    )
    return list(rows.select_related("body__parent", "person", "party"))


def is_for_a_time(ground: str, until: date | None) -> bool:
    """Whether one comes back: on a date, or when what one is away for is over."""
    return until is not None or ground in UNTIL_IT_IS_OVER


def resting_on(left: list[Seat], day: date) -> list[Seat]:
    """The other seats that someone has on ``day`` by sitting in what is left, or is away from.

    Out of the council is out of its executive committee and its committees (§§ 5-6, 5-9).
    """
    ids = {seat.pk for seat in left}
    bodies = {seat.body_id for seat in left}
    council = any(seat.body.kind == BodyKind.COUNCIL for seat in left)
    rests = Q(body__kind=BodyKind.WORKING_COMMITTEE, body__parent__in=bodies)
    if council:
        rests |= Q(body__kind__in=OF_THE_COUNCIL)
    rows = Seat.objects.given(day).filter(rests, person=left[0].person, meanwhile=None)
    rows = rows.exclude(pk__in=ids).exclude(
        Exists(Departure.objects.on(day).filter(seat=OuterRef("pk")))
    )
    found = list(rows.select_related("body__parent", "person", "party"))
    return found + resting_on(found, day) if found else []


def moves_up_in(body: Body) -> bool:
    """Whether deputies take a vacant seat for good: where the voters elected them (§ 7-10 (2))."""
    return body.kind == BodyKind.COUNCIL or body.elected_by_voters


def next_to_move_up(vacated: Seat, day: date) -> Seat | None:
    """The first deputy elected who may take the seat for good, also if sitting for someone now."""
    away = Departure.objects.on(day).filter(seat=OuterRef("pk"))
    rows = deputies_elected_for(vacated, day).exclude(Exists(away))
    return _first_who_may(vacated, rows, day)


def next_to_stand_in(member: Seat, day: date) -> Seat | None:
    """The first deputy who may sit for a member, and does not sit for someone already, or soon."""
    sitting = Seat.objects.filter(body=member.body_id, meanwhile__isnull=False)
    taken = sitting.exclude(valid_to__lte=day).values("person")
    return _first_who_may(member, deputies_of(member, day).exclude(person__in=taken), day)


def _first_who_may(seat: Seat, deputies: QuerySet[Seat], day: date) -> Seat | None:
    places = (
        (row, Place(seat.body, SeatKind.MEMBER, row.person, row.party_id)) for row in deputies
    )
    return next((row for row, place in places if qualifies(place, day)), None)


def sits_for(own: Seat, day: date) -> tuple[Seat, Departure] | None:
    """What someone holds in the body besides their own seat on ``day``, and for whose absence."""
    rows = Seat.objects.given(day).filter(body=own.body_id, person=own.person_id)
    rows = rows.filter(meanwhile__isnull=False).select_related("meanwhile__seat__body")
    return next(((row, row.meanwhile) for row in rows if row.meanwhile), None)


def absence_behind(holder: Seat, day: date) -> Departure | None:
    """Why someone does not hold the office that is theirs on ``day``: away, or leading meanwhile."""
    own = Departure.objects.on(day).filter(seat=holder).select_related("seat__body").first()
    if own:
        return own
    acting = sits_for(holder, day)
    return acting[1] if acting else None


def consequences(seat: Seat, ground: str, day: date, until: date | None) -> list[Consequence]:
    """What follows when someone leaves on ``day`` on this ground, shown before it is done."""
    found: list[Consequence] = []
    if ground == Leaving.REMOVED:
        says = _("%(person)s stays in the council, which elects a new mayor.")
        return [Consequence(says % {"person": seat.person}, "kommuneloven § 7-12")]
    left = seats_left(seat, ground, day)
    for_a_time = is_for_a_time(ground, until)
    for row in [*left, *resting_on(left, day)]:
        found += _after(row, day, until, for_a_time)
    if until and ground == Leaving.EXEMPT:
        says = _("The exemption cannot be ended before %(date)s.") % {"date": date_format(until)}
        found.append(Consequence(says, "kommuneloven § 7-9"))
    return found


def _after(row: Seat, day: date, until: date | None, for_a_time: bool) -> list[Consequence]:
    facts: dict = {"body": row.body, "person": row.person}
    if row.kind == SeatKind.DEPUTY:
        says = _("%(body)s: %(person)s leaves the list of deputies.")
        if for_a_time:
            says = _("%(body)s: %(person)s is not called as deputy until then.")
        return [Consequence(says % facts, "kommuneloven § 7-9")]
    deputy = next_to_stand_in(row, day) if for_a_time else next_to_move_up(row, day)
    facts["deputy"] = deputy.person if deputy else None
    if for_a_time:
        says = _("%(body)s: %(deputy)s sits for %(person)s until then.")
        long = is_away_for_long(day, until) and not moves_up_in(row.body)
        section = "7-11" if long else "7-10"
    elif moves_up_in(row.body):
        says, section = _("%(body)s: %(deputy)s moves up for good."), "7-10"
    elif row.body.kind == BodyKind.CONTROL_COMMITTEE:
        says, section = _("%(body)s: all members are elected anew."), "23-1"
    else:
        says, section = (
            _("%(body)s: the group names a new member, whom the council elects."),
            "7-10",
        )
    needs_deputy = for_a_time or moves_up_in(row.body)
    if needs_deputy and deputy is None:
        says = _("%(body)s: no deputy is left. A supplementary election is needed.")
    out = [Consequence(says % facts, f"kommuneloven § {section}")]
    return [*out, _of_the_office(row, for_a_time)] if row.office else out


def _of_the_office(row: Seat, for_a_time: bool) -> Consequence:
    facts = {"body": row.body, "office": row.get_office_display()}
    if not for_a_time:
        says = _("%(body)s: a new %(office)s is elected.") % facts
        return Consequence(says, "kommuneloven § 7-10")
    if row.body.kind == BodyKind.COUNCIL and row.office == Office.LEADER:
        says = _(
            "%(body)s: the deputy mayor leads until then; a deputy mayor is elected meanwhile."
        )
        return Consequence(says % facts, "kommuneloven § 6-2")
    if row.body.kind == BodyKind.COUNCIL:
        says = _("%(body)s: a deputy mayor is elected meanwhile.") % facts
        return Consequence(says, "kommuneloven § 6-2")
    if row.body.kind == BodyKind.EXECUTIVE_COMMITTEE and row.office == Office.LEADER:
        says = _("%(body)s: whoever is mayor meanwhile leads until then.")
        return Consequence(says % facts, "kommuneloven § 6-1")
    says = _("%(body)s: the deputy leader leads until then.")
    return Consequence(says % facts, "kommuneloven § 11-2")


def vacancies(body: Body, day: date) -> list[Seat]:
    """The seats of members who left for good and whom nobody has replaced yet."""
    if body.kind in (BodyKind.COUNCIL, BodyKind.CONTROL_COMMITTEE):
        return []
    gone = Departure.objects.filter(seat=OuterRef("pk"), valid_from=OuterRef("valid_to"))
    left = Seat.objects.filter(Exists(gone), body=body, kind=SeatKind.MEMBER, meanwhile=None)
    later = Seat.objects.on(day).filter(body=body, kind=SeatKind.MEMBER)
    taken = set(later.values_list("order", flat=True))
    rows = left.filter(valid_to__lte=day).select_related("person", "party")
    return [row for row in rows if row.order not in taken]


def away(body: Body, day: date) -> list[Departure]:
    """Who is away from a seat in the body on ``day``, and until when."""
    rows = Departure.objects.on(day).filter(seat__in=Seat.objects.given(day).filter(body=body))
    return list(rows.select_related("seat__person", "seat__party", "seat__body"))


def gaps(seats: Iterable[Seat]) -> dict[int, list[tuple[date, date | None]]]:
    """seat -> the times in which it is not held: one is away, or holds another place there meanwhile."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    own: dict[tuple[int, int], list[int]] = defaultdict(list)
    for seat in seats:
        if not seat.meanwhile_id:
            own[seat.body_id, seat.person_id].append(seat.pk)
    ids = [pk for each in own.values() for pk in each]
    for absence in Departure.objects.filter(seat__in=ids).order_by("pk"):
        found[absence.seat_id].append((absence.valid_from, absence.valid_to))
    people = [person for _body, person in own]
    acting = Seat.objects.filter(meanwhile__isnull=False, person__in=people).order_by("pk")
    for row in acting:
        for pk in own.get((row.body_id, row.person_id), []):
            found[pk].append((row.valid_from, row.valid_to))
    return found


def suspensions(people: Iterable[int]) -> dict[int, list[tuple[date, date | None]]]:
    """person id -> the times for which the council suspended that person, no longer than the seat lasts."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Departure.objects.filter(ground=Leaving.SUSPENDED, seat__person__in=set(people))
    for row in rows.select_related("seat").order_by("pk"):
        ends = [day for day in (row.valid_to, row.seat.valid_to) if day]
        gap = (row.valid_from, min(ends) if ends else None)
        if gap not in found[row.seat.person_id]:
            found[row.seat.person_id].append(gap)
    return found


def can_be_substituted(absence: Departure) -> bool:
    """Whether the council can elect a substitute member for the time (§§ 7-11, 10-2 (3))."""
    return (
        absence.ground in SUBSTITUTED
        and absence.seat.kind == SeatKind.MEMBER
        and not moves_up_in(absence.seat.body)
        and is_away_for_long(absence.valid_from, absence.valid_to)
    )


def party_of_member(person: Person, day: date) -> int | None:
    """The party or group for which someone sits in the council, or stands as deputy there."""
    rows = Seat.objects.on(day).filter(person=person, body__kind=BodyKind.COUNCIL)
    return rows.values_list("party_id", flat=True).first()
