"""On the page of a case: the proposal it came from."""

from tannhjul.core.enums import Gear
from tannhjul.web import panels

from . import access
from .models import Initiative


@panels.add("cases:detail", "participation/panels/proposal.html")
def proposal(request, case):
    """The inhabitants' proposal behind a case, and by when the council takes a stand."""
    if case.initiative_gear != Gear.INHABITANTS:
        return None
    row = Initiative.objects.filter(case=case).first()
    return {"initiative": row} if row and access.see.allows(request.user, row) else None
