"""What a municipality chooses itself about how cases are recommended."""

from tannhjul.core.choices import yes_no
from tannhjul.core.law import N_

POLITICAL = yes_no(
    "cases.political_recommendation",
    False,
    says=N_("The leader recommends to the body, beside the chief executive"),
    source="kommuneloven § 5-14",
)
