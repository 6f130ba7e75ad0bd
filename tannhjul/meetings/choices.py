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
REMOTE = option(
    "meetings.remote",
    0,
    says=N_("Remote meetings may be held (1 yes, 0 no)"),
    source="kommuneloven § 11-7",
    most=1,
)
URGENT = option(
    "meetings.urgent",
    0,
    says=N_("May decide urgent matters in place of another body (1 yes, 0 no)"),
    source="kommuneloven § 11-8",
    most=1,
)
QUESTION_DAYS = option(
    "meetings.question_days",
    3,
    says=N_("Days before the meeting that a reasoned question must be sent"),
    source="kommuneloven § 11-12",
    most=60,
)
INTERPELLATION_DAYS = option(
    "meetings.interpellation_days",
    14,
    says=N_("Days before the meeting that an interpellation must be sent"),
    source="kommuneloven § 11-12",
    most=60,
)
ORAL_DAYS = option(
    "meetings.oral_days",
    0,
    says=N_("Days before the meeting that an oral question must be announced"),
    source="kommuneloven § 11-12",
    most=60,
)
PROPOSAL_DAYS = option(
    "meetings.proposal_days",
    0,
    says=N_("Days before the meeting that a private proposal must be sent"),
    source="kommuneloven § 11-12",
    most=60,
)
RESOLUTION_DAYS = option(
    "meetings.resolution_days",
    0,
    says=N_("Days before the meeting that a resolution must be sent"),
    source="kommuneloven § 11-12",
    most=60,
)
SPEECH_SECONDS = option(
    "meetings.speech_seconds",
    180,
    says=N_("Seconds for a speech"),
    source="kommuneloven § 11-12",
    least=10,
    most=3600,
)
REPLY_SECONDS = option(
    "meetings.reply_seconds",
    60,
    says=N_("Seconds for a reply"),
    source="kommuneloven § 11-12",
    least=10,
    most=3600,
)
REPLIES = option(
    "meetings.replies",
    3,
    says=N_("How many replies a speech can get"),
    source="kommuneloven § 11-12",
    most=50,
)
PARTY_ORDER = option(
    "meetings.party_order",
    0,
    says=N_("The party that has spoken least speaks first (1 yes, 0 as asked)"),
    source="kommuneloven § 11-12",
    most=1,
)
