"""What waits for someone after a decision."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.core.choices import chosen
from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.meetings.access import support_motion
from tannhjul.meetings.enums import MotionKind, MotionStatus
from tannhjul.meetings.queries import can_be_joined
from tannhjul.organisation.models import Leadership
from tannhjul.organisation.queries import person_of

from .access import look_again, treat_complaint
from .choices import PUSHED_DAYS
from .enums import ComplaintStatus, LegalityStatus, Whose
from .models import Precedent
from .queries import check_ends

MOST = 10


@waiting_for()
def to_look_at_again(user, _day) -> Iterator[Task]:
    """What whoever decided looks at again before others do: legality checks and complaints."""
    checks = look_again.objects(user).filter(status=LegalityStatus.ASKED)
    complaints = treat_complaint.objects(user).filter(status=ComplaintStatus.RECEIVED)
    what = _("Look at a decision again")
    rows = [
        *checks.select_related("item", "delegated").order_by("asked_on", "pk")[:MOST],
        *complaints.select_related("decision__item", "delegated").order_by("received_on", "pk")[
            :MOST
        ],
    ]
    for row in rows:
        yield Task(what, str(row), row.get_absolute_url())


@waiting_for(Role.UNIT_LEADER)
def to_decide_oneself(user, day) -> Iterator[Task]:
    """What was pushed down to a unit the user leads, with the last day to decide it."""
    led = Leadership.objects.on(day).filter(person=person_of(user)).values("unit")
    rows = Precedent.objects.filter(
        kind=Whose.PUSHED_DOWN,
        grant__unit__in=led,
        grant__recalled_on=None,
        case__unit=F("grant__unit"),
        case__status=CaseStatus.DRAFT,
    )
    days = timedelta(days=chosen(PUSHED_DAYS, day))
    newest = {
        row.case_id: row for row in rows.order_by("pk").select_related("grant__area", "grant__unit")
    }
    for row in list(newest.values())[:MOST]:
        what = _("Pushed down to you: decide with «%(grant)s»") % {"grant": row.grant}
        yield Task(
            what, row.title, f"{reverse('decisions:decide')}?sak={row.case_id}", row.on + days
        )


@waiting_for()
def to_stand_behind(user, day) -> Iterator[Task]:
    """Demands for a legality check that a member of the council can still join."""
    if (person := person_of(user)) is None:
        return
    rows = support_motion.objects(user).filter(kind=MotionKind.LEGALITY, status=MotionStatus.SENT)
    rows = rows.exclude(supports__person=person).filter(decided_on__gte=day - timedelta(days=31))
    what = _("A colleague wants a decision tried: stand behind it?")
    for row in rows.order_by("decided_on")[:5]:
        if can_be_joined(row, day):
            yield Task(what, row.title, row.get_absolute_url(), check_ends(row.decided_on))
