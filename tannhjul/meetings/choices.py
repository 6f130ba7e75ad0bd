"""What a municipality chooses itself about meetings."""

from tannhjul.core.choices import option, yes_no
from tannhjul.core.law import N_

NOTICE_DAYS = option(
    "meetings.notice_days",
    7,
    says=N_("Days from notice to meeting"),
    unit=N_("days"),
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
REMOTE = yes_no(
    "meetings.remote",
    False,
    says=N_("Remote meetings may be held"),
    source="kommuneloven § 11-7",
)
URGENT = yes_no(
    "meetings.urgent",
    False,
    says=N_("May decide urgent matters in place of another body"),
    source="kommuneloven § 11-8",
)
QUESTION_DAYS = option(
    "meetings.question_days",
    3,
    says=N_("Days before the meeting that a reasoned question must be sent"),
    unit=N_("days"),
    source="kommuneloven § 11-12",
    most=60,
)
INTERPELLATION_DAYS = option(
    "meetings.interpellation_days",
    14,
    says=N_("Days before the meeting that an interpellation must be sent"),
    unit=N_("days"),
    source="kommuneloven § 11-12",
    most=60,
)
ORAL_DAYS = option(
    "meetings.oral_days",
    0,
    says=N_("Days before the meeting that an oral question must be announced"),
    unit=N_("days"),
    source="kommuneloven § 11-12",
    most=60,
)
PROPOSAL_DAYS = option(
    "meetings.proposal_days",
    0,
    says=N_("Days before the meeting that a private proposal must be sent"),
    unit=N_("days"),
    source="kommuneloven § 11-12",
    most=60,
)
RESOLUTION_DAYS = option(
    "meetings.resolution_days",
    0,
    says=N_("Days before the meeting that a resolution must be sent"),
    unit=N_("days"),
    source="kommuneloven § 11-12",
    most=60,
)
SPEECH_SECONDS = option(
    "meetings.speech_seconds",
    180,
    says=N_("Seconds for a speech"),
    unit=N_("seconds"),
    source="kommuneloven § 11-12",
    least=10,
    most=3600,
)
REPLY_SECONDS = option(
    "meetings.reply_seconds",
    60,
    says=N_("Seconds for a reply"),
    unit=N_("seconds"),
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
PARTY_ORDER = yes_no(
    "meetings.party_order",
    False,
    says=N_("The party that has spoken least speaks first"),
    source="kommuneloven § 11-12",
)
