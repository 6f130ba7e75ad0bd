"""What waits for someone in meetings."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.elections.enums import ElectionStatus
from tannhjul.elections.models import Election
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.queries import person_of

from .enums import CallStatus, MotionStatus, Status
from .models import Call, Meeting, Motion, Signature
from .queries.urgent import NOT_OVER

MOST = 10


@waiting_for(Role.SECRETARY)
def raised(_user, _day) -> Iterator[Task]:
    """What members have raised and nobody has taken up."""
    rows = Motion.objects.filter(status=MotionStatus.SENT).select_related("author")
    for row in rows.order_by("pk")[:MOST]:
        yield Task(_("Raised by a member"), str(row), row.get_absolute_url())


@waiting_for(Role.SECRETARY)
def to_hold(_user, _day) -> Iterator[Task]:
    """The next step of every meeting that has one."""
    steps = {
        Status.PLANNED: _("Compose the agenda and convene"),
        Status.OPEN: _("The meeting is in session"),
        Status.CLOSED: _("Approve the minutes"),
    }
    rows = Meeting.objects.filter(status__in=steps).select_related("body").order_by("starts_at")
    for row in rows[:MOST]:
        where = reverse("meetings:desk", args=[row.pk])
        yield Task(steps[Status(row.status)], str(row), where, localdate(row.starts_at))


@waiting_for()
def to_answer(user, _day) -> Iterator[Task]:
    """Calls to sit as deputy."""
    if (person := person_of(user)) is None:
        return
    rows = Call.objects.filter(deputy=person, status=CallStatus.CALLED)
    rows = rows.filter(meeting__status__in=NOT_OVER).select_related("meeting__body")
    for row in rows[:MOST]:
        due = localdate(row.meeting.starts_at)
        what = _("You are called as deputy: answer")
        yield Task(what, str(row.meeting), row.meeting.get_absolute_url(), due)


@waiting_for()
def to_sign(user, _day) -> Iterator[Task]:
    """Minutes that the user was chosen to sign."""
    if (person := person_of(user)) is None:
        return
    rows = Signature.objects.filter(person=person, signed_at=None, meeting__status=Status.APPROVED)
    for row in rows.select_related("meeting__body")[:MOST]:
        yield Task(_("Sign the minutes"), str(row.meeting), row.meeting.get_absolute_url())


@waiting_for(Role.SECRETARY)
def to_elect(_user, day) -> Iterator[Task]:
    """An executive council that is to leave: the next meeting of the council elects another."""
    rows = Election.objects.filter(
        body__kind=BodyKind.EXECUTIVE_COUNCIL, office="", status=ElectionStatus.OPEN
    )
    coming = Meeting.objects.filter(body__kind=BodyKind.COUNCIL, status__in=NOT_OVER)
    meeting = coming.filter(starts_at__date__gte=day).order_by("starts_at").first()
    due = localdate(meeting.starts_at) if meeting else day
    for row in rows.select_related("body"):
        yield Task(_("Elect a new executive council"), str(row.body), row.get_absolute_url(), due)
