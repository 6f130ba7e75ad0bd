"""Every write about elections."""

from .effect import BEGINS_LATER, take_effect
from .holding import (
    cancel,
    count,
    load_count,
    open_election,
    put_list,
    reopen,
    stop_vote,
    strike_list,
    vote,
)

__all__ = [
    "BEGINS_LATER",
    "cancel",
    "count",
    "load_count",
    "open_election",
    "put_list",
    "reopen",
    "stop_vote",
    "strike_list",
    "take_effect",
    "vote",
]
