"""What a municipality chooses itself about who decides."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

PUSHED_DAYS = option(
    "decisions.pushed_days",
    14,
    says=N_("Days in which a unit decides what was pushed down to it"),
    unit=N_("days"),
    source="kommuneloven § 13-1",
    least=1,
    most=365,
)
