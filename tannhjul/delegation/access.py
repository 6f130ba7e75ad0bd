"""Who may what with delegations: everyone sees them, the secretariat keeps the council's."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, permission, role_of
from tannhjul.core.enums import Role
from tannhjul.core.models import in_force
from tannhjul.organisation.access import see_unit
from tannhjul.organisation.models import Unit
from tannhjul.organisation.queries import person_of

from .models import Area, Grant

see = permission(Grant, _("See the delegation"))(lambda user: EVERYTHING)
see_area = permission(Area, _("See the delegation"))(lambda user: EVERYTHING)
keep = permission(None, _("Keep the register of delegations"))(
    lambda user: role_of(user) == Role.SECRETARY
)

mark = permission(Area, _("Keep the register of delegations"), within=see_area)(
    lambda user: EVERYTHING if role_of(user) == Role.SECRETARY else NOTHING
)


def _led(user) -> Q:
    """Delegations to the units that the user leads, as chief executive or leader of a unit."""
    person = person_of(user)
    if person is None or role_of(user) not in (Role.CHIEF_EXECUTIVE, Role.UNIT_LEADER):
        return NOTHING
    return Q(unit__in=person.leaderships.filter(in_force(localdate())).values("unit"))


hand_over = permission(Unit, _("Hand over the power of the unit"), within=see_unit)(
    lambda user: EVERYTHING if role_of(user) in (Role.SECRETARY, Role.CHIEF_EXECUTIVE) else NOTHING
)


@permission(Grant, _("Recall the delegation"), within=see)
def recall(user):
    """The secretariat for the council; whoever has passed something on, that."""
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    own = Grant.objects.filter(_led(user))
    return Q(parent__in=own.values("pk"))


@permission(Grant, _("Pass on power that one holds"), within=see)
def pass_on(user):
    """The secretariat for everyone; the chief executive and leaders of units their own."""
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    return _led(user)
