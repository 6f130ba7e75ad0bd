"""Every write about cases."""

from .moving import take_over, treat
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
    set_way,
    settle,
    submit,
    take_back,
    withdraw,
    write,
)

__all__ = [
    "exempt",
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
    "set_way",
    "settle",
    "submit",
    "take_back",
    "take_over",
    "treat",
    "withdraw",
    "write",
]
