"""Reads about promises that pages, actions and checks share."""

from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from tannhjul.commitments.enums import Status
from tannhjul.commitments.models import Alert, Commitment
from tannhjul.core import subjects

LATELY = 500
Bar = Callable[[], Q]
_bars: list[tuple[Bar, Any]] = []


def barring(says: Any) -> Callable[[Bar], Bar]:
    """Register ``rule() -> Q``: promises that are not to be kept now, and why in a few words."""

    def register(rule: Bar) -> Bar:
        _bars.append((rule, says))
        return rule

    return register


def with_bars(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The promises, annotated with which ``bar`` says that they are not to be kept now."""
    whens = (When(rule(), then=Value(number)) for number, (rule, _says) in enumerate(_bars))
    return rows.annotate(bar=Case(*whens, output_field=IntegerField()))


def kept_back(row: Any) -> str:
    """Why a promise from ``with_bars`` is not to be kept now; "" if it is."""
    return "" if row.bar is None else str(_bars[row.bar][1])


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


def days_to_done(rows: QuerySet[Commitment]) -> int | None:
    """The median number of days from promised to reported done, lately (domain 001 R37)."""
    done = rows.exclude(reported_on=None).order_by("-reported_on")
    dates = done.values_list("since", "reported_on")[:LATELY]
    days = [(end - start).days for start, end in dates if end]
    return int(median(days)) if days else None
