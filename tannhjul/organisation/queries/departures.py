"""Reads about leaving a seat: what follows, and which places are vacant."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tannhjul.organisation.enums import FROM_EVERY_SEAT, BodyKind, Leaving, Office, SeatKind
from tannhjul.organisation.models import (
    Body,
    Person,
    Seat,
)
from tannhjul.organisation.rules.departures import is_away_for_long

from .people import deputies_of


@dataclass(frozen=True)
class Consequence:
    """Something that follows when someone leaves: in words, and by which paragraph."""

    says: str
    paragraph: str


def seats_left(seat: Seat, ground: str, day: date) -> list[Seat]:
    """The seats that someone leaves on this ground: the one, and all others where the law says so."""
    if ground not in FROM_EVERY_SEAT:
        return [seat]
    rows = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), person=seat.person)
    others = rows.exclude(pk=seat.pk).select_related("body", "person", "party")
    return [seat, *others]


def consequences(seat: Seat, ground: str, day: date, until: date | None) -> list[Consequence]:
    """What follows when someone leaves on ``day`` on this ground, shown before it is done."""
    found: list[Consequence] = []
    if ground == Leaving.REMOVED:
        says = _("%(person)s stays in the council, which elects a new mayor.")
        return [Consequence(says % {"person": seat.person}, "kommuneloven § 7-12")]
    for row in seats_left(seat, ground, day):
        found += _after(row, day, until)
    if until and ground == Leaving.EXEMPT:
        says = _("The exemption cannot be ended before %(date)s.") % {"date": date_format(until)}
        found.append(Consequence(says, "kommuneloven § 7-9"))
    return found


def _after(row: Seat, day: date, until: date | None) -> list[Consequence]:
    facts: dict = {"body": row.body, "person": row.person}
    if row.kind == SeatKind.DEPUTY:
        says = _("%(body)s: %(person)s leaves the list of deputies.") % facts
        return [Consequence(says, "kommuneloven § 7-9")]
    deputy = deputies_of(row, day).first()
    facts["deputy"] = deputy.person if deputy else None
    if until:
        says = _("%(body)s: %(deputy)s sits for %(person)s until then.")
        section = "7-11" if is_away_for_long(day, until) else "7-10"
    elif row.body.kind == BodyKind.COUNCIL:
        says, section = _("%(body)s: %(deputy)s moves up for good."), "7-10"
    elif row.body.kind == BodyKind.CONTROL_COMMITTEE:
        says, section = _("%(body)s: all members are elected anew."), "23-1"
    else:
        says, section = (
            _("%(body)s: the group names a new member, whom the council elects."),
            "7-10",
        )
    needs_deputy = until or row.body.kind == BodyKind.COUNCIL
    if needs_deputy and deputy is None:
        says = _("%(body)s: no deputy is left. A supplementary election is needed.")
    out = [Consequence(says % facts, f"kommuneloven § {section}")]
    return [*out, _of_the_office(row, until)] if row.office else out


def _of_the_office(row: Seat, until: date | None) -> Consequence:
    facts = {"body": row.body, "office": row.get_office_display()}
    if until is None:
        says = _("%(body)s: a new %(office)s is elected.") % facts
        return Consequence(says, "kommuneloven § 7-10")
    if row.body.kind == BodyKind.COUNCIL and row.office == Office.LEADER:
        says = _(
            "%(body)s: the deputy mayor leads until then; a deputy mayor is elected meanwhile."
        )
        return Consequence(says % facts, "kommuneloven § 6-2")
    return Consequence(
        _("%(body)s: the deputy leader leads until then.") % facts, "kommuneloven § 11-2"
    )


def vacancies(body: Body, day: date) -> list[Seat]:
    """The seats of members who left for good and whom nobody has replaced yet."""
    if body.kind in (BodyKind.COUNCIL, BodyKind.CONTROL_COMMITTEE):
        return []
    left = Seat.objects.filter(
        body=body, kind=SeatKind.MEMBER, departure__valid_to=None, departure__isnull=False
    )
    later = Seat.objects.on(day).filter(body=body, kind=SeatKind.MEMBER)
    taken = set(later.values_list("order", flat=True))
    rows = left.filter(valid_to__lte=day).select_related("person", "party")
    return [row for row in rows if row.order not in taken]


def away_for_long(body: Body, day: date) -> list[Seat]:
    """The seats of members who are exempted for so long that a substitute can be elected (§ 7-11)."""
    rows = Seat.objects.filter(
        body=body,
        kind=SeatKind.MEMBER,
        departure__ground=Leaving.EXEMPT,
        departure__valid_from__lte=day,
        departure__valid_to__gt=day,
    )
    return [
        row
        for row in rows.select_related("person", "party", "departure")
        if is_away_for_long(row.departure.valid_from, row.departure.valid_to)
    ]


def party_of_member(person: Person, day: date) -> int | None:
    """The party or group for which someone sits in the council, or stands as deputy there."""
    rows = Seat.objects.on(day).filter(person=person, body__kind=BodyKind.COUNCIL)
    return rows.values_list("party_id", flat=True).first()
