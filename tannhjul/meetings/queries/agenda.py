"""Meetings by day, and what stands on their agendas."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.timezone import localdate

from tannhjul.cases import queries as cases
from tannhjul.cases.enums import Kind
from tannhjul.cases.models import Step
from tannhjul.meetings.enums import (
    NOT_COMING,
    MeetingForm,
    Status,
)
from tannhjul.meetings.models import Call, Item, Meeting
from tannhjul.organisation.enums import BodyKind, SeatKind
from tannhjul.organisation.models import Departure, Person, Seat


def day_of(meeting: Meeting):
    """The date of a meeting where it is held."""
    return localdate(meeting.starts_at)


def upcoming(seen: QuerySet[Meeting], limit: int = 6) -> QuerySet[Meeting]:
    """The next of the meetings that someone sees, with those that have been called off."""
    rows = seen.filter(
        starts_at__gte=timezone.now() - timedelta(hours=12),
        status__in=[Status.PLANNED, Status.CONVENED, Status.OPEN, Status.CANCELLED],
    )
    return rows.select_related("body").order_by("starts_at")[:limit]


def first_discussed_remotely(meeting: Meeting) -> list[Item]:
    """Cases that elected members discuss for the first time in a remote meeting without a reason.

    Remote does for information, less for what people are to shape together (domain 001: 3502-3508).
    """
    if meeting.form != MeetingForm.REMOTE or meeting.form_because:
        return []
    begun = Step.objects.filter(treated_on__isnull=False).values("case")
    rows = meeting.items.filter(case__isnull=False, kind=Kind.POLITICAL)
    return list(rows.exclude(case__in=begun).order_by("order"))


def must_attend(person: Person, seen: QuerySet[Meeting]) -> list[Meeting]:
    """The coming meetings that someone must attend: as member, or as deputy called (§ 8-1)."""
    own = Seat.objects.given(OuterRef("day")).filter(person=person, body=OuterRef("body"))
    seats = own.filter(kind=SeatKind.MEMBER).exclude(body__kind=BodyKind.OTHER)
    away = Departure.objects.on(OuterRef(OuterRef("day"))).filter(seat=OuterRef("pk"))
    seats = seats.exclude(Exists(away))
    calls = Call.objects.filter(deputy=person, item=None, meeting=OuterRef("pk"))
    mine = (
        seen.annotate(day=TruncDate("starts_at"))
        .filter(Exists(seats) | Exists(calls.exclude(status__in=NOT_COMING)))
        .exclude(absences__person=person)
    )
    return [row for row in upcoming(mine, 100) if row.status != Status.CANCELLED]


def published(item: Item, today: date) -> tuple[str, str, date, date]:
    """(nature, kind of body, since when its recommendation is public, the day of the meeting).

    What nobody has recommended yet becomes public with the notice, on ``today`` at the earliest.
    """
    case, body = item.case, item.meeting.body
    said = cases.valid_recommendation(case, body) if case and case.public_from else None
    day = said.given_on if said else today
    return case.nature if case else "", body.kind, day, day_of(item.meeting)


def with_agenda(body) -> QuerySet[Meeting]:
    """The meetings of a body that are not over: a case stands on one of their agendas at most."""
    return Meeting.objects.filter(
        body=body, status__in=[Status.PLANNED, Status.CONVENED, Status.OPEN]
    )
