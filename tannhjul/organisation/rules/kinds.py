"""What the law asks of each kind of body: plain Python (kommuneloven §§ 5-1 to 5-12, 6-1, 7-1)."""

from collections.abc import Collection
from datetime import date

from tannhjul.core.law import N_, statute

from .calendar import months_on
from .departures import two_years_after

# § 5-1 (3): «by» and «herad» may stand for «kommune»; letters e and f ask for no name.
TERMS = {
    "council": ("kommunestyre", "bystyre", "heradsstyre", "herredsstyre", "fylkesting"),
    "executive_committee": ("formannskap",),
    "executive_council": ("kommuneråd", "byråd", "heradsråd", "fylkesråd"),
    "committee": ("utval",),
    "district_committee": ("utval",),
    "control_committee": ("kontrollutval",),
    "council_committee": ("komité", "komite"),
}
# § 7-1 (5): bodies whose members the new council elects.
ELECTED_ANEW = (
    *TERMS,
    "working_committee",
    "joint_board",
    "elderly_council",
    "disability_council",
    "joint_committee",
    "complaints_board",
)
ADVISE = ("elderly_council", "disability_council", "youth_council")


@statute(
    "kommuneloven",
    "5-1",
    part=3,
    says=N_("The name of an elected body holds the word that the law has for its kind."),
    remedy=N_("Give the body a name with that word in it."),
)
def name_holds_the_term(kind: str, name: str) -> bool:
    return kind not in TERMS or any(word in name.casefold() for word in TERMS[kind])


@statute(
    "kommuneloven",
    "5-5",
    part=4,
    says=N_(
        "A new number of council members is decided before the end of the year before the election."
    ),
    remedy=N_("Keep the number in this election, and decide a new one for the next."),
)
def size_is_changed_in_time(decided: date | None, election: date) -> bool:
    return decided is not None and decided.year < election.year


@statute(
    "kommuneloven",
    "5-6",
    part=1,
    says=N_("Under parliamentary rule there is an executive council, and no executive committee."),
    remedy=N_("End the other one first."),
)
def fits_the_form_of_government(kind: str, parliamentary: bool, has_committee: bool) -> bool:
    if kind == "executive_committee":
        return not parliamentary
    if kind == "executive_council":
        return not has_committee
    return kind != "parliamentary_board" or parliamentary


@statute(
    "kommuneloven",
    "5-8",
    part=2,
    says=N_("A district committee that the voters have elected cannot be ended during its period."),
    remedy=N_("Let it end with the period."),
)
def stands_for_the_period(
    kind: str, by_voters: bool, today: date, period_ends: date | None
) -> bool:
    directly = kind == "district_committee" and by_voters
    return not directly or (period_ends is not None and today >= period_ends)


@statute(
    "kommuneloven",
    "5-9",
    part=1,
    says=N_("A committee of the council prepares cases for it, and never decides."),
    remedy=N_("Let it recommend."),
)
def council_committees_prepare(kind: str, power: str) -> bool:
    return kind != "council_committee" or power != "decides"


@statute(
    "kommuneloven",
    "5-9",
    part=2,
    says=N_("All members of the council sit in one of its committees; the mayor may be exempted."),
    remedy=N_("Elect those who are left out."),
)
def everyone_sits_in_a_committee(
    council: Collection[int], seated: Collection[int], mayor: int
) -> bool:
    return not seated or set(council) - {mayor} <= set(seated)


@statute(
    "kommuneloven",
    "5-9",
    part=4,
    says=N_(
        "The committees of the council mirror its shares of women and men, as far as they can."
    ),
    remedy=N_("Consider another composition at the next election."),
)
def mirrors_the_council(women: int, members: int, women_council: int, council: int) -> bool:
    return abs(women * council - women_council * members) <= council


THREE_QUARTERS = 75


@statute(
    "kommuneloven",
    "5-11",
    part=1,
    says=N_(
        "There is a joint committee of employer and employees, unless at least three quarters of the employees want another arrangement."
    ),
    remedy=N_("Create the committee, or record the share that wants another arrangement."),
)
def has_a_joint_committee(kinds: Collection[str], want_another: int) -> bool:
    """``want_another``: whole per cent of the employees."""
    return "joint_committee" in kinds or want_another >= THREE_QUARTERS


@statute(
    "kommuneloven",
    "5-11",
    part=2,
    says=N_("The municipality has the majority in the joint committee with the employees."),
    remedy=N_("Elect more representatives of the municipality."),
)
def employer_has_the_majority(employer: int, employees: int) -> bool:
    return employer > employees


@statute(
    "kommuneloven",
    "5-11",
    part=2,
    says=N_("The employees' representatives in the joint committee are elected for two years."),
    remedy=N_("Let the employees elect anew."),
)
def employees_sit_two_years(since: date, today: date) -> bool:
    return today <= two_years_after(since)


@statute(
    "kommuneloven",
    "5-12",
    part=1,
    says=N_(
        "Every municipality has a council of the elderly, one for persons with disabilities, and a youth council."
    ),
    remedy=N_("Create the councils that are missing."),
)
def has_the_three_councils(kinds: Collection[str]) -> bool:
    return set(ADVISE) <= set(kinds)


@statute(
    "kommuneloven",
    "5-12",
    part=2,
    says=N_(
        "These councils advise; they can speak in all matters that concern them, and do not decide."
    ),
    remedy=N_("Let the council advise."),
)
def councils_advise(kind: str, power: str) -> bool:
    return kind not in ADVISE or power != "decides"


@statute(
    "kommuneloven",
    "5-12",
    part=3,
    says=N_("The members of the youth council sit for two years at most."),
    remedy=N_("Elect a new youth council."),
)
def youth_sits_two_years(since: date, today: date) -> bool:
    return today <= two_years_after(since)


@statute(
    "kommuneloven",
    "5-7",
    part=3,
    says=N_("A working committee is elected among the members of its body."),
    remedy=N_("Choose a member of that body."),
)
def sits_in_the_parent(person: int, parent: Collection[int], parent_kind: str) -> bool:
    """A district committee may choose others."""
    return parent_kind == "district_committee" or person in parent


@statute(
    "kommuneloven",
    "6-1",
    part=1,
    says=N_("The mayor leads the council and the executive committee."),
    remedy=N_("Elect the mayor as leader of the executive committee."),
)
def mayor_leads_both(mayor: int | None, leader: int | None) -> bool:
    return mayor is None or leader is None or mayor == leader


@statute(
    "kommuneloven",
    "7-1",
    part=5,
    says=N_(
        "Bodies that the new council has not elected anew go on until the first new year, and no longer."
    ),
    remedy=N_("Elect the members anew, or end the body."),
)
def is_elected_by_this_council(since: date, term: date, today: date, more: int = 0) -> bool:
    """``more``: the months that a re-election lets them go on after the new year (parts 6 and 7)."""
    return since >= term or today < months_on(date(term.year + 1, 1, 1), more)


@statute(
    "kommuneloven",
    "23-2",
    part=4,
    says=N_(
        "The control committee may be present behind closed doors in elected bodies; the council can choose that this does not hold for its own meetings and the executive council's."
    ),
    remedy=N_("Let someone in the control committee be present."),
)
def control_may_be_present(kind: str, elected: bool, opened: bool) -> bool:
    """``opened``: the council has not chosen to keep the control committee out of its own."""
    return elected and (opened or kind not in ("council", "executive_council"))


LED_BY_CHOICE_OF_THE_COUNCIL = (
    "executive_committee",
    "committee",
    "district_committee",
    "control_committee",
    "council_committee",
    "joint_committee",
    "enterprise_board",
)


@statute(
    "kommuneloven",
    "5-7",
    part=2,
    says=N_("The council itself elects the leader and the deputy leader of its committees."),
    remedy=N_("Hold the election in the council."),
)
def elects_its_leader(kind: str, by_voters: bool = False) -> bool:
    """A district committee that its voters elected elects its own (§ 5-8 (1))."""
    return kind not in LED_BY_CHOICE_OF_THE_COUNCIL or (kind == "district_committee" and by_voters)


@statute(
    "kommuneloven",
    "10-1",
    part=1,
    says=N_("Parliamentary rule is introduced with at least two thirds of the votes."),
    remedy=N_("Without two thirds the proposal falls."),
)
def introduced_by_two_thirds(votes_for: int, cast: int) -> bool:
    return cast > 0 and 3 * votes_for >= 2 * cast


@statute(
    "kommuneloven",
    "10-1",
    part=2,
    says=N_(
        "The form of government is changed only when the council before this one voted on it, before the last year of its term."
    ),
    remedy=N_("Vote on the proposal now, so that the next council can decide it."),
)
def previous_council_has_voted(
    voted: date | None, term_began: date, previous_began: date | None = None
) -> bool:
    """``previous_began``: when the term before began; four years before where it is not known."""
    first = previous_began or term_began.replace(year=term_began.year - 4, day=1)
    return voted is not None and first <= voted < date(term_began.year, 1, 1)


@statute(
    "kommuneloven",
    "10-1",
    part=3,
    says=N_("A new form of government begins by 1 January of the second whole year of the term."),
    remedy=N_("Choose an earlier day, or leave it to the next council."),
)
def form_begins_in_time(begins: date, term_began: date) -> bool:
    return begins <= date(term_began.year + 2, 1, 1)


@statute(
    "kommuneloven",
    "9-6",
    part=1,
    says=N_("At most a fifth of the board of an enterprise is elected by the employees."),
    remedy=N_("Let the council elect the others."),
)
def employees_are_at_most_a_fifth(employees: int, members: int) -> bool:
    """``members``: how many the board has in all."""
    return 5 * employees <= members
