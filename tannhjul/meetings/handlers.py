"""What meetings say to what happens below."""

import logging

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Outcome
from tannhjul.core.journal import on
from tannhjul.core.law import Refused
from tannhjul.documents.enums import Kind as DocumentKind
from tannhjul.elections.actions import government
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body

from . import notices
from .actions import correcting
from .enums import ItemStatus, MotionKind, Status
from .models import Item, Meeting, Motion
from .queries import day_of
from .queries.urgent import NOT_OVER


@on("cases.move_to")
def is_not_on_an_agenda(_event, case):
    """A case that a body has before it is not moved to another track under its hands."""
    rows = Item.objects.filter(case=case, meeting__status__in=NOT_OVER)
    if rows.exclude(status=ItemStatus.DONE).exists():
        raise Refused(
            _("The case stands on an agenda. Take it off, or wait until the body has treated it.")
        )


@on("cases.withdraw")
def is_not_treated_after_all(_event, case):
    """Whoever has the notice is told that a case on the agenda has been withdrawn."""
    rows = Item.objects.filter(case=case, meeting__status=Status.CONVENED)
    for item in rows.exclude(status=ItemStatus.DONE).select_related("meeting__body"):
        notices.taken_off(item)


@on("cases.take_down")
def stands_in_no_notice(event, case):
    """A paper that was published by mistake is taken out of the notices that it is printed in."""
    kind, by = DocumentKind.NOTICE, event.actor
    rows = Meeting.objects.filter(items__case=case, source="", documents__document__kind=kind)
    for meeting in rows.distinct().order_by("pk"):
        correcting.close_versions(meeting, kind, by=by, at=event.at)
        try:
            correcting.set_anew(meeting, kind, by=by, today=localdate(event.at))
        except Exception:  # it is closed, whatever is wrong with another paper of the notice
            logging.getLogger(__name__).exception("The notice of %s was not made anew", meeting)


@on("meetings.conclude")
def government_falls(event, item):
    """The council has adopted that its executive council, or a member of it, is to leave."""
    motion = Motion.objects.filter(kind=MotionKind.CONFIDENCE, item=item).first()
    if motion is None or item.outcome != Outcome.ADOPTED:
        return
    day = day_of(item.meeting)
    body = Body.objects.on(day).filter(kind=BodyKind.EXECUTIVE_COUNCIL).first()
    if body:
        government.fall(body, by=event.actor, today=day, person=motion.person)
