"""The local regulation: what the council itself sets (kommuneloven §§ 8-3 to 8-6). Rates are rows.

A rate is 0 until it has been decided. A body can have its own.
"""

from tannhjul.core.choices import option, yes_no
from tannhjul.core.law import N_

YEARLY = 5_000_000
DAILY = 100_000

ATTENDANCE = option(
    "allowances.attendance",
    0,
    says=N_("Kroner for each meeting attended"),
    unit=N_("kroner"),
    source="kommuneloven § 8-4",
    most=DAILY,
)
LEADER_YEAR = option(
    "allowances.leader_year",
    0,
    says=N_("Kroner a year to the leader"),
    unit=N_("kroner"),
    source="kommuneloven § 8-4",
    most=YEARLY,
)
DEPUTY_YEAR = option(
    "allowances.deputy_year",
    0,
    says=N_("Kroner a year to the deputy leader"),
    unit=N_("kroner"),
    source="kommuneloven § 8-4",
    most=YEARLY,
)
MEMBER_YEAR = option(
    "allowances.member_year",
    0,
    says=N_("Kroner a year to the other members"),
    unit=N_("kroner"),
    source="kommuneloven § 8-4",
    most=YEARLY,
)
WRITTEN = yes_no(
    "allowances.written",
    False,
    says=N_("Deciding in writing is paid as a meeting"),
    source="kommuneloven § 8-4",
)
LOSS_SHOWN_DAY = option(
    "allowances.loss_shown_day",
    0,
    says=N_("Most kroner a day for documented lost income"),
    unit=N_("kroner"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
LOSS_HOUR = option(
    "allowances.loss_hour",
    0,
    says=N_("Kroner an hour for lost income that is not documented"),
    unit=N_("kroner"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
LOSS_DAY = option(
    "allowances.loss_day",
    0,
    says=N_("Most kroner a day for lost income that is not documented"),
    unit=N_("kroner"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
CARE_DAY = option(
    "allowances.care_day",
    0,
    says=N_("Most kroner a day for care of others"),
    unit=N_("kroner"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
EXPENSE_DAY = option(
    "allowances.expense_day",
    0,
    says=N_("Most kroner a day for other expenses"),
    unit=N_("kroner"),
    source="kommuneloven § 8-3",
    most=DAILY,
)
KM_ORE = option(
    "allowances.km_ore",
    0,
    says=N_("Øre for a kilometre by own car"),
    unit=N_("øre"),
    source="kommuneloven § 8-3",
    most=10_000,
)
NOTICE_MONTHS = option(
    "allowances.notice_months",
    3,
    says=N_(
        "Months of notice for permanent employees, the most that an allowance after office lasts"
    ),
    unit=N_("months"),
    source="kommuneloven § 8-6",
    most=6,
)
CLAIM_DAYS = option(
    "allowances.claim_days",
    90,
    says=N_("Days within which a claim should be sent"),
    unit=N_("days"),
    source="kommuneloven § 8-3",
    most=1100,
)
CHECK_DAYS = option(
    "allowances.check_days",
    7,
    says=N_("Days members have to check a settlement"),
    unit=N_("days"),
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
