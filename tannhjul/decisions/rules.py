"""What the law asks of decisions made with delegated power: plain Python."""

from collections.abc import Sequence
from datetime import date

from tannhjul.core.law import N_, statute
from tannhjul.organisation.rules.calendar import months_on, weeks_on

MONTHS = 6
APPEAL_BODIES = ("council", "executive_committee", "complaints_board")


@statute(
    "kommuneloven",
    "5-3",
    part=3,
    says=N_(
        "Whoever decides in place of the council does so with power that was given, in force on that day and reaching far enough."
    ),
    remedy=N_("Find out who may decide, and send the matter there."),
)
def decides_with_power_given(reaches: bool) -> bool:
    return reaches


@statute(
    "kommuneloven",
    "6-1",
    part=6,
    says=N_("The mayor reports to the council how delegated power has been used."),
    remedy=N_("Put the report on the agenda of the council's next meeting."),
)
def mayor_reports_use(meetings_since: int) -> bool:
    return meetings_since == 0


@statute(
    "kommuneloven",
    "10-2",
    part=6,
    says=N_(
        "The executive council reports its decisions of principle to the council at least every half year."
    ),
    remedy=N_("Put the report on the agenda of the council's next meeting."),
)
def executive_council_reports_each_half_year(unreported: Sequence[date], today: date) -> bool:
    return all(today <= months_on(day, MONTHS) for day in unreported)


@statute(
    "kommuneloven",
    "22-1",
    part=2,
    says=N_("The council can call in any case, and then decides it itself."),
    remedy=N_("Prepare the case for the body that has called it in."),
)
def is_not_called_in(called_in: bool) -> bool:
    return not called_in


@statute(
    "kommuneloven",
    "22-1",
    part=3,
    says=N_(
        "A superior body can reverse a decision as far as the one who made it could have done so."
    ),
    remedy=N_("Choose a decision of the council or of the body that gave the power."),
)
def is_reversed_from_above(above: bool) -> bool:
    return above


@statute(
    "forvaltningsloven",
    "29",
    part=1,
    says=N_("A complaint comes within three weeks after the decision was made known."),
    remedy=N_("Dismiss it, or say why it is treated all the same (§ 31)."),
)
def complaint_is_in_time(told: date, received: date, late_because: str) -> bool:
    return told <= received <= weeks_on(told, 3) or bool(late_because.strip())


@statute(
    "forvaltningsloven",
    "31",
    part=3,
    says=N_("A complaint is not treated when more than a year has gone since the decision."),
    remedy=N_("Dismiss it; whoever decided can still put a decision right without a complaint."),
)
def complaint_is_within_a_year(decided: date, received: date) -> bool:
    return received <= months_on(decided, 12)


@statute(
    "forvaltningsloven",
    "33",
    part=2,
    says=N_("Whoever decided looks at the complaint first, and can grant it."),
    remedy=N_("Let who decided treat it before it is passed on."),
)
def who_decided_looks_first(looked: bool) -> bool:
    return looked


@statute(
    "forvaltningsloven",
    "28",
    part=2,
    says=N_(
        "Complaints over the municipality's own decisions are tried by the council, the executive committee or a complaints board."
    ),
    remedy=N_(
        "Choose one of them that did not make the decision. What the council itself decided goes to the county governor."
    ),
)
def appeal_body_can_try(kind: str, decided_itself: bool, council_decided: bool = False) -> bool:
    if council_decided:
        return False
    return kind in APPEAL_BODIES and not decided_itself


@statute(
    "kommuneloven",
    "27-1",
    part=1,
    says=N_("The body that decided treats a demand for a legality check first."),
    remedy=N_("Put it on the body's agenda, and enter what it decided."),
)
def body_treats_check_first(looked: bool) -> bool:
    return looked
