"""What a municipality chooses itself about how cases are recommended."""

from tannhjul.core.choices import one_of, option, yes_no
from tannhjul.core.law import N_

POLITICAL = yes_no(
    "cases.political_recommendation",
    False,
    says=N_("The leader recommends to the body, beside the chief executive"),
    source="kommuneloven § 5-14",
)
BY_ELECTED, CATALOGUE = 2, 3
BUDGET = one_of(
    "cases.budget",
    1,
    among={
        1: N_("The chief executive balances it"),
        2: N_("The executive committee negotiates it from a catalogue of measures"),
        3: N_("Catalogue, and the chief executive recommends"),
    },
    says=N_("Who draws up the budget proposal"),
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
