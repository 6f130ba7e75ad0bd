"""What gatherings show on pages of the modules below."""

from django.db.models import Q
from django.utils import timezone

from tannhjul.meetings.enums import OVER
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.queries import person_of
from tannhjul.web import panels

from . import access, queries
from .enums import Status


@panels.add("cases:detail", "dialogue/panels/of_case.html")
def of_case(request, case):
    """The gatherings and matters that a case grew out of."""
    topics = access.see_topic.objects(request.user).filter(case=case)
    grew = Q(case=case) | Q(pk__in=topics.values("gathering"))
    rows = list(access.see.objects(request.user).filter(grew))
    return {"rows": rows, "unconfirmed": queries.unconfirmed(case)} if rows else None


@panels.add("meetings:detail", "dialogue/panels/climate.html")
def climate(request, meeting):
    """How those who sat in a meeting say it was, and where they say it."""
    if meeting.status not in OVER:
        return None
    may_rate = access.rate_meeting.allows(request.user, meeting)
    rated = may_rate and meeting.rated.filter(person=person_of(request.user)).exists()
    scores = queries.climate(Meeting.objects.filter(pk=meeting.pk))
    shown = scores or may_rate
    return (
        {"meeting": meeting, "climate": scores, "may_rate": may_rate and not rated}
        if shown
        else None
    )


@panels.add("meetings:desk", "dialogue/panels/desk.html")
def to_this_body(request, meeting):
    """What it was agreed in gatherings that the body treats, for whoever composes the agenda."""
    rows = access.put_before.objects(request.user).filter(body=meeting.body, item=None)
    return {"rows": rows.select_related("gathering")} if rows.exists() else None


@panels.add("meetings:item", "dialogue/panels/of_item.html")
def of_item(request, item):
    """The gathering that an item comes from, and what was agreed there."""
    rows = access.see_topic.objects(request.user).filter(item=item).select_related("gathering")
    return {"rows": rows} if rows else None


@panels.add("portal:front", "dialogue/panels/coming.html", order=40)
def coming(request, _nothing):
    """The gatherings of the next weeks that the reader can follow."""
    rows = access.see.objects(request.user).filter(status=Status.PLANNED)
    rows = rows.filter(starts_at__gte=timezone.now()).order_by("starts_at")[:3]
    return {"rows": rows} if rows else None


@panels.add("organisation:unit", "dialogue/panels/visits.html")
def visits(request, unit):
    """The gatherings and visits that a unit has been part of."""
    rows = access.see.objects(request.user).filter(unit=unit)
    return {"rows": rows[:10]} if rows.exists() else None


@panels.add("organisation:body", "dialogue/panels/of_body.html")
def of_body(request, body):
    """What is planned for the members of a body beside its meetings."""
    rows = access.see.objects(request.user).filter(body=body, status=Status.PLANNED)
    rows = rows.filter(starts_at__gte=timezone.now()).order_by("starts_at")
    return {"rows": rows[:5]} if rows.exists() else None
