"""Every write about arrangements."""

from .adopting import apply_due, decide, end_trials, introduce, reject
from .proposing import Terms, propose, propose_review, propose_to_step_back, sentence
from .reviewing import say

__all__ = [
    "Terms",
    "apply_due",
    "decide",
    "end_trials",
    "introduce",
    "propose",
    "propose_review",
    "propose_to_step_back",
    "reject",
    "say",
    "sentence",
]
