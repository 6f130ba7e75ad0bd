"""Bodies and who sits in them: plain Python (kommuneloven ch. 5 and 7)."""

from tannhjul.core.law import N_, statute

MINIMUM_COUNCIL = ((5_000, 11), (10_000, 19), (50_000, 27), (100_000, 35))
MINIMUM_MEMBERS = {
    "executive_committee": 5,
    "committee": 3,
    "district_committee": 3,
    "joint_committee": 3,
    "council_committee": 3,
    "control_committee": 5,
    "institution_board": 3,
    "enterprise_board": 3,
}
# What they do is set by statutes or an agreement, not by the council's regulations.
HAVE_STATUTES = (
    "representative_council",
    "company_representatives",
    "collaboration_organ",
    "enterprise_board",
)


def minimum_council(inhabitants: int) -> int:
    """The least lawful number of council members for this many inhabitants."""
    return next((least for limit, least in MINIMUM_COUNCIL if inhabitants <= limit), 43)


@statute(
    "kommuneloven",
    "5-5",
    part=2,
    says=N_(
        "The council must have an odd number of members, and at least the number the law sets for the population."
    ),
    remedy=N_("Choose an odd number that is large enough."),
)
def council_size_is_lawful(members: int, inhabitants: int) -> bool:
    return members % 2 == 1 and members >= minimum_council(inhabitants)


@statute(
    "kommuneloven",
    "5-7",
    part=1,
    says=N_("A body must have at least the number of members that the law sets for its kind."),
    remedy=N_("Elect more members."),
)
def body_is_large_enough(kind: str, members: int) -> bool:
    return members >= MINIMUM_MEMBERS.get(kind, 1)


@statute(
    "kommuneloven",
    "5-13",
    part=1,
    says=N_("Every elected body must have regulations for its work."),
    remedy=N_("Write the body's scope, power and period into its regulations."),
)
def has_regulations(kind: str, regulations: int) -> bool:
    return kind in HAVE_STATUTES or regulations > 0


@statute(
    "kommuneloven",
    "7-10",
    part=1,
    says=N_(
        "When a member cannot attend, the first deputy of the same group is called, in list order."
    ),
    remedy=N_("Call the deputies in the order of the list."),
)
def is_next_deputy(called: int, available_in_order: list[int]) -> bool:
    return bool(available_in_order) and called == available_in_order[0]


@statute(
    "kommuneloven",
    "5-6",
    part=2,
    says=N_(
        "Members and deputies of the executive committee are elected by and among the members of the council."
    ),
    remedy=N_("Put forward members of the council only."),
)
def sits_in_council(person: int, council: set[int]) -> bool:
    return person in council


@statute(
    "kommuneloven",
    "5-6",
    part=2,
    says=N_("The executive committee is elected for four years, and not anew within them."),
    remedy=N_("Fill the places that are vacant, one by one (§ 7-10)."),
)
def sits_for_the_term(elected_in_this_term: bool) -> bool:
    return not elected_in_this_term


@statute(
    "kommuneloven",
    "5-9",
    part=2,
    says=N_(
        "The council divides its own members into its committees; their deputies are deputies of the council."
    ),
    remedy=N_("Put forward members of the council, and its deputies as deputies."),
)
def is_of_the_council(person: int, kind: str, members: set[int], deputies: set[int]) -> bool:
    return person in (deputies if kind == "deputy" else members)


@statute(
    "kommuneloven",
    "23-1",
    part=3,
    says=N_(
        "Neither the mayor, the deputy mayor, anyone in the executive committee, in a committee of the council or in another body with power to decide, the municipality's employees nor board members of its companies can sit in the control committee."
    ),
    remedy=N_("Put forward someone who holds none of these."),
)
def may_control(offices_and_powers: set[str]) -> bool:
    return not offices_and_powers & {
        "leader",
        "deputy_leader",
        "executive_committee",
        "executive_council",
        "council_committee",
        "decides",
        "employee",
        "company",
    }


@statute(
    "kommuneloven",
    "23-1",
    part=2,
    says=N_("At least one member of the control committee must be a member of the council."),
    remedy=N_("Put forward a member of the council too."),
)
def control_has_councillor(members: set[int], council: set[int]) -> bool:
    return bool(members & council)


@statute(
    "kommuneloven",
    "23-1",
    part=2,
    says=N_(
        "The leader of the control committee cannot belong to the same party or group as the mayor."
    ),
    remedy=N_("Elect a leader from another party."),
)
def control_is_led_by_others(leader_party: int | None, mayor_party: int | None) -> bool:
    return mayor_party is None or leader_party != mayor_party


@statute(
    "IKS-loven",
    "6",
    part=1,
    says=N_("Every representative in an intermunicipal company has at least two deputies."),
    remedy=N_("Elect more deputies."),
)
def has_two_deputies_each(kind: str, members: int, deputies: int) -> bool:
    return kind != "company_representatives" or deputies >= 2 * members


@statute(
    "kommuneloven",
    "5-3",
    part=2,
    says=N_(
        "A body decides only what the law or the council has given it to decide; it can recommend, advise and discuss the rest."
    ),
    remedy=N_("Choose another outcome, or let the matter go on to the body that decides."),
)
def has_power_to_decide(power: str) -> bool:
    return power == "decides"


@statute(
    "kommuneloven",
    "11-5",
    part=1,
    says=N_(
        "Everyone may follow the meetings of elected bodies; only an executive council decides itself whether its own are open."
    ),
    remedy=N_("Let the body be open; the doors can be closed for an item on a ground of the law."),
)
def may_meet_in_private(kind: str, openness: str, parliamentary: bool) -> bool:
    if openness != "closed" or kind == "executive_council":
        return True
    return parliamentary and kind in ("parliamentary_board", "other")
