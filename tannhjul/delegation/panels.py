"""What the register of delegations shows on pages of others."""

from django.utils.timezone import localdate

from tannhjul.web import panels

from . import access, queries

MOST_AREAS = 10


@panels.add("portal:search", "delegation/panels/who_decides.html")
def who_decides(_request, words):
    """The areas of decision that were asked about."""
    areas = queries.areas_asked_about(words)[:MOST_AREAS]
    return {"areas": areas} if areas else None


@panels.add("organisation:unit", "delegation/panels/of_unit.html", order=60)
@panels.add("organisation:close_unit", "delegation/panels/of_unit.html")
def of_unit(request, unit):
    """What a unit may decide, and where it is handed over."""
    held = queries.held_by_unit(unit, localdate())
    may = not unit.is_head and access.hand_over.allows(request.user, unit)
    return {"held": held, "unit": unit, "may_hand_over": may} if held else None


@panels.add("portal:nothing_found", "delegation/panels/ask.html")
def ask(_request, _words):
    """Where to ask who decides."""
    return {}
