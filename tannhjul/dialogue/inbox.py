"""What waits for someone in gatherings."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries.urgent import NOT_OVER

from . import access
from .rhythms import rhythms

MOST = 10


@waiting_for(Role.SECRETARY, Role.MAYOR, Role.COMMITTEE_CHAIR)
def to_put_before(user, day) -> Iterator[Task]:
    """What it was agreed in a gathering that a body treats, and that is on no agenda."""
    rows = access.put_before.objects(user).filter(item=None).exclude(body=None)
    for row in rows.select_related("body").order_by("pk")[:MOST]:
        meeting = (
            Meeting.objects.filter(body=row.body, status__in=NOT_OVER, starts_at__date__gte=day)
            .order_by("starts_at")
            .first()
        )
        where = reverse("dialogue:put_before", args=[row.pk])
        due = localdate(meeting.starts_at) if meeting else None
        yield Task(_("From a gathering: put it on an agenda"), f"{row.body}: {row}", where, due)


@waiting_for(Role.MAYOR, Role.CHIEF_EXECUTIVE)
def overdue(_user, day) -> Iterator[Task]:
    """A kind of gathering that should have been held by now."""
    for each in rhythms(day):
        if each.due <= day:
            where = f"{reverse('dialogue:plan')}?kind={each.kind}"
            yield Task(_("Overdue: call it"), each.label, where, each.due)
