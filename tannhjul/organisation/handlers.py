"""What happens below that takes a seat from someone."""

from datetime import date

from django.db.models import Q

from tannhjul.core.clock import daily
from tannhjul.core.enums import Role
from tannhjul.core.journal import on

from .actions import departures
from .actions.seats import give_roles_of_seats
from .models import Person


@on("accounts.give_role")
def bars(event, user):
    """Secretary of the council or auditor: who sits in a body that this bars from leaves it (§ 7-3)."""
    person = Person.objects.filter(user=user).first()
    if person is None or event.facts["given"] not in (Role.SECRETARY, Role.AUDITOR):
        return
    row = user.roles.filter(role=event.facts["given"]).latest("valid_from")
    departures.let_go(person, by=None, today=row.valid_from)


@daily
def roles_turn_over(today: date) -> None:
    """Whoever is back has their roles again, and whoever sat meanwhile has them no longer."""
    over = Q(seats__departures__valid_to__lte=today) | Q(
        seats__meanwhile__isnull=False, seats__valid_to__lte=today
    )
    for person in Person.objects.filter(over, user__isnull=False).distinct().order_by("pk"):
        give_roles_of_seats(person, by=None, today=today)
