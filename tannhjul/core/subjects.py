"""What a noun is, said once by the module that owns it.

Each module's ``subjects.py`` describes its nouns. Search, following, feeds, the calendar and the
event log are engines that read them here, so nothing above keeps a list of what is below.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst

from .access import Permission
from .enums import Arena


@dataclass(frozen=True)
class Place:
    """Where something belongs: arena, matter (a case), unit, and phase of policy-making."""

    arena: int | None = None
    arena_kind: str = ""
    matter: int | None = None
    unit: int | None = None
    phase: str = ""


NOWHERE = Place()


def in_body(body: int | None, **more: Any) -> Place:
    """A place in a body (by its id); ``more``: matter, unit, phase."""
    return Place(arena=body, arena_kind=Arena.BODY if body else "", **more)


@dataclass(frozen=True)
class Text:
    """Something a row is found by; ``exempt``: only by those who may read what is exempt in it."""

    title: str
    text: str = ""
    exempt: bool = False
    state: str = ""
    day: date | None = None
    arena: int | None = None


def public_or_not(title: str, text: str, exempt: bool, **about: Any) -> list[Text]:
    """The title for all; the text with it, or only for those who may read what is exempt."""
    if not exempt:
        return [Text(title, text, **about)]
    return [Text(title, **about), Text(title, text, exempt=True, **about)]


@dataclass(frozen=True)
class Appointment:
    """A row as an entry in a calendar."""

    summary: str
    start: datetime
    end: datetime
    url: str
    place: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Subject:
    """A noun. What is left out, it does not have.

    ``slug``: its name in addresses. ``place``: where its events belong. ``coordinate``: which part
    of a place it is itself (arena, matter, unit), so that what happens *in* it is its news;
    ``arenas``: which kinds of arenas it is.
    ``see`` and ``read``: who knows of it, and who reads what is exempt. ``texts``: what a row is
    found by, anew after the verbs in ``found_after`` (none: after all); ``related`` and ``lists``:
    what texts read along, single rows and several. ``also``: verb -> other rows that are found anew.
    ``appointments``: (rows, from, to) -> the rows' entries in the calendar. ``colours``: state ->
    colour. ``content``: what of a row the event log proves. ``intact``: whether what a row keeps
    outside the database is as it was. ``promises``: whether promises can follow from it.
    """

    model: type[Model]
    slug: str = ""
    place: Callable[[Any], Place] = lambda row: NOWHERE
    coordinate: str = ""
    arenas: tuple[str, ...] = ()
    see: Permission | None = None
    read: Permission | None = None
    texts: Callable[[Any], list[Text]] | None = None
    found_after: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    also: dict[str, Callable[[Any, Any], Iterable[Model]]] = field(default_factory=dict)
    appointments: Callable[[QuerySet, datetime, datetime], Iterable[Appointment]] | None = None
    colours: dict[str, str] = field(default_factory=dict)
    content: Callable[[Any], Any] | None = None
    intact: Callable[[Any], bool] | None = None
    promises: bool = False

    @property
    def key(self) -> str:
        """Its name in the event log, e.g. «cases.case»."""
        return self.model._meta.label_lower

    @property
    def reading(self) -> Permission | None:
        """Who reads the content of its rows: whoever may, or else whoever knows of them."""
        return self.read or self.see

    def rows(self) -> QuerySet:
        """Its rows, with what texts read along."""
        rows = self.model._default_manager.prefetch_related(*self.lists)
        return rows.select_related(*self.related) if self.related else rows

    @property
    def label(self) -> str:
        """Its name on pages."""
        return capfirst(str(self.model._meta.verbose_name))

    def events(self, pk: int) -> Q:
        """The events that are about one row, or happened in it."""
        query = Q(subject_type=self.key, subject_id=pk)
        if not self.coordinate:
            return query
        inside = Q(**{self.coordinate: pk})
        return query | (inside & Q(arena_kind__in=self.arenas) if self.arenas else inside)


SUBJECTS: dict[type[Model], Subject] = {}


def subject(model: type[Model], **about: Any) -> Subject:
    """Describe a noun; see ``Subject``."""
    SUBJECTS[model] = Subject(model, **about)
    return SUBJECTS[model]


def of(row: Model) -> Subject:
    """The noun that a row is one of; a bare one if nobody has described it."""
    return SUBJECTS.get(type(row)) or Subject(type(row))


def by_key(key: str) -> Subject | None:
    """The noun with a name in the event log."""
    return next((each for each in SUBJECTS.values() if each.key == key), None)


def by_slug(slug: str) -> Subject | None:
    """The noun with a name in addresses."""
    return next((each for each in SUBJECTS.values() if slug and each.slug == slug), None)


def found() -> list[Subject]:
    """The nouns that a search finds."""
    return [each for each in SUBJECTS.values() if each.texts]


def colour(state: str) -> str:
    """The colour of a state, the same wherever it is shown."""
    colours = (each.colours.get(state) for each in SUBJECTS.values())
    return next(filter(None, colours), "neutral")
