"""Who may speak and propose, for themselves or for another (kommuneloven ch. 6, 8, 10, 13, 23, 24): plain Python."""

from tannhjul.core.law import N_, statute

# § 10-1: an executive council and what is under it answer to no mayor.
UNDER_THE_GOVERNMENT = ("executive_council", "parliamentary_board")
# Under the act on intermunicipal companies. In other municipal organs the same holds as in elected
# bodies (§ 5-2 (3)).
ELSEWHERE = ("company_representatives",)


@statute(
    "kommuneloven",
    "8-1",
    part=2,
    says=N_("Only those who sit in the case may speak, unless the law says otherwise."),
    remedy=N_("Let a member raise it."),
)
def has_right_to_speak(sits: bool, by_law: bool) -> bool:
    return sits or by_law


@statute(
    "kommuneloven",
    "6-1",
    part=3,
    says=N_("The mayor may speak in all elected bodies under the council."),
    remedy=N_("Let a member raise it."),
)
def mayor_may_speak(body_kind: str) -> bool:
    return body_kind not in (*UNDER_THE_GOVERNMENT, *ELSEWHERE)


@statute(
    "kommuneloven",
    "6-1",
    part=3,
    says=N_(
        "The mayor can let another member of the council stand in, in bodies where the mayor has no seat."
    ),
    remedy=N_("Choose a member of the council."),
)
def mayor_lets_a_member_of_the_council(in_council: bool, mayor_sits: bool) -> bool:
    return in_council and not mayor_sits


@statute(
    "kommuneloven",
    "13-1",
    part=5,
    says=N_("The chief executive may speak in all elected bodies but the control committee."),
    remedy=N_("Let a member raise it."),
)
def chief_executive_may_speak(body_kind: str) -> bool:
    return body_kind not in ("control_committee", *ELSEWHERE)


@statute(
    "kommuneloven",
    "13-1",
    part=5,
    says=N_("The chief executive can let someone in the administration stand in."),
    remedy=N_("Choose someone who works under the chief executive."),
)
def chief_executive_lets_a_subordinate(works_there: bool) -> bool:
    return works_there


@statute(
    "kommuneloven",
    "23-2",
    part=2,
    says=N_("The leader of the control committee may speak in the council on its cases."),
    remedy=N_("Let a member raise it."),
)
def control_leader_may_speak(body_kind: str, own_case: bool) -> bool:
    return body_kind == "council" and own_case


@statute(
    "kommuneloven",
    "23-2",
    part=2,
    says=N_("The leader of the control committee can let another of its members stand in."),
    remedy=N_("Choose a member of the control committee."),
)
def control_leader_lets_a_member(in_control_committee: bool) -> bool:
    return in_control_committee


@statute(
    "kommuneloven",
    "24-3",
    says=N_(
        "The auditor may speak in the council, and in the control committee unless it treats an auditor's employment."
    ),
    remedy=N_("Let a member raise it."),
)
def auditor_may_speak(body_kind: str, nature: str = "") -> bool:
    return body_kind == "council" or (body_kind == "control_committee" and nature != "employee")


@statute(
    "kommuneloven",
    "10-3",
    part=2,
    says=N_(
        "The leader of the executive council may speak in the other bodies, but not in the control committee."
    ),
    remedy=N_("Let a member raise it."),
)
def government_leader_may_speak(body_kind: str) -> bool:
    return body_kind not in ("control_committee", "executive_council")


@statute(
    "kommuneloven",
    "10-3",
    part=2,
    says=N_("The leader of the executive council can let another of its members stand in."),
    remedy=N_("Choose a member of the executive council."),
)
def government_leader_lets_a_member(in_executive_council: bool) -> bool:
    return in_executive_council


@statute(
    "kommuneloven",
    "10-3",
    part=2,
    says=N_(
        "Whoever leads a part of the administration for the executive council may speak in bodies that treat cases of that part, but not in the control committee."
    ),
    remedy=N_("Let a member raise it."),
)
def leader_of_a_part_may_speak(body_kind: str, own_part: bool) -> bool:
    return own_part and body_kind != "control_committee"


@statute(
    "kommuneloven",
    "10-3",
    part=3,
    says=N_(
        "The executive council has no right to speak when elected bodies treat how they are organised themselves."
    ),
    remedy=N_("Let a member raise it."),
)
def government_stays_out_of_organising(nature: str) -> bool:
    return nature != "organising"


@statute(
    "kommuneloven",
    "10-3",
    part=1,
    says=N_("The members of the executive council may speak in the council."),
    remedy=N_("Let a member raise it."),
)
def executive_councillors_may_speak(body_kind: str) -> bool:
    return body_kind == "council"


@statute(
    "kommuneloven",
    "13-4",
    part=1,
    says=N_(
        "The employees' representatives may speak about the municipality as employer, but not on the board of an enterprise where they sit."
    ),
    remedy=N_("Let a member raise it."),
)
def employees_may_speak(body_kind: str, nature: str, represented: bool = False) -> bool:
    """``represented``: the employees sit on the board of the enterprise themselves."""
    if body_kind == "enterprise_board" and represented:
        return False
    return nature in ("employer", "employee", "bargaining") and body_kind not in ELSEWHERE


@statute(
    "kommuneloven",
    "13-4",
    part=2,
    says=N_(
        "The employees' representatives take no part in what is about negotiations, conflicts or wage agreements."
    ),
    remedy=N_("Treat the item without them."),
)
def employees_stay_out_of_bargaining(nature: str) -> bool:
    return nature != "bargaining"


@statute(
    "kommuneloven",
    "13-4",
    part=3,
    says=N_(
        "The employees' representatives do not meet in the control committee or where complaints are tried."
    ),
    remedy=N_("Let a member raise it."),
)
def employees_meet_here(body_kind: str) -> bool:
    return body_kind not in ("control_committee", "complaints_board")


@statute(
    "kommuneloven",
    "8-1",
    part=2,
    says=N_(
        "Only those who sit in a body may make proposals in it, unless the law says otherwise."
    ),
    remedy=N_("Let a member make the proposal."),
)
def has_right_to_propose(sits: bool, by_law: bool) -> bool:
    return sits or by_law


@statute(
    "kommuneloven",
    "6-1",
    part=3,
    says=N_(
        "The mayor may make proposals in all bodies under the council, but not in the control committee."
    ),
    remedy=N_("Let a member make the proposal."),
)
def mayor_may_propose(body_kind: str) -> bool:
    return mayor_may_speak(body_kind) and body_kind != "control_committee"
