"""Decisions, with delegated power too; what was promised with them; how they are tried again."""

from .decisions import (
    Alert,
    CallIn,
    Commitment,
    Decision,
    Delegated,
    Judgement,
    Report,
    Reversal,
)
from .reviews import Complaint, DelegatedDemand, LegalityCheck

__all__ = [
    "Alert",
    "CallIn",
    "Commitment",
    "Complaint",
    "Decision",
    "Delegated",
    "DelegatedDemand",
    "Judgement",
    "LegalityCheck",
    "Report",
    "Reversal",
]
