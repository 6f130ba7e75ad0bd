"""What a municipality chooses itself about how cases are recommended."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

POLITICAL = option(
    "cases.political_recommendation",
    0,
    says=N_("The leader recommends to the body, beside the chief executive (1 yes, 0 no)"),
    source="kommuneloven § 5-14",
    most=1,
)
