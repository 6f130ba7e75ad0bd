"""What follows for those who come into an executive council, or leave it (kommuneloven § 10-2 (3))."""

from datetime import date

from django.db import transaction

from tannhjul.accounts import actions as accounts
from tannhjul.core.enums import Role
from tannhjul.core.journal import record
from tannhjul.organisation import queries
from tannhjul.organisation.enums import BodyKind, Leaving, Office
from tannhjul.organisation.models import Body, Departure, Leadership, Person, Seat

from .departures import come_back, go_away, let_others_sit


@transaction.atomic
def govern(body: Body, *, by, today: date) -> None:
    """Those who sit in it are away from all other offices; those who no longer do hold them again.

    Its leader acts in the role of the chief executive: it leads the administration (§ 10-2 (1)).
    Whoever led a part of the administration as a member of it no longer does (§ 10-2 (5)).
    """
    inside = {row.person for row in queries.members(body, today)}
    for person in sorted(inside, key=lambda each: each.pk):
        step_out(person, by=by, today=today)
    over = Departure.objects.on(today).filter(ground=Leaving.GOVERNS)
    over = over.exclude(seat__person__in=inside).select_related("seat")
    for person_id in dict.fromkeys(over.values_list("seat__person_id", flat=True)):
        absence = over.filter(seat__person=person_id).first()
        if absence:
            come_back(absence, by=by, today=today)
    _lead_the_administration(body, by, today)
    for seat in body.seats.filter(valid_to__lte=today).exclude(person__in=inside):
        _give_up_the_parts(seat, by, today)


def _give_up_the_parts(seat: Seat, by, today: date) -> None:
    since = Leadership.objects.filter(person=seat.person, valid_to=None)
    for row in since.filter(valid_from__gte=seat.valid_from, valid_from__lt=seat.valid_to):
        row.valid_to = today
        row.save(update_fields=["valid_to"])
        record("organisation.give_up_unit", row.unit, by=by, person=row.person_id)


def step_out(person: Person, *, by, today: date) -> None:
    """Someone who governs is away from every other office; a deputy, or somebody elected, sits there."""
    rows = queries.other_offices(person, today)
    for row in sorted(rows, key=lambda each: each.body.kind != BodyKind.COUNCIL):
        facts = {"ground": Leaving.GOVERNS, "reason": "kommuneloven § 10-2 (3)"}
        go_away(row, today, None, facts, by=by)
        record(
            "organisation.leave",
            row.body,
            by=by,
            person=person.pk,
            ground=Leaving.GOVERNS.value,
        )
    held = Seat.objects.given(today).filter(person=person, meanwhile__isnull=False)
    bodies = {row.body for row in (*rows, *held.select_related("body"))}
    let_others_sit(person, bodies, by=by, today=today)


def _lead_the_administration(body: Body, by, today: date) -> None:
    led = body.seats.filter(office=Office.LEADER).select_related("person__user")
    now = queries.leader(body, today)
    for row in led:
        user, leads = row.person.user, now is not None and now.person_id == row.person_id
        if user is None:
            continue
        held = user.roles.filter(valid_to=None, role=Role.CHIEF_EXECUTIVE).first()
        if leads and held is None:
            accounts.give_role(user, Role.CHIEF_EXECUTIVE, by=by, today=today)
        elif held and not leads and row.valid_to is not None and row.valid_to <= today:
            accounts.take_role(user, Role.CHIEF_EXECUTIVE, by=by, today=max(today, held.valid_from))
