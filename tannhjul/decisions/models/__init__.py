"""Decisions, with delegated power too; what was promised with them; how they are tried again."""

from .decisions import (
    CallIn,
    Decision,
    Delegated,
    Report,
    Reversal,
    Told,
)
from .reviews import Complaint, DelegatedDemand, LegalityCheck

__all__ = [
    "CallIn",
    "Complaint",
    "Decision",
    "Delegated",
    "DelegatedDemand",
    "LegalityCheck",
    "Report",
    "Reversal",
    "Told",
]
