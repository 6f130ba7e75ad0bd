"""What meetings keep: the meeting and its record, and what members raise between meetings."""

from .meetings import (
    Absence,
    Call,
    Item,
    Meeting,
    MeetingDocument,
    Presence,
    Proposal,
    Recusal,
    Signature,
    Speech,
)
from .motions import Motion, Support
from .votes import Ballot, Vote, VoteOption, Voter

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
    "VoteOption",
    "Voter",
]
