from tannhjul.core.access import EVERYTHING, permission, worn
from tannhjul.core.enums import Role

from .models import Pothole

see = permission(Pothole, "See the pothole")(lambda user: EVERYTHING)
mend = permission(Pothole, "Mend the pothole", within=see)(worn(Role.UNIT_LEADER))
