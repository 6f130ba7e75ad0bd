"""What a municipality chooses itself about its bodies and its administration (domain rules 1.1, 002a, 002b)."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

LEVELS = option(
    "administration.levels",
    30,
    says=N_(
        "Levels that decide in the administration, in tenths (20: two levels, 25: two and a half)"
    ),
    source="kommuneloven § 13-1",
    least=20,
    most=60,
)
LEADERSHIP_GROUP = option(
    "administration.leadership_group",
    1,
    says=N_(
        "The chief executive's leadership group (1 directors, 2 and heads of staff, 3 and leaders of units, 4 directors and leaders of units without staff)"
    ),
    source="kommuneloven § 13-1",
    least=1,
    most=4,
)
CENTRAL_STAFF = option(
    "administration.central_staff",
    1,
    says=N_("There is a central staff (1 yes, 0 no)"),
    source="kommuneloven § 13-1",
    most=1,
)
STAFF_INSTRUCTS = option(
    "administration.staff_instructs",
    0,
    says=N_("Staff may decide and instruct in its field (1 yes, 0 it advises)"),
    source="kommuneloven § 13-1",
    most=1,
)
ROTATION = option(
    "administration.rotation",
    0,
    says=N_("Directors change which units they follow up (1 yes, 0 no)"),
    source="kommuneloven § 13-1",
    most=1,
)
EMPLOYEES_WANT_ANOTHER = option(
    "organisation.employees_want_another",
    0,
    says=N_(
        "Whole per cent of the employees who want another arrangement than the joint committee (from 75 it need not be there)"
    ),
    source="kommuneloven § 5-11",
    most=100,
)
EXECUTIVE_ELECTS_DEPUTIES = option(
    "organisation.executive_elects_deputies",
    0,
    says=N_(
        "The executive committee elects more deputies when a body has too few (1 yes, 0 the council itself)"
    ),
    source="kommuneloven § 7-10",
    most=1,
)
