"""What is owed, asked and paid."""

from .claims import (
    asked,
    attended,
    granted_before,
    is_late,
    is_rate_set,
    last_trip,
    most_a_day,
    suggested,
)
from .owed import Owed, owed
from .rates import Freed, Rates, limits, regulation
from .settlements import (
    begun,
    by_kind,
    coming,
    differences,
    lines_for,
    loose_ends,
    next_period,
    own_lines,
    paid,
    parts,
    payable,
    waiting_checks,
)

__all__ = [
    "asked",
    "attended",
    "granted_before",
    "is_late",
    "is_rate_set",
    "last_trip",
    "most_a_day",
    "suggested",
    "Owed",
    "owed",
    "Freed",
    "Rates",
    "limits",
    "regulation",
    "begun",
    "by_kind",
    "coming",
    "differences",
    "lines_for",
    "loose_ends",
    "next_period",
    "own_lines",
    "paid",
    "parts",
    "payable",
    "waiting_checks",
]
