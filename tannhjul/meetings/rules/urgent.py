"""What cannot wait is decided in another's place (kommuneloven § 11-8): plain Python."""

from tannhjul.core.law import N_, statute

DECIDE_URGENTLY = ("executive_committee", "executive_council", "committee", "district_committee")


@statute(
    "kommuneloven",
    "11-8",
    part=1,
    says=N_(
        "The council can let the executive committee or another committee decide urgent matters in place of another body."
    ),
    remedy=N_("Let the right body be called, or let the council give the power."),
)
def may_decide_urgently(body_kind: str, allowed: int) -> bool:
    return allowed == 1 and body_kind in DECIDE_URGENTLY


@statute(
    "kommuneloven",
    "11-8",
    part=1,
    says=N_(
        "What has been decided urgently in place of a body is reported to it in its next meeting."
    ),
    remedy=N_("Put the report on the agenda, and treat it before the meeting is closed."),
)
def urgent_decisions_are_reported(unreported: int) -> bool:
    return unreported == 0
