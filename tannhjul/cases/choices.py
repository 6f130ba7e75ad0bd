"""What a municipality chooses itself about how cases are recommended."""

from tannhjul.core.choices import option, yes_no
from tannhjul.core.law import N_

POLITICAL = yes_no(
    "cases.political_recommendation",
    False,
    says=N_("The leader recommends to the body, beside the chief executive"),
    source="kommuneloven § 5-14",
)
BUDGET_CATALOGUE = yes_no(
    "cases.budget_catalogue",
    False,
    says=N_("The budget is drawn up from a catalogue of measures"),
    source="kommuneloven § 14-3",
)
BUDGET_RECOMMENDED = yes_no(
    "cases.budget_recommended",
    True,
    says=N_(
        "The chief executive recommends a balanced budget; else the executive committee negotiates it"
    ),
    source="kommuneloven § 14-3",
)
COMMENT_DAYS = option(
    "cases.comment_days",
    7,
    says=N_("How long the chief executive has to comment on a case of the control committee"),
    unit=N_("days"),
    source="kommuneloven § 23-5",
    least=1,
    most=60,
)
