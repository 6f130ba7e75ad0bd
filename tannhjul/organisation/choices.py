"""What a municipality chooses itself about its bodies and its administration (domain rules 1.1, 002a, 002b)."""

from tannhjul.core.choices import one_of, option, share, yes_no
from tannhjul.core.law import N_

LEVELS = option(
    "administration.levels",
    3,
    says=N_("Levels that decide in the administration; a half where only some have a head between"),
    source="kommuneloven § 13-1",
    least=2,
    most=6,
    step="0.5",
)
LEADERSHIP_GROUP = one_of(
    "administration.leadership_group",
    1,
    among={
        1: N_("Directors"),
        2: N_("Directors and heads of staff"),
        3: N_("Directors, heads of staff and leaders of units"),
        4: N_("Directors and leaders of units without staff"),
    },
    says=N_("The chief executive's leadership group"),
    source="kommuneloven § 13-1",
)
CENTRAL_STAFF = yes_no(
    "administration.central_staff",
    True,
    says=N_("There is a central staff"),
    source="kommuneloven § 13-1",
)
STAFF_INSTRUCTS = yes_no(
    "administration.staff_instructs",
    False,
    says=N_("Staff may decide and instruct in its field"),
    source="kommuneloven § 13-1",
)
ROTATION = yes_no(
    "administration.rotation",
    False,
    says=N_("Directors change which units they follow up"),
    source="kommuneloven § 13-1",
)
ROTATION_MONTHS = option(
    "administration.rotation_months",
    48,
    says=N_("How long a director follows up the same units where they change"),
    unit=N_("months"),
    source="kommuneloven § 13-1",
    least=1,
    most=120,
)
NETWORKS = yes_no(
    "administration.networks",
    True,
    says=N_("Units work together in standing networks"),
    source="kommuneloven § 13-1",
)
NETWORK_MONTHS = option(
    "administration.network_months",
    12,
    says=N_("How long units work together on one matter where there are no standing networks"),
    unit=N_("months"),
    source="kommuneloven § 13-1",
    least=1,
    most=48,
)
CONTROL_BEHIND_DOORS = yes_no(
    "organisation.control_behind_doors",
    True,
    says=N_(
        "The control committee may be present when council and executive council close their doors"
    ),
    source="kommuneloven § 23-2",
)
BOARD_YEARS = option(
    "organisation.board_years",
    2,
    says=N_("How long the members of the board of an enterprise sit"),
    unit=N_("years"),
    source="kommuneloven § 9-7",
    least=1,
    most=4,
)
CHAIRS_IN_EXECUTIVE = yes_no(
    "organisation.chairs_in_executive",
    False,
    says=N_("Those who lead committees also sit in the executive committee"),
    source="kommuneloven § 5-6",
)
EMPLOYEES_WANT_ANOTHER = share(
    "organisation.employees_want_another",
    0,
    says=N_(
        "Employees who want another arrangement than the joint committee (from 75 % it need not be there)"
    ),
    source="kommuneloven § 5-11",
)
EXECUTIVE_ELECTS_DEPUTIES = yes_no(
    "organisation.executive_elects_deputies",
    False,
    says=N_("The executive committee elects more deputies when a body has too few"),
    source="kommuneloven § 7-10",
)
REELECTION_MONTHS = option(
    "organisation.reelection_months",
    0,
    says=N_(
        "How long other bodies go on after the first new year because the council is elected again"
    ),
    unit=N_("months"),
    source="kommuneloven § 7-1",
    least=0,
    most=24,
)
ONLY_OF_THE_DISTRICT = yes_no(
    "organisation.only_of_the_district",
    False,
    says=N_("Only those registered in the district can be elected to its committee"),
    source="kommuneloven § 7-3",
)
GOVERNMENT_MEMBERS_LEAD = yes_no(
    "organisation.government_members_lead",
    False,
    says=N_("The executive council may let its members lead parts of the administration"),
    source="kommuneloven § 10-2",
)
GOVERNMENT_IS_DESIGNATED = yes_no(
    "organisation.government_is_designated",
    False,
    says=N_("The mayor designates who forms the executive council, instead of an election"),
    source="kommuneloven § 10-2",
)
