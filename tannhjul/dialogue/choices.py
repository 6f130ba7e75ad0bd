"""What a municipality chooses itself about gatherings that do not decide."""

from tannhjul.core.choices import one_of, option
from tannhjul.core.law import N_

AGENDA_HOURS = option(
    "dialogue.agenda_hours",
    2,
    says=N_("Hours before a dialogue meeting at which its agenda closes"),
    unit=N_("hours"),
    source="kommuneloven § 11-12",
    most=240,
)
TABLE_SIZE = option(
    "dialogue.table_size",
    6,
    says=N_("How many sit at a table in a workshop"),
    source="kommuneloven § 11-12",
    least=2,
    most=20,
)
CONTACT = one_of(
    "dialogue.contact",
    2,
    among={
        1: N_("Through mayor and chief executive"),
        2: N_("In many ordered arenas"),
        3: N_("In many early and one late"),
    },
    says=N_("Where politics and administration meet"),
    source="kommuneloven § 5-14",
)
TOGETHER_MONTHS = option(
    "dialogue.together_months",
    0,
    says=N_("How often politics and administration talk about their cooperation (0: not fixed)"),
    unit=N_("months"),
    source="kommuneloven § 11-12",
    most=48,
)
UNITS_MONTHS = option(
    "dialogue.units_months",
    0,
    says=N_("How often elected members meet the leaders of units (0: not fixed)"),
    unit=N_("months"),
    source="kommuneloven § 11-12",
    most=48,
)
