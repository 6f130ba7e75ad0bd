"""Who may what with arrangements: everyone reads and tries; any elected member and the secretariat raise one."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.cases import access as cases
from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.enums import ADMINISTRATION, ELECTED, Role
from tannhjul.organisation.queries import person_of

from .enums import Status
from .models import Adoption, Aim, Part

PROPOSERS = (Role.SECRETARY, Role.CHIEF_EXECUTIVE)


@permission(Adoption, _("See the adoption"))
def see(user):
    """What has been decided; what has not, to whoever sees its case."""
    decided = Q(status__in=[Status.DECIDED, Status.APPLIED, Status.REPLACED]) | Q(case=None)
    seen = decided | Q(case__in=cases.see.objects(user).values("pk"))
    person = person_of(user)
    return seen | Q(raised_by=person) if person else seen


def _of_adoption(user):
    return Q(adoption__in=see.objects(user).values("pk"))


see_aim = permission(Aim, _("See the adoption"))(_of_adoption)
see_part = permission(Part, _("See the adoption"))(_of_adoption)


def raises(user) -> bool:
    """Whether the user can put something before the council: the secretariat, and any elected member."""
    return role_of(user) in PROPOSERS or (role_of(user) in ELECTED and person_of(user) is not None)


propose = permission(None, _("Prepare the council's case about an arrangement"))(raises)
introduce = permission(None, _("Put an arrangement in force while setting up"))(
    lambda user: role_of(user) == Role.SYSTEM_ADMINISTRATOR
)
keep = permission(Adoption, _("Enter what the council decided"), within=see)(
    in_role(Role.SECRETARY)
)
step_back = permission(Adoption, _("Prepare the council's case about stepping back"), within=see)(
    lambda user: EVERYTHING if raises(user) else NOTHING
)


@permission(Adoption, _("Say how the arrangement works"), within=see)
def say(user):
    """Elected members and the administration, of what is in force."""
    inside = role_of(user) in (*ELECTED, *ADMINISTRATION) and person_of(user) is not None
    return Q(status=Status.APPLIED, goes_back=None) if inside else NOTHING


review = permission(Adoption, _("Put the review before the council"), within=see)(
    lambda user: Q(status=Status.APPLIED, goes_back=None) if raises(user) else NOTHING
)
