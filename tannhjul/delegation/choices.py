"""What a municipality chooses itself about passing power on."""

from tannhjul.core.choices import yes_no
from tannhjul.core.law import N_

PASSED_ON_UNLESS_SAID = yes_no(
    "delegation.passed_on_unless_said",
    True,
    says=N_("Power may be passed on where nothing else is said"),
    source="kommuneloven § 13-1",
)
