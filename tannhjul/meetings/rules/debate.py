"""Who may speak and propose, and behind which doors (kommuneloven ch. 8 and 11): plain Python."""

from tannhjul.core.law import N_, statute


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
    says=N_("The mayor may speak in all bodies under the council."),
    remedy=N_("Let a member raise it."),
)
def mayor_may_speak(body_kind: str) -> bool:
    return body_kind not in ("executive_council", "parliamentary_board")


@statute(
    "kommuneloven",
    "13-1",
    part=5,
    says=N_("The chief executive may speak in all bodies but the control committee."),
    remedy=N_("Let a member raise it."),
)
def chief_executive_may_speak(body_kind: str) -> bool:
    return body_kind != "control_committee"


@statute(
    "kommuneloven",
    "23-2",
    part=2,
    says=N_("The leader of the control committee may speak in the council on its cases."),
    remedy=N_("Let a member raise it."),
)
def control_leader_may_speak(body_kind: str) -> bool:
    return body_kind == "council"


@statute(
    "kommuneloven",
    "24-3",
    says=N_("The auditor may speak in the council and in the control committee."),
    remedy=N_("Let a member raise it."),
)
def auditor_may_speak(body_kind: str) -> bool:
    return body_kind in ("council", "control_committee")


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
    part=1,
    says=N_("The members of the executive council may speak in the council."),
    remedy=N_("Let a member raise it."),
)
def executive_councillors_may_speak(body_kind: str) -> bool:
    return body_kind == "council"


@statute(
    "kommuneloven",
    "13-4",
    says=N_(
        "The employees' representatives may speak about the municipality as employer, but not in the control committee or a complaints board."
    ),
    remedy=N_("Let a member raise it."),
)
def employees_may_speak(body_kind: str) -> bool:
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


@statute(
    "kommuneloven",
    "11-6",
    part=1,
    says=N_("Whoever asks may record or stream an open meeting, unless it disturbs the meeting."),
    remedy=N_("Let them record, or say how it disturbs."),
)
def recording_is_let_be(refused: bool, disturbs: bool) -> bool:
    return disturbs or not refused


@statute(
    "kommuneloven",
    "11-5",
    part=3,
    says=N_("A meeting may only be closed on a ground that the law gives."),
    remedy=N_("Choose the ground, or keep the doors open."),
)
def may_close_doors(basis: str) -> bool:
    return basis in ("11-5-2", "11-5-3", "11-5-a", "11-5-b")


@statute(
    "kommuneloven",
    "11-5",
    part=2,
    says=N_("The doors are closed when a case about an employee's position is treated."),
    remedy=N_("Close the doors for the item first."),
)
def employees_are_behind_doors(nature: str, basis: str) -> bool:
    return nature != "employee" or basis != ""


@statute(
    "kommuneloven",
    "11-5",
    part=2,
    says=N_(
        "The doors are closed when what is treated is subject to a statutory duty of confidentiality."
    ),
    remedy=N_("Close the doors for the item first."),
)
def confidential_is_behind_doors(ground: str, basis: str) -> bool:
    return ground != "13" or basis != ""


@statute(
    "kommuneloven",
    "11-5",
    part=5,
    says=N_("The body itself decides by majority, in an open vote, whether the doors are closed."),
    remedy=N_("Keep the doors open."),
)
def majority_closes_the_doors(votes_for: int, votes_against: int, chair_for: bool = False) -> bool:
    """Of equal votes the chair's decides, as in all but elections (§ 11-9 (2))."""
    return votes_for > votes_against or (votes_for == votes_against > 0 and chair_for)
