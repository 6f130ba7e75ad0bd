"""Reads for the public pages: search, news of something, what has a day."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Case, Model, QuerySet, When
from django.db.models.functions import Cast
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Or, PlainText, SearchQuery

from tannhjul.core import subjects, verbs
from tannhjul.core.models import Event
from tannhjul.organisation.models import Body

from . import language
from .models import Entry, Hit, Word

SIBLINGS = 40


def relatives(stem: str) -> list[str]:
    """The stems a searched stem also stands for: compounds that hold it, itself first.

    A short stem must stand at the beginning or the end: «bil» is a part of «personbil», not of «mobilitet».
    """
    if len(stem) < 3:
        return [stem]
    last = Word.objects.order_by("-pk").values_list("pk", "stem").first()
    text = _vocabulary(last)
    found = _holding(text, stem) if len(stem) >= 5 else _edged(text, stem)
    return [stem, *islice((word for word in found if word != stem), SIBLINGS)]


@lru_cache(maxsize=1)
def _vocabulary(last: tuple[int, str] | None) -> str:
    """Every stem that occurs, in order, one on a line; read again when one has come after ``last``."""
    return "\n" + "\n".join(sorted(Word.objects.values_list("stem", flat=True))) + "\n"


def _holding(text: str, part: str) -> Iterator[str]:
    """The lines of ``text`` that hold ``part``, each once."""
    place = text.find(part)
    while place >= 0:
        end = text.index("\n", place)
        yield text[text.rindex("\n", 0, place) + 1 : end]
        place = text.find(part, end)


def _edged(text: str, part: str) -> Iterator[str]:
    """The lines of ``text`` that begin or end with ``part``."""
    return (line for line in _holding(text, part) if line.startswith(part) or line.endswith(part))


def search(text: str, within: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries that hold every word of ``text``, in any inflection, standard or compound."""
    wanted = language.stems(text)[:12]
    if not wanted:
        return within.none()
    groups = [_any(relatives(stem)) for stem in wanted]
    query = And(groups) if len(groups) > 1 else groups[0]
    return within.filter(pk__in=_hits(query))


def _any(words: list[str]) -> SearchQuery:
    """One of the words. A list in one node is not put in brackets, so it stands inside an Or."""
    first, *others = words
    rest = [PlainText(" ".join(others), operator="or")] if others else []
    return Or([PlainText(first), *rest])


def found(text: str, within: QuerySet[Entry]) -> list[Hit]:
    """What ``search`` matches, newest first: it runs once for a page and its count.

    Whoever asks for a number, as it is printed on everything, gets what has that number before the rest.
    """
    hits, asked = search(text, within), language.reference_in(text)
    if asked:
        whole = Case(When(title__istartswith=f"{asked} ", then=1), default=0)
        hits = hits.annotate(whole=whole).order_by("-whole", "-day", "-pk")
    else:
        hits = hits.order_by("-day", "-pk")
    return [Hit(*row) for row in hits.values_list(*Hit._fields)]


def in_order(ids: Sequence[int]) -> list[Entry]:
    """The entries with these ids, in this order."""
    rows = Entry.objects.in_bulk(ids)
    names = dict(
        Body.objects.filter(pk__in={row.arena for row in rows.values()}).values_list("pk", "name")
    )
    for row in rows.values():
        row.body = names.get(row.arena or 0, "")
    return [rows[key] for key in ids]


def _hits(query: SearchQuery) -> QuerySet:
    """The ids of the entries that match, as a subquery on the index table alone.

    The backends join it in ways that a planner cannot use: on SQLite the match ran once for every
    row (62 s at 34 000 entries), on PostgreSQL no index fits «title || body» (80 ms).
    """
    found = get_search_backend().search(query, Entry, order_by_relevance=False)
    if connection.vendor not in ("sqlite", "postgresql"):
        return found.get_queryset().order_by().values("pk")
    # These differ with the engine that the library was loaded for.
    from modelsearch.models import IndexEntry

    compiler = found.query_compiler
    rows = IndexEntry.objects.all()  # entries are all there is in the index
    if connection.vendor == "postgresql":
        config = compiler.get_config(found.backend)
        rows = rows.filter(body=compiler.build_tsquery(query, config=config))
    else:
        from modelsearch.backends.database.sqlite.query import MatchExpression
        from modelsearch.models import SQLiteFTSIndexEntry

        match = MatchExpression(compiler.FTS_TABLE_FIELDS, compiler.build_search_query(query))
        rows = rows.filter(pk__in=SQLiteFTSIndexEntry.objects.filter(match).values("pk"))
    return rows.annotate(key=Cast("object_id", BigIntegerField())).values("key")


def news(row: Model, user: Any, limit: int = 50) -> list[tuple[Event, Any]]:
    """What has happened to a row or in it, newest first, each with a row that the user may see."""
    events = Event.objects.filter(subjects.of(row).events(row.pk), verb__in=verbs.news())
    newest = list(events.order_by("-pk")[:limit])
    seen = {each: _seen(newest, each, user) for each in {event.subject_type for event in newest}}
    found = ((event, seen[event.subject_type].get(event.subject_id)) for event in newest)
    return [(event, where) for event, where in found if where is not None]


def _seen(events: list[Event], key: str, user: Any) -> dict[int, Any]:
    """The rows of one kind that events are about, and that the user may see on a page."""
    about = subjects.by_key(key)
    if about is None or about.see is None or not hasattr(about.model, "get_absolute_url"):
        return {}
    ids = [event.subject_id for event in events if event.subject_type == key]
    return {row.pk: row for row in about.see.objects(user).filter(pk__in=ids)}


def appointments(user: Any, since: datetime, until: datetime) -> list[subjects.Appointment]:
    """Everything with a day that the user may see, in order."""
    found = [
        each
        for about in subjects.SUBJECTS.values()
        if about.appointments and about.see
        for each in about.appointments(about.see.objects(user), since, until)
    ]
    return sorted(found, key=lambda each: each.start)
