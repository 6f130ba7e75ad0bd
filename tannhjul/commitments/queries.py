"""Reads about promises that pages, actions and checks share."""

from collections.abc import Callable, Iterable
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from tannhjul.core import subjects

from .enums import Status
from .models import Alert, Commitment

LATELY = 500
Bar = Callable[[], Q]
_bars: list[tuple[Bar, Any]] = []


def barring(says: Any) -> Callable[[Bar], Bar]:
    """Register ``rule() -> Q``: promises that are not to be kept now, and why in a few words."""

    def register(rule: Bar) -> Bar:
        _bars.append((rule, says))
        return rule

    return register


def kept_back(rows: Iterable[Commitment]) -> dict[int, str]:
    """Of these promises those that are not to be kept now: id -> why."""
    pks = [row.pk for row in rows]
    found: dict[int, str] = {}
    for rule, says in _bars:
        barred = Commitment.objects.filter(rule(), pk__in=pks).values_list("pk", flat=True)
        found |= {pk: str(says) for pk in barred if pk not in found}
    return found


def of(row: Model) -> QuerySet[Commitment]:
    """The promises that follow from a row."""
    return Commitment.objects.filter(about_kind=subjects.of(row).slug, about_id=row.pk)


def owed(rows: QuerySet[Commitment] | None = None) -> QuerySet[Commitment]:
    """Of ``rows`` (of all), those that are open and to be kept now."""
    found = (Commitment.objects.all() if rows is None else rows).filter(status=Status.OPEN)
    for rule, _says in _bars:
        found = found.exclude(rule())
    return found


def overdue(day: date) -> Any:
    """What should have been done by ``day``; annotated with whether it was alerted."""
    alerts = Alert.objects.filter(commitment=OuterRef("pk"))
    return owed().filter(deadline__lt=day).annotate(alerted=Exists(alerts))


def with_about(rows: Iterable[Commitment]) -> list[Commitment]:
    """The promises with what each follows from, in one query for each kind of thing."""
    found = list(rows)
    for kind in {row.about_kind for row in found}:
        known = subjects.by_slug(kind)
        mine = [row for row in found if row.about_kind == kind]
        if known:
            several = known.model._default_manager.prefetch_related(*known.related)
            about = several.in_bulk([row.about_id for row in mine])
            for row in mine:
                row.about = about.get(row.about_id)
    return found


def days_to_done(rows: QuerySet[Commitment]) -> int | None:
    """The median number of days from what it follows from to reported done, lately (domain 001 R37)."""
    done = with_about(rows.filter(status=Status.DONE).order_by("-reported_on")[:LATELY])
    days = sorted(
        (row.reported_on - start).days
        for row in done
        if row.reported_on and (start := getattr(row.about, "decided_on", None))
    )
    return int(median(days)) if days else None
