"""What meetings keep: the meeting and its record, and what members raise between meetings."""

from .meetings import (
    Absence,
    Ballot,
    Call,
    Item,
    Meeting,
    MeetingDocument,
    Presence,
    Proposal,
    Recusal,
    Signature,
    Speech,
    Vote,
)
from .motions import Motion, Support

__all__ = [
    "Absence",
    "Ballot",
    "Call",
    "Item",
    "Meeting",
    "MeetingDocument",
    "Motion",
    "Presence",
    "Proposal",
    "Recusal",
    "Signature",
    "Speech",
    "Support",
    "Vote",
]
