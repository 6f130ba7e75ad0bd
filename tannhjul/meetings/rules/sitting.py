"""Who takes part: quorum, impartiality, doors, the floor, the minutes (kommuneloven ch. 8 and 11): plain Python."""

from collections.abc import Collection

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "11-9",
    part=1,
    says=N_("At least half of the members must be present during the debate and vote."),
    remedy=N_("Wait for members or call deputies; without a quorum the case must be postponed."),
)
def has_quorum(members: int, present: int) -> bool:
    return 2 * present >= members


@statute(
    "kommuneloven",
    "11-10",
    part=1,
    says=N_(
        "A member with a personal interest is disqualified; the rules of the Public Administration Act apply."
    ),
    remedy=N_("Let the body decide on the member's impartiality, without the member."),
)
def disqualified_stay_out(disqualified: Collection[int], taking_part: Collection[int]) -> bool:
    return not set(disqualified) & set(taking_part)


@statute(
    "forvaltningsloven",
    "8",
    part=2,
    says=N_(
        "The body itself decides whether a member is impartial, without that member taking part."
    ),
    remedy=N_("Let the others decide."),
)
def decided_without_the_member(member: int, deciding: Collection[int]) -> bool:
    return member not in deciding and len(deciding) > 0


@statute(
    "kommuneloven",
    "11-6",
    says=N_("Whoever asks may record or stream an open meeting, unless it disturbs the meeting."),
    remedy=N_("Let them record, or say how it disturbs."),
)
def recording_is_let_be(refused: bool, disturbs: bool) -> bool:
    return disturbs or not refused


@statute(
    "kommuneloven",
    "11-5",
    part=2,
    says=N_("A meeting may only be closed on a ground that the law gives."),
    remedy=N_("Choose the ground, or keep the doors open."),
)
def may_close_doors(basis: str) -> bool:
    return basis in ("11-5-2", "11-5-3", "11-5-a", "11-5-b")


@statute(
    "kommuneloven",
    "11-4",
    part=1,
    says=N_(
        "The minutes must show time and place, who was present and absent, the cases, the decisions and the votes."
    ),
    remedy=N_("Conclude every item and record the attendance before the minutes are approved."),
)
def minutes_are_complete(present: int, undecided_items: int) -> bool:
    return present > 0 and undecided_items == 0


@statute(
    "kommuneloven",
    "7-10",
    part=1,
    says=N_("A deputy sits only while the member is away or out of the case: one in each seat."),
    remedy=N_("Let the one who sits leave first."),
)
def one_sits_in_each_seat(other_sits: bool) -> bool:
    return not other_sits


@statute(
    "kommuneloven",
    "8-1",
    part=1,
    says=N_("Only those who sit in the case may speak, unless the law says otherwise."),
    remedy=N_("Let a member raise it."),
)
def has_right_to_speak(sits: bool, by_law: bool) -> bool:
    return sits or by_law


@statute(
    "kommuneloven",
    "6-1",
    says=N_("The mayor may speak in all bodies under the council."),
    remedy=N_("Let a member raise it."),
)
def mayor_may_speak(body_kind: str) -> bool:
    return body_kind not in ("executive_council", "parliamentary_board")


@statute(
    "kommuneloven",
    "13-1",
    says=N_("The chief executive may speak in all bodies but the control committee."),
    remedy=N_("Let a member raise it."),
)
def chief_executive_may_speak(body_kind: str) -> bool:
    return body_kind != "control_committee"


@statute(
    "kommuneloven",
    "23-2",
    says=N_("The leader of the control committee may speak in the council on its cases."),
    remedy=N_("Let a member raise it."),
)
def control_leader_may_speak(body_kind: str) -> bool:
    return body_kind == "council"


@statute(
    "kommuneloven",
    "7-1",
    part=2,
    says=N_("At least two thirds of the council must be present in the constituting meeting."),
    remedy=N_("Call deputies, or call a new meeting."),
)
def two_thirds_constitute(members: int, present: int) -> bool:
    return 3 * present >= 2 * members


@statute(
    "kommuneloven",
    "8-1",
    part=1,
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
    says=N_(
        "The mayor may make proposals in all bodies under the council, but not in the control committee."
    ),
    remedy=N_("Let a member make the proposal."),
)
def mayor_may_propose(body_kind: str) -> bool:
    return mayor_may_speak(body_kind) and body_kind != "control_committee"


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
    "11-11",
    says=N_(
        "The body can exempt a member from a case when weighty personal reasons speak for it; the member asks."
    ),
    remedy=N_("Write that the member has asked, and let the body decide."),
)
def asks_to_be_exempted(reason: str) -> bool:
    return bool(reason.strip())


@statute(
    "kommuneloven",
    "11-5",
    part=3,
    says=N_("The body itself decides by majority, in an open vote, whether the doors are closed."),
    remedy=N_("Keep the doors open."),
)
def majority_closes_the_doors(votes_for: int, votes_against: int) -> bool:
    return votes_for > votes_against


@statute(
    "kommuneloven",
    "11-2",
    part=3,
    says=N_(
        "The leader leads the meeting, else the deputy leader, else someone whom those present elect."
    ),
    remedy=N_("Let the leader or the deputy leader chair, if one of them is here and takes part."),
)
def is_led_in_order(office: str, leader_here: bool, deputy_here: bool) -> bool:
    if office == "leader":
        return True
    return not leader_here and (office == "deputy_leader" or not deputy_here)
