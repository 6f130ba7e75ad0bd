"""What events are called, which facts they carry, and who wants to hear: each module's ``verbs.py``."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Verb:
    """One kind of event.

    ``facts``: the names of the ids, dates and codes it may carry. ``phase``: the phase it belongs
    to whatever it happens to. ``news``: those who follow what it happens to, or happens in, are told.
    ``small``: a step within another, left out where the history of a case is told.
    ``proves``: the log keeps a salted hash of the content of what it happened to.
    """

    label: Any
    facts: tuple[str, ...] = ()
    phase: str = ""
    news: bool = False
    proves: bool = False
    small: bool = False


VERBS: dict[str, Verb] = {}


def declare(module: str, verbs: dict[str, Verb]) -> None:
    """Give a module its verbs, e.g. ``declare("cases", {"approve": Verb(_("…"), news=True)})``."""
    VERBS.update({f"{module}.{name}": verb for name, verb in verbs.items()})


def named(name: str) -> Any:
    """The name of a verb on a page; the verb itself if nobody declared it."""
    return VERBS[name].label if name in VERBS else name


def small() -> list[str]:
    """The verbs that are steps within others."""
    return [name for name, verb in VERBS.items() if verb.small]


def news() -> list[str]:
    """The verbs that followers are told of."""
    return [name for name, verb in VERBS.items() if verb.news]


declare("core", {"forget": Verb(_("A text was erased"), small=True)})
