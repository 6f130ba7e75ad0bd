"""What is owed at intervals, on the page of whom it is owed to."""

from django.utils.timezone import localdate

from tannhjul.web import panels

from .queries import duties


@panels.add("organisation:body", "commitments/panels/owed_to.html", order=70)
def owed_to(_request, body):
    """What is owed to a body, and when the next is due."""
    day = localdate()
    rows = duties.standings(duties.in_force(day).filter(to=body), day)
    return {"rows": rows} if rows else None
