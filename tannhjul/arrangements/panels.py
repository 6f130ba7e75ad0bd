"""What arrangements show on pages of the modules below."""

from tannhjul.web import panels

from .models import Adoption


@panels.add("cases:detail", "arrangements/panels/of_case.html")
def of_case(request, case):
    """The arrangement that a case is about, and what became of the case when one was adopted."""
    row = Adoption.objects.filter(case=case).first()
    moved = list(case.redirections.select_related("adoption"))
    return {"row": row, "moved": moved} if row or moved else None
