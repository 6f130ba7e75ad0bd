"""Decisions, with delegated power too; what was promised with them; how they are tried again."""

from .decisions import (
    CallIn,
    Decision,
    DelegatedDecision,
    Precedent,
    Report,
    Reversal,
    Told,
)
from .reviews import Complaint, DelegatedDemand, LegalityCheck

__all__ = [
    "CallIn",
    "Complaint",
    "Decision",
    "DelegatedDecision",
    "DelegatedDemand",
    "LegalityCheck",
    "Report",
    "Precedent",
    "Reversal",
    "Told",
]
