from tannhjul.core.access import EVERYTHING, in_role, permission
from tannhjul.core.enums import Role

from .models import Pothole

see = permission(Pothole, "See the pothole")(lambda user: EVERYTHING)
mend = permission(Pothole, "Mend the pothole", within=see)(in_role(Role.UNIT_LEADER))
