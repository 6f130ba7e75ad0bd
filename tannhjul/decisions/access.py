"""Who may what with decisions and follow-up."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, hat, permission, worn
from tannhjul.core.enums import Role
from tannhjul.meetings.access import readable, shown
from tannhjul.organisation.queries import person_of

from .models import Commitment, Decision


@permission(Decision, _("See the decision"))
def see(user):
    return shown(user, "item__")


@permission(Decision, _("Read what is exempt from public access in the decision"), within=see)
def read(user):
    return readable(user, "item__")


commit = permission(Decision, _("Give the decision an owner and a deadline"), within=see)(
    worn(Role.CHIEF_EXECUTIVE, Role.SECRETARY, Role.UNIT_LEADER)
)


@permission(Commitment, _("See the commitment"))
def see_commitment(user):
    person = person_of(user)
    seen = Q(decision__in=read.objects(user).values("pk"))
    return seen | Q(owner=person) if person else seen


@permission(Commitment, _("Report on the commitment"), within=see_commitment)
def report_done(user):
    if hat(user) == Role.CHIEF_EXECUTIVE:
        return EVERYTHING
    person = person_of(user)
    return Q(owner=person) if person else NOTHING
