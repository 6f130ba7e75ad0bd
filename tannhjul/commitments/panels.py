"""What is owed at intervals, on the page of whom it is owed to, and what is judged, on its own."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate

from tannhjul.core import subjects
from tannhjul.core.access import role_of
from tannhjul.web import panels

from . import access
from .kinds import KINDS, Kind
from .models import Judgement
from .queries import duties, judgements


@panels.add("organisation:body", "commitments/panels/owed_to.html", order=70)
def owed_to(_request, body):
    """What is owed to a body, and when the next is due."""
    day = localdate()
    rows = duties.standings(duties.in_force(day).filter(to=body), day)
    return {"rows": rows} if rows else None


def as_judged(user, kind: Kind, row: Model, rows: Iterable[Judgement]) -> dict[str, Any]:
    """What has been judged of a row so far (``rows``), and whether the user may judge and answer."""
    judged = list(rows)
    counting = judgements.counting(judged, localdate())
    mine = access.answer.objects(user).filter(pk__in=[each.pk for each in judged])
    open_to_user = role_of(user) in kind.roles and access.judge.allows(user)
    return {
        "row": row,
        "slug": subjects.of(row).slug,
        "kind": kind,
        "judged": judged,
        "counted": judgements.counted(kind.key, counting),
        "counting": {each.pk for each in counting},
        "may_judge": open_to_user and kind.open_to(row),
        "may_answer": set(mine.values_list("pk", flat=True)),
    }


@panels.add("cases:detail", "commitments/panels/questions.html", order=75)
def questions(request, case):
    """What is asked about a case on its own page, by those who answer it; to those who read the case."""
    asked = [kind for kind in KINDS.values() if type(case) in kind.models and kind.roles]
    said = judgements.of_any(case)
    rows = [
        as_judged(request.user, kind, case, [row for row in said if row.kind == kind.key])
        for kind in asked
    ]
    rows = [row for row in rows if row["judged"] or row["may_judge"]]
    if any(row["judged"] for row in rows):  # what has been said is part of the case's content
        reads = access.reading(subjects.of(case)).allows(request.user, case)
        rows = rows if reads else [row for row in rows if not row["judged"]]
    return {"questions": rows} if rows else None
