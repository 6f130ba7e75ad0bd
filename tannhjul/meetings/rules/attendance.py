"""Who is there, enough of them, and who leads (kommuneloven ch. 11): plain Python."""

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
    "7-1",
    part=1,
    says=N_("At least two thirds of the council must be present in the constituting meeting."),
    remedy=N_("Call deputies, or call a new meeting."),
)
def two_thirds_constitute(members: int, present: int) -> bool:
    return 3 * present >= 2 * members


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
    "11-11",
    part=1,
    says=N_(
        "The body can exempt a member from a case when personal reasons speak for it; the member asks."
    ),
    remedy=N_("Write that the member has asked, and let the body decide."),
)
def asks_to_be_exempted(reason: str) -> bool:
    return bool(reason.strip())


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
