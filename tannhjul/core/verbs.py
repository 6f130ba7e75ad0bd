"""What an event is called on a page: each module names its own verbs."""

from typing import Any

NAMES: dict[str, Any] = {}


def name(prefix: str, verbs: dict[str, Any]) -> None:
    """Give the verbs of a module their names, e.g. ``name("cases", {"approve": _("…")})``."""
    NAMES.update({f"{prefix}.{verb}": label for verb, label in verbs.items()})


def named(verb: str) -> Any:
    """The name of a verb; the verb itself if nobody named it."""
    return NAMES.get(verb, verb)
