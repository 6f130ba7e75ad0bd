"""What is wrong with the way of cases as they stand. Imported ones are not judged."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from tannhjul.core.findings import finds

from . import rules
from .enums import Nature, Status
from .models import Case


def _on_their_way() -> QuerySet[Case]:
    rows = Case.objects.filter(source="", status=Status.READY)
    return rows.prefetch_related("steps__body")


def _kinds(case: Case) -> list[str]:
    return [step.body.kind for step in case.steps.all() if step.body]


@finds(rules.has_a_route)
def leads_nowhere(_day: date) -> Iterator[Case]:
    """Cases on their way that no body is to treat, or that end with one that cannot decide."""
    for case in _on_their_way():
        if not rules.has_a_route([step.power for step in case.steps.all() if step.body]):
            yield case


@finds(rules.council_decides_the_budget)
def budget_elsewhere(_day: date) -> Iterator[Case]:
    """Budgets, accounts and taxes that another body than the council is to decide."""
    for case in _on_their_way().exclude(nature=Nature.ORDINARY):
        last = (_kinds(case) or [""])[-1]
        if not rules.council_decides_the_budget(case.nature, last):
            yield case


@finds(rules.council_decides_the_municipal_plan)
def plan_elsewhere(_day: date) -> Iterator[Case]:
    """A municipal plan that another body than the council is to decide."""
    for case in _on_their_way().filter(nature=Nature.MUNICIPAL_PLAN):
        last = (_kinds(case) or [""])[-1]
        if not rules.council_decides_the_municipal_plan(case.nature, last):
            yield case


@finds(rules.council_decides_on_control)
def control_elsewhere(_day: date) -> Iterator[Case]:
    """Plans of control, audit or secretariat that another body than the council is to decide."""
    for case in _on_their_way().filter(nature=Nature.CONTROL):
        if not rules.council_decides_on_control(case.nature, (_kinds(case) or [""])[-1]):
            yield case


@finds(rules.council_answers_inhabitants)
def inhabitants_elsewhere(_day: date) -> Iterator[Case]:
    """Inhabitants' proposals that another body than the council is to decide."""
    for case in _on_their_way().filter(nature=Nature.INHABITANTS):
        if not rules.council_answers_inhabitants(case.nature, (_kinds(case) or [""])[-1]):
            yield case


@finds(rules.control_committee_recommends)
def control_without_recommendation(_day: date) -> Iterator[Case]:
    """Plans of control, audit or secretariat that do not pass the control committee."""
    for case in _on_their_way().filter(nature=Nature.CONTROL):
        if not rules.control_committee_recommends(case.nature, _kinds(case)[:-1]):
            yield case


@finds(rules.executive_committee_recommends)
def without_recommendation(_day: date) -> Iterator[Case]:
    """Budgets, accounts and taxes that do not pass the executive committee."""
    for case in _on_their_way().exclude(nature=Nature.ORDINARY):
        if not rules.executive_committee_recommends(case.nature, _kinds(case)[:-1]):
            yield case
