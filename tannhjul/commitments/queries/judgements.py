"""What has been judged: counted, never scored or averaged."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from tannhjul.commitments.kinds import KINDS
from tannhjul.commitments.models import Judgement
from tannhjul.core import subjects


def of(kind: str, *rows: Model) -> QuerySet[Judgement]:
    """What of a kind has been judged of these rows, the earliest first."""
    about = Q(pk__in=[])
    for row in rows:
        about |= Q(about_kind=subjects.of(row).slug, about_id=row.pk)
    return Judgement.objects.filter(about, kind=kind).select_related("person", "answered_by")


def of_any(row: Model) -> list[Judgement]:
    """All that has been judged of a row, whatever was asked; asked for once, however many panels show it."""
    if "judged_so_far" not in row.__dict__:
        rows = Judgement.objects.filter(about_kind=subjects.of(row).slug, about_id=row.pk)
        row.__dict__["judged_so_far"] = list(rows.select_related("person", "answered_by"))
    return row.__dict__["judged_so_far"]


def judged(kind: str, model: type[Model], verdict: str) -> QuerySet:
    """The ids of the rows of which someone has judged so."""
    slug = subjects.SUBJECTS[model].slug
    rows = Judgement.objects.filter(kind=kind, about_kind=slug, verdict=verdict)
    return rows.order_by().values("about_id")


def counting(rows: Iterable[Judgement], day: date) -> list[Judgement]:
    """Those that count on ``day``: the newest of each person, unless it holds no longer."""
    newest = {(row.about_kind, row.about_id, row.person_id): row for row in rows}
    return [row for row in newest.values() if row.until is None or row.until >= day]


def counted(kind: str, rows: Iterable[Judgement]) -> list[tuple[Any, int]]:
    """How many judge what, by each verdict of the kind that someone has given, in its order."""
    counts = Counter(row.verdict for row in rows)
    found = ((says, counts[key]) for key, says in KINDS[kind].verdicts.items())
    return [(says, number) for says, number in found if number]
