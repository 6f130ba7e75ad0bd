"""Every write about cases."""

from .moving import hand_over, take_over, treat
from .preparing import (
    add_alternative,
    add_link,
    add_party,
    approve,
    attach,
    change_alternative,
    exempt,
    keep_for,
    open_case,
    remove,
    send_back,
    set_route,
    settle,
    submit,
    take_back,
    withdraw,
    write,
)
from .taking_down import take_down

__all__ = [
    "exempt",
    "hand_over",
    "add_alternative",
    "add_link",
    "add_party",
    "approve",
    "attach",
    "change_alternative",
    "keep_for",
    "open_case",
    "remove",
    "send_back",
    "set_route",
    "settle",
    "submit",
    "take_back",
    "take_down",
    "take_over",
    "treat",
    "withdraw",
    "write",
]
