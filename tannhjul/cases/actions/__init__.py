"""Every write about cases."""

from .preparing import (
    add_alternative,
    add_link,
    add_party,
    approve,
    attach,
    change_alternative,
    open_case,
    remove,
    send_back,
    set_way,
    settle,
    submit,
    take_back,
    treat,
    withdraw,
    write,
)

__all__ = [
    "add_alternative",
    "add_link",
    "add_party",
    "approve",
    "attach",
    "change_alternative",
    "open_case",
    "remove",
    "send_back",
    "set_way",
    "settle",
    "submit",
    "take_back",
    "treat",
    "withdraw",
    "write",
]
