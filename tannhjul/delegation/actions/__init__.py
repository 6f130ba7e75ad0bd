"""Every write about areas and delegations."""

from .giving import (
    create_area,
    give,
    give_like,
    hand_over,
    mark_area,
    recall,
)
from .loading import Loaded, load

__all__ = [
    "Loaded",
    "create_area",
    "give",
    "give_like",
    "hand_over",
    "load",
    "mark_area",
    "recall",
]
