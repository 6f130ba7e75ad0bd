"""What a municipality chooses itself about gatherings that do not decide."""

from tannhjul.core.choices import option
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
