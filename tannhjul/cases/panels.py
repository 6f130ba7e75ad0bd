"""What cases show on pages of the modules below."""

from tannhjul.web import panels

from . import access
from .enums import Status
from .models import Track


@panels.add("cases:detail", "cases/panels/inquiries.html")
def inquiries(request, case):
    """What elected members have asked the chief executive about a case."""
    rows = list(case.inquiries.select_related("asker"))
    may_ask = access.inquire.allows(request.user)
    return {"rows": rows, "case": case, "may_ask": may_ask} if rows or may_ask else None


@panels.add("organisation:unit", "cases/panels/of_unit.html")
def of_unit(request, unit):
    """The newest cases that a unit prepares or has prepared."""
    rows = access.see.objects(request.user).filter(unit=unit)
    return {"cases": rows.order_by("-year", "-number")[:20]}


@panels.add("delegation:regulations", "cases/panels/who_recommends.html")
def who_recommends(request, day):
    """Who recommends to whom: the tracks on a day."""
    tracks = list(Track.objects.on(day).prefetch_related("track_steps"))
    return {"tracks": tracks, "day": day} if tracks else None


@panels.add("portal:front", "cases/panels/on_their_way.html", order=20)
def on_their_way(request, _nothing):
    """Public cases that wait for a body."""
    rows = access.see.objects(request.user).filter(status=Status.READY, public_from__isnull=False)
    return {"cases": rows.select_related("unit").order_by("-public_from", "-pk")[:6]}
