"""What a municipality chooses itself about meetings."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

NOTICE_DAYS = option(
    "meetings.notice_days",
    7,
    says=N_("Days from notice to meeting"),
    source="kommuneloven § 11-3",
)
