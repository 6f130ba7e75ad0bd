"""What happens below that takes a seat from someone."""

from tannhjul.core.enums import Role
from tannhjul.core.journal import on

from .actions import departures
from .models import Person


@on("accounts.give_role")
def bars(event, user):
    """Secretary of the council or auditor: who sits in a body that this bars from leaves it (§ 7-3)."""
    person = Person.objects.filter(user=user).first()
    if person is None or event.facts["given"] not in (Role.SECRETARY, Role.AUDITOR):
        return
    row = user.roles.filter(role=event.facts["given"]).latest("valid_from")
    departures.let_go(person, by=None, today=row.valid_from)
