"""What cases show on pages of the modules below."""

from tannhjul.core import panels

from . import access


@panels.add("organisation:unit", "cases/panels/of_unit.html")
def of_unit(request, unit):
    """The newest cases that a unit prepares or has prepared."""
    rows = access.see.objects(request.user).filter(unit=unit)
    return {"cases": rows.order_by("-year", "-number")[:20]}
