"""Behind which doors a body debates, and who may record it (kommuneloven ch. 11): plain Python."""

from tannhjul.core.law import N_, statute


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
