"""Menus: each module says in its ``nav.py`` which of its pages stand in them, and for whom."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """A page in a menu: the name of its address, what it is called, its place, and for which roles."""

    menu: str
    address: str
    label: Any
    order: int
    roles: tuple[str, ...] = ()


_links: list[Link] = []


def link(menu: str, address: str, label: Any, *, order: int, roles: tuple[str, ...] = ()) -> None:
    """Put a page in a menu: "main" or "foot" of every page, or "own" beside the name of the reader.

    ``order``: lower comes first; ``roles``: for whom (none: for everyone).
    """
    _links.append(Link(menu, address, label, order, roles))


def links(menu: str, role: str) -> list[Link]:
    """The pages of a menu for someone in a role, in order."""
    mine = (row for row in _links if row.menu == menu and (not row.roles or role in row.roles))
    return sorted(mine, key=lambda row: row.order)
