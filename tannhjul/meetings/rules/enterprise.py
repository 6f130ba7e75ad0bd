"""How the board of a municipal enterprise meets, where § 9-9 says otherwise than chapter 11: plain Python."""

from tannhjul.core.law import N_, statute

BOARD = "enterprise_board"


@statute(
    "kommuneloven",
    "9-9",
    part=1,
    says=N_(
        "The board of an enterprise meets when one of its members, or the manager, demands it."
    ),
    remedy=N_("Let a member of the board demand it."),
)
def one_demands_a_meeting(supporters: int) -> bool:
    return supporters >= 1


@statute(
    "kommuneloven",
    "9-9",
    part=1,
    says=N_("The manager may speak in the board of the enterprise."),
    remedy=N_("Let a member raise it."),
)
def manager_may_speak(manages_it: bool) -> bool:
    return manages_it


@statute(
    "kommuneloven",
    "9-6",
    part=1,
    says=N_(
        "Those whom the employees elect to the board of an enterprise take no part in negotiations and conflicts with employees, in decisions about individuals, or in regulations."
    ),
    remedy=N_("Treat the item without them."),
)
def employees_take_part(by_employees: bool, nature: str, about_individuals: bool) -> bool:
    return not by_employees or (nature != "bargaining" and not about_individuals)


@statute(
    "kommuneloven",
    "9-9",
    part=5,
    says=N_(
        "On the board of an enterprise those who vote for a proposal must be more than a third of all its members."
    ),
    remedy=N_("Put the proposal to the vote again when more members are present."),
)
def more_than_a_third_is_for(body_kind: str, votes_for: int, members: int) -> bool:
    return body_kind != BOARD or 3 * votes_for > members


@statute(
    "kommuneloven",
    "9-9",
    part=6,
    says=N_(
        "The board of an enterprise decides what is not on the agenda only when it is complete and everyone agrees to treat it."
    ),
    remedy=N_("Put the matter on the agenda of the next meeting."),
)
def complete_and_unanimous(members: int, present: int, objecting: int) -> bool:
    return present >= members > 0 and objecting == 0


@statute(
    "kommuneloven",
    "9-9",
    part=7,
    says=N_("Everyone present on the board of an enterprise signs the minutes."),
    remedy=N_("Choose all who were present."),
)
def all_present_sign(body_kind: str, unsigned: int) -> bool:
    return body_kind != BOARD or unsigned == 0


@statute(
    "kommuneloven",
    "9-9",
    part=7,
    says=N_(
        "A member of the board or the manager who disagrees can demand that the own opinion is entered in the minutes."
    ),
    remedy=N_("Enter what was said."),
)
def dissent_is_entered(body_kind: str, sits: bool, manages_it: bool) -> bool:
    return body_kind == BOARD and (sits or manages_it)


@statute(
    "kommuneloven",
    "24-3",
    part=1,
    says=N_("The auditor can have the own statements entered in the control committee's minutes."),
    remedy=N_("Enter what was said."),
)
def auditor_is_minuted(body_kind: str, audits: bool) -> bool:
    return body_kind == "control_committee" and audits
