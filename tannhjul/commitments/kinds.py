"""What can be judged of which nouns, and by whom: each module declares its own in ``subjects.py``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from tannhjul.core import subjects
from tannhjul.core.enums import Phase


@dataclass(frozen=True)
class Kind:
    """One sort of judgement.

    ``asks``: the question; ``verdicts``: key -> answer in words, in order. ``roles``: who may judge
    on the page of a row (none: only within another act); ``open_to``: which rows. ``answers``: the
    field with the person who answers for a row. ``phase``: where in policy-making it is done.
    ``by_whoever_sees``: also by those who may know of a row and not read what is exempt in it.
    """

    key: str
    models: tuple[type[Model], ...]
    asks: Any
    verdicts: Mapping[str, Any]
    roles: tuple[str, ...] = ()
    open_to: Callable[[Any], bool] = lambda row: True
    answers: str = ""
    phase: str = Phase.FOLLOW_UP
    by_whoever_sees: bool = False

    @property
    def nouns(self) -> list[subjects.Subject]:
        """The nouns of which it is judged."""
        return [subjects.SUBJECTS[model] for model in self.models]


KINDS: dict[str, Kind] = {}


def kind(key: str, *models: type[Model], **about: Any) -> Kind:
    """Declare a sort of judgement; see ``Kind``."""
    KINDS[key] = Kind(key, models, **about)
    return KINDS[key]
