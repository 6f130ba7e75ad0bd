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


ONCE_A_TERM = 0.25  # a term is four years


@statute(
    "kommuneloven",
    "23-3",
    part=2,
    says=N_(
        "The control committee draws up a plan for performance audits once a term, by the end of the year after the council was constituted."
    ),
    remedy=N_("Draw up the plan, and let the council decide it."),
)
def plans_performance_audits(times_a_year: float, late: int) -> bool:
    return times_a_year >= ONCE_A_TERM and late == 0


@statute(
    "kommuneloven",
    "23-4",
    part=2,
    says=N_(
        "The control committee draws up a plan for control of ownership once a term, by the end of the year after the council was constituted."
    ),
    remedy=N_("Draw up the plan, and let the council decide it."),
)
def plans_ownership_control(times_a_year: float, late: int) -> bool:
    return times_a_year >= ONCE_A_TERM and late == 0


@statute(
    "kommuneloven",
    "24-7",
    part=4,
    says=N_(
        "The auditor sums up to the control committee once a year what has been pointed out and not put right."
    ),
    remedy=N_("Give the summary, and set it to fall due at least once a year."),
)
def sums_up_what_stands(times_a_year: float, late: int) -> bool:
    return times_a_year >= 1 and late == 0


@statute(
    "kommuneloven",
    "24-8",
    part=1,
    says=N_("The auditor reports to the council on the accounts by 15 April."),
    remedy=N_("Give the report, and set it to fall due by 15 April each year."),
)
def audits_the_accounts(times_a_year: float, late: int) -> bool:
    return times_a_year >= 1 and late == 0


@statute(
    "kommuneloven",
    "24-9",
    part=3,
    says=N_(
        "The auditor states to the control committee by 30 June whether the finances are managed by law and decisions."
    ),
    remedy=N_("Give the statement, and set it to fall due by 30 June each year."),
)
def states_compliance(times_a_year: float, late: int) -> bool:
    return times_a_year >= 1 and late == 0


@statute(
    "kommuneloven",
    "26-1",
    part=1,
    says=N_("A report on ownership is drawn up once a term, and decided by the council itself."),
    remedy=N_("Draw up the report, and let the council decide it."),
)
def reports_on_ownership(times_a_year: float, late: int) -> bool:
    return times_a_year >= ONCE_A_TERM and late == 0


@statute(
    "kommuneloven",
    "9-14",
    part=1,
    says=N_(
        "The manager of an enterprise reports to its board on internal control and state supervision at least once a year."
    ),
    remedy=N_("Give the report, and set it to fall due at least once a year."),
)
def manager_reports_on_internal_control(times_a_year: float, late: int) -> bool:
    return times_a_year >= 1 and late == 0


@statute(
    "kommuneloven",
    "9-15",
    part=1,
    says=N_(
        "The manager of an enterprise reports to its board on income and expenditure at least twice a year."
    ),
    remedy=N_("Give the report, and set it to fall due at least twice a year."),
)
def manager_reports_on_the_budget(times_a_year: float, late: int) -> bool:
    return times_a_year >= 2 and late == 0


@statute(
    "kommuneloven",
    "9-15",
    part=2,
    says=N_(
        "The board of an enterprise reports to the council during the year on income and expenditure within its frame."
    ),
    remedy=N_("Give the report, and set it to fall due at least once a year."),
)
def board_reports_on_its_frame(times_a_year: float, late: int) -> bool:
    return times_a_year >= 1 and late == 0
