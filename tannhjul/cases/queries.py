"""Reads about cases that pages and exports share."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from .enums import Status, StepStatus
from .models import Case, Paper, Recommendation, Step


def paper(case: Case) -> Paper:
    """The newest revision of the case paper; an empty one for a case that never had any."""
    return case.papers.order_by("-number").first() or Paper(case=case, number=0)


def public_paper(case: Case) -> Paper:
    """The revision that was approved last: what those outside the administration read."""
    row = (
        case.papers.filter(number=case.approved_revision).first()
        if case.approved_revision
        else None
    )
    return row or Paper(case=case, number=0)


def valid_recommendation(case: Case) -> Recommendation | None:
    """The recommendation that the next body starts from: the last one given."""
    return case.recommendations.order_by("-given_on", "-pk").first()


def said(case: Case) -> list[tuple[Recommendation, bool]]:
    """Every recommendation in turn, and whether it only repeats the one before."""
    rows = list(case.recommendations.select_related("body"))
    before = [None, *(row.text for row in rows)]
    return [(row, row.text == earlier) for row, earlier in zip(rows, before, strict=False)]


def waiting_for(body, *, day: date) -> QuerySet[Step]:
    """The steps that a body can put on an agenda now: its turn, and nobody before it still waits."""
    earlier = Step.objects.filter(
        case=OuterRef("case"), status=StepStatus.WAITING, order__lt=OuterRef("order")
    )
    rows = Step.objects.filter(
        ~Exists(earlier),
        body=body,
        status=StepStatus.WAITING,
        case__status=Status.READY,
        case__public_from__lte=day,
    )
    return rows.select_related("case").order_by("case__year", "case__number")


@dataclass(frozen=True)
class Stage:
    """One mark on the picture of a case's way."""

    name: str
    url: str
    task: str
    state: str
    label: str
    day: date | None
    x: int


def way(case: Case) -> list[Stage]:
    """The whole way of a case, for the picture and the table beside it."""
    stages = []
    for place, step in enumerate(case.steps.select_related("body")):
        label = step.get_outcome_display() if step.outcome else step.get_status_display()
        stages.append(
            Stage(
                name=step.body.name,
                url=step.body.get_absolute_url(),
                task=step.get_power_display(),
                state=step.status,
                label=label,
                day=step.treated_on,
                x=place,
            )
        )
    return stages
