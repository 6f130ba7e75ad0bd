"""What meetings keep: the meeting and its record, and what members raise between meetings."""

from .debate import Recusal, Speech, Statement
from .meetings import (
    Absence,
    Call,
    Item,
    Meeting,
    MeetingDocument,
    Presence,
    Proposal,
    Signature,
)
from .motions import Motion, Support
from .votes import Ballot, Correction, Vote, VoteOption, Voter

__all__ = [
    "Absence",
    "Ballot",
    "Call",
    "Correction",
    "Item",
    "Meeting",
    "MeetingDocument",
    "Motion",
    "Presence",
    "Proposal",
    "Recusal",
    "Signature",
    "Speech",
    "Statement",
    "Support",
    "Vote",
    "VoteOption",
    "Voter",
]
