"""Slots: an upper module puts a panel on a lower module's page, without being known to it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_panels: dict[str, list[tuple[str, Callable[[Any, Any], dict | None]]]] = defaultdict(list)


def add(slot: str, template: str) -> Callable:
    """Register ``panel(request, obj) -> context`` (None: not shown) for a slot such as "cases:detail"."""

    def register(panel: Callable[[Any, Any], dict | None]) -> Callable:
        _panels[slot].append((template, panel))
        return panel

    return register


def fill(slot: str, request: Any, obj: Any) -> list[tuple[str, dict]]:
    """The panels of a slot, as (template, context)."""
    filled = ((template, panel(request, obj)) for template, panel in _panels[slot])
    return [(template, context) for template, context in filled if context is not None]
