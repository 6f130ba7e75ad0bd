"""What the law asks of what has been promised: plain Python."""

from datetime import date

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "13-1",
    part=4,
    says=N_(
        "The chief executive sees to it that decisions are carried out without undue delay, and alerts the body if something hinders it."
    ),
    remedy=N_("Report it done, or say what hinders it."),
)
def is_carried_out_or_alerted(deadline: date, done: bool, alerted: bool, today: date) -> bool:
    return done or alerted or today <= deadline
