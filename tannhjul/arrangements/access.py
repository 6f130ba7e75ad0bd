"""Who may what with arrangements: everyone reads and tries, the secretariat prepares the case."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.cases import access as cases
from tannhjul.core.access import in_role, permission, role_of
from tannhjul.core.enums import Role

from .enums import Status
from .models import Adoption

PROPOSERS = (Role.SECRETARY, Role.CHIEF_EXECUTIVE)


@permission(Adoption, _("See the adoption"))
def see(user):
    """What has been decided; what has not, to whoever sees its case."""
    decided = Q(status__in=[Status.DECIDED, Status.APPLIED, Status.REPLACED]) | Q(case=None)
    return decided | Q(case__in=cases.see.objects(user).values("pk"))


propose = permission(None, _("Prepare the council's case about an arrangement"))(
    lambda user: role_of(user) in PROPOSERS
)
introduce = permission(None, _("Put an arrangement in force while setting up"))(
    lambda user: role_of(user) == Role.SYSTEM_ADMINISTRATOR
)
keep = permission(Adoption, _("Enter what the council decided"), within=see)(
    in_role(Role.SECRETARY)
)
step_back = permission(Adoption, _("Prepare the council's case about stepping back"), within=see)(
    in_role(*PROPOSERS)
)
