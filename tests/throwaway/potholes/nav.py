"""Which of its pages stands in a menu, and for whom."""

from tannhjul.core.enums import Role
from tannhjul.web.nav import link

link("own", "potholes:index", "Potholes", order=90, roles=(Role.UNIT_LEADER,))
