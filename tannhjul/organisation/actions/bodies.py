"""Bodies: created, regulated, opened, ended."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.enums import (
    BodyKind,
    Openness,
    Power,
)
from tannhjul.organisation.models import (
    Body,
    Regulations,
    Term,
)
from tannhjul.organisation.rules import bodies as rules
from tannhjul.organisation.rules import kinds
from tannhjul.organisation.rules.calendar import elected_since

from .own_ways import may_network
from .seats import give_roles_of_seats


@transaction.atomic
def create_body(name: str, short: str, kind: str, *, by, today: date, **more) -> Body:
    """Create a body from ``today``. A council must have a lawful size."""
    seats = more.get("seats_total", 0)
    if kind == BodyKind.COUNCIL and seats:
        behind = queries.inhabitants_behind(elected_since(today))
        comply(rules.council_size_is_lawful, seats, behind)
    if seats:
        comply(rules.body_is_large_enough, kind, seats)
    _fits_its_kind(kind, today, more)
    may_network(kind, more.get("valid_to"), today)
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
def keep_network(body: Body, because: str, *, by) -> Body:
    """Why a network stands on though units are to work together without any (domain 002a C18)."""
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if body.kind != BodyKind.NETWORK:
        raise Refused(_("Only a network between units is kept with a reason."))
    body.kept_because = because
    body.save(update_fields=["kept_because"])
    record("organisation.keep_network", body, by=by)
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
