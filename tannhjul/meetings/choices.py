"""What a municipality chooses itself about meetings."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

NOTICE_DAYS = option(
    "meetings.notice_days",
    7,
    says=N_("Days from notice to meeting"),
    source="kommuneloven § 11-3",
    most=60,
)
SIGNERS = option(
    "meetings.signers",
    2,
    says=N_("How many sign the minutes"),
    source="kommuneloven § 11-4",
    least=1,
    most=9,
)
