"""What happens below that takes a seat from someone."""

from datetime import date

from django.db.models import Q

from tannhjul.core.clock import daily
from tannhjul.core.enums import Role
from tannhjul.core.journal import on

from .actions import departures, government
from .actions.seats import give_roles_of_seats
from .enums import BodyKind
from .models import Departure, Person


@on("accounts.give_role")
def bars(event, user):
    """Secretary of the council or auditor: who sits in a body that this bars from leaves it (§ 7-3)."""
    person = Person.objects.filter(user=user).first()
    if person is None or event.facts["given"] not in (Role.SECRETARY, Role.AUDITOR):
        return
    row = user.roles.filter(role=event.facts["given"]).latest("valid_from")
    departures.let_go(person, by=None, today=row.valid_from)


@on("organisation.seat")
def governs(event, body):
    """Whoever comes into the executive council is away from all other offices."""
    if body.kind == BodyKind.EXECUTIVE_COUNCIL:
        row = body.seats.filter(person=event.facts["person"]).latest("valid_from", "pk")
        government.step_out(row.person, by=None, today=row.valid_from)


@on("organisation.leave")
def governs_no_longer(event, body):
    """Whoever left the executive council holds the other offices again."""
    if body.kind == BodyKind.EXECUTIVE_COUNCIL:
        rows = Departure.objects.filter(seat__body=body, seat__person=event.facts["person"])
        government.govern(body, by=None, today=rows.latest("pk").valid_from)


@on("organisation.close_body")
def nobody_governs(_event, body):
    """An executive council that ends lets go of all its members."""
    if body.kind == BodyKind.EXECUTIVE_COUNCIL:
        government.govern(body, by=None, today=body.valid_to)


@daily
def roles_turn_over(today: date) -> None:
    """Whoever is back has their roles again, and whoever sat meanwhile has them no longer."""
    over = Q(seats__departures__valid_to__lte=today) | Q(
        seats__meanwhile__isnull=False, seats__valid_to__lte=today
    )
    for person in Person.objects.filter(over, user__isnull=False).distinct().order_by("pk"):
        give_roles_of_seats(person, by=None, today=today)
