"""The local regulation: what the council itself sets (kommuneloven §§ 8-3 to 8-6). Rates are rows.

A rate is 0 until it has been decided. A body can have its own.
"""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

YEARLY = 5_000_000
DAILY = 100_000

ATTENDANCE = option(
    "allowances.attendance",
    0,
    says=N_("Kroner for each meeting attended"),
    source="kommuneloven § 8-4",
    most=DAILY,
)
LEADER_YEAR = option(
    "allowances.leader_year",
    0,
    says=N_("Kroner a year to the leader"),
    source="kommuneloven § 8-4",
    most=YEARLY,
)
DEPUTY_YEAR = option(
    "allowances.deputy_year",
    0,
    says=N_("Kroner a year to the deputy leader"),
    source="kommuneloven § 8-4",
    most=YEARLY,
)
MEMBER_YEAR = option(
    "allowances.member_year",
    0,
    says=N_("Kroner a year to the other members"),
    source="kommuneloven § 8-4",
    most=YEARLY,
)
WRITTEN = option(
    "allowances.written",
    0,
    says=N_("Deciding in writing is paid as a meeting (1 yes, 0 no)"),
    source="kommuneloven § 8-4",
    most=1,
)
LOSS_SHOWN_DAY = option(
    "allowances.loss_shown_day",
    0,
    says=N_("Most kroner a day for documented lost income"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
LOSS_HOUR = option(
    "allowances.loss_hour",
    0,
    says=N_("Kroner an hour for lost income that is not documented"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
LOSS_DAY = option(
    "allowances.loss_day",
    0,
    says=N_("Most kroner a day for lost income that is not documented"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
CARE_DAY = option(
    "allowances.care_day",
    0,
    says=N_("Most kroner a day for care of others"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
EXPENSE_DAY = option(
    "allowances.expense_day",
    0,
    says=N_("Most kroner a day for other expenses"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
KM_ORE = option(
    "allowances.km_ore",
    0,
    says=N_("Øre for a kilometre by own car"),
    source="kommuneloven § 8-3",
    most=10_000,
)
NOTICE_MONTHS = option(
    "allowances.notice_months",
    3,
    says=N_(
        "Months of notice for permanent employees, the most that an allowance after office lasts"
    ),
    source="kommuneloven § 8-6",
    most=6,
)
CLAIM_DAYS = option(
    "allowances.claim_days",
    90,
    says=N_("Days within which a claim should be sent"),
    source="kommuneloven § 8-3",
    most=1100,
)
CHECK_DAYS = option(
    "allowances.check_days",
    7,
    says=N_("Days members have to check a settlement"),
    source="kommuneloven § 8-4",
    most=60,
)
RATES = (
    ATTENDANCE,
    LEADER_YEAR,
    DEPUTY_YEAR,
    MEMBER_YEAR,
    LOSS_SHOWN_DAY,
    LOSS_HOUR,
    LOSS_DAY,
    CARE_DAY,
    EXPENSE_DAY,
    KM_ORE,
)
