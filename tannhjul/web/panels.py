"""Slots: an upper module puts a panel on a lower module's page, without being known to it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Panel = Callable[[Any, Any], dict | None]
_panels: dict[str, list[tuple[int, str, Panel]]] = defaultdict(list)


def add(slot: str, template: str, *, order: int = 50) -> Callable[[Panel], Panel]:
    """Register ``panel(request, obj) -> context`` (None: not shown) for a slot such as "cases:detail".

    ``order``: lower comes first; panels of the same order stand as their modules do, from below.
    """

    def register(panel: Panel) -> Panel:
        _panels[slot].append((order, template, panel))
        return panel

    return register


def fill(slot: str, request: Any, obj: Any) -> list[tuple[str, dict]]:
    """The panels of a slot in order, as (template, context)."""
    rows = sorted(_panels[slot], key=lambda row: row[0])
    filled = ((template, panel(request, obj)) for _order, template, panel in rows)
    return [(template, context) for template, context in filled if context is not None]


def slots() -> list[str]:
    """Every slot that something is put in."""
    return sorted(_panels)
