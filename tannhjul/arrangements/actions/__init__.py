"""Every write about arrangements."""

from .adopting import (
    apply_due,
    decide,
    introduce,
    propose,
    propose_to_step_back,
    reject,
    sentence,
)

__all__ = [
    "apply_due",
    "decide",
    "introduce",
    "propose",
    "propose_to_step_back",
    "reject",
    "sentence",
]
