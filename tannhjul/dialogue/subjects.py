"""Gatherings: arenas of their own, in the calendar, found by all but for a party's own."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tannhjul.cases.subjects import in_case
from tannhjul.core.enums import Arena, Phase
from tannhjul.core.subjects import Appointment, Place, Text, subject

from .access import see, see_topic
from .enums import Kind, Status
from .models import Gathering, Topic

USUAL_LENGTH = timedelta(hours=2)


def _place(row: Gathering) -> Place:
    """The gathering is the arena; the unit is the one it is held with, else the one of the case."""
    about = in_case(row.case, phase=Phase.PROBLEM)
    unit = row.unit_id or about.get("unit")
    return Place(
        arena=row.pk,
        arena_kind=Arena.INFORMAL if row.kind == Kind.TALK else Arena.GATHERING,
        matter=row.case_id,
        unit=unit,
        phase=Phase.PROBLEM,
    )


def _texts(row: Gathering) -> list[Text]:
    """By its title, its purpose and what came of it."""
    if row.kind in (Kind.PARTY, Kind.TALK):
        return []
    text = f"{row.purpose}\n{row.summary}"
    return [
        Text(row.title, text, state=row.status, day=localdate(row.starts_at), arena=row.body_id),
    ]


def _appointments(rows: QuerySet, since: datetime, until: datetime) -> Iterator[Appointment]:
    rows = rows.filter(starts_at__gte=since, starts_at__lt=until).exclude(kind=Kind.TALK)
    for row in rows.order_by("starts_at"):
        yield Appointment(
            summary=f"{row.get_kind_display()}: {row.title}",
            start=row.starts_at,
            end=row.starts_at + USUAL_LENGTH,
            url=row.get_absolute_url(),
            place=row.place,
            cancelled=row.status == Status.CANCELLED,
        )


def _in_gathering(row: Topic) -> Place:
    return _place(row.gathering)


subject(Topic, slug="moteplass-sak", place=_in_gathering, see=see_topic, promises=True)
subject(
    Gathering,
    slug="moteplass",
    arenas=(Arena.GATHERING, Arena.INFORMAL),
    place=_place,
    see=see,
    texts=_texts,
    appointments=_appointments,
)
