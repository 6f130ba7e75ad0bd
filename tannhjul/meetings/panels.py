"""What meetings show on pages of the modules below."""

from django.db.models import Exists, OuterRef

from tannhjul.web import panels

from . import access, queries


@panels.add("cases:detail", "meetings/panels/treatments.html")
def treatments(request, case):
    """Where the case has been treated, or will be: with results and votes."""
    rows = access.see_item.objects(request.user).filter(case=case)
    readable = access.read_item.objects(request.user).filter(pk=OuterRef("pk"))
    items = rows.select_related("meeting__body").annotate(readable=Exists(readable))
    found = [(row, row.readable) for row in items.order_by("meeting__starts_at")]
    return {"items": found} if found else None


@panels.add("organisation:body", "meetings/panels/meetings.html")
def meetings(request, body):
    """The next and last meetings of a body."""
    rows = access.see.objects(request.user).filter(body=body)
    return {"meetings": rows.select_related("body").order_by("-starts_at")[:12], "body": body}


@panels.add("portal:front", "meetings/panels/upcoming.html", order=10)
def upcoming(request, _nothing):
    """The next meetings; with what a member can do for those of the own bodies."""
    coming = list(queries.upcoming(access.see.objects(request.user)))
    mine = access.raise_motion.objects(request.user).filter(pk__in=[row.pk for row in coming])
    return {"meetings": coming, "mine": set(mine.values_list("pk", flat=True))}
