"""What the law asks of what has been promised, and of what is owed at intervals: plain Python."""

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


@statute(
    "kommuneloven",
    "14-5",
    part=3,
    says=N_(
        "The chief executive reports to the council on income and expenditure against the budget at least twice a year."
    ),
    remedy=N_("Give the report, and set it to fall due at least twice a year."),
)
def reports_on_the_budget(times_a_year: float, late: int) -> bool:
    return times_a_year >= 2 and late == 0


@statute(
    "kommuneloven",
    "14-13",
    part=3,
    says=N_(
        "The chief executive reports to the council on financial assets and debt at least twice a year, and on the whole year when it has ended."
    ),
    remedy=N_("Give the report, and set it to fall due at least three times a year."),
)
def reports_on_assets_and_debt(times_a_year: float, late: int) -> bool:
    return times_a_year >= 3 and late == 0


@statute(
    "kommuneloven",
    "25-2",
    says=N_(
        "The chief executive reports to the council on internal control and on the results of state supervision at least once a year."
    ),
    remedy=N_("Give the report, and set it to fall due at least once a year."),
)
def reports_on_internal_control(times_a_year: float, late: int) -> bool:
    return times_a_year >= 1 and late == 0
