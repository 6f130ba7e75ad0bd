"""Who may what with arrangements: everyone reads and tries, the secretariat prepares the case."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, hat, permission, worn
from tannhjul.core.enums import Role

from .models import Adoption

PROPOSERS = (Role.SECRETARY, Role.CHIEF_EXECUTIVE)

see = permission(Adoption, _("See the adoption"))(lambda user: EVERYTHING)
propose = permission(None, _("Prepare the council's case about an arrangement"))(
    lambda user: hat(user) in PROPOSERS
)
introduce = permission(None, _("Put an arrangement in force while setting up"))(
    lambda user: hat(user) == Role.SYSTEM_ADMINISTRATOR
)
step_back = permission(Adoption, _("Prepare the council's case about stepping back"), within=see)(
    worn(*PROPOSERS)
)
