"""What the minutes hold (kommuneloven § 11-4): plain Python."""

from tannhjul.core.law import N_, statute


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
