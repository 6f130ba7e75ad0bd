"""What decisions show on pages of the modules below."""

from django.utils.timezone import localdate

from tannhjul.core import panels

from . import access


@panels.add("cases:detail", "decisions/panels/follow_up.html")
def follow_up(request, case):
    """The decisions in a case, and what became of them."""
    rows = access.read.objects(request.user).filter(case=case)
    decisions = list(rows.select_related("item", "body").prefetch_related("commitments__owner"))
    return {"decisions": decisions, "today": localdate()} if decisions else None


@panels.add("portal:front", "decisions/panels/latest.html")
def latest(request, _nothing):
    """The latest decisions."""
    rows = access.see.objects(request.user).select_related("item", "body")
    return {"decisions": rows[:6]}
