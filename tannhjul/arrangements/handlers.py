"""A council's decision about an arrangement carries it through."""

from django.utils.timezone import localdate

from tannhjul.cases.enums import Outcome
from tannhjul.core.journal import on

from . import actions
from .enums import Status
from .models import Adoption


def _proposed(case_id):
    return Adoption.objects.filter(case=case_id, status=Status.PROPOSED).first()


@on("decisions.adopt")
def decide(event, decision):
    """The council adopted it, in the same transaction."""
    row = _proposed(decision.case_id) if decision.case_id else None
    if row:
        actions.decide(row, decision, by=_actor(event), today=max(localdate(), decision.decided_on))


@on("cases.treat")
def reject(event, case):
    """The council did not adopt it."""
    row = _proposed(case.pk)
    if row and event.facts.get("outcome") in (Outcome.REJECTED, Outcome.NOTED):
        actions.reject(row, by=_actor(event))


@on("cases.withdraw")
def withdrawn(event, case):
    """The case was taken off its way."""
    row = _proposed(case.pk)
    if row:
        actions.reject(row, by=_actor(event))


def _actor(event):
    """Who did it, still wearing the hat it was done in."""
    return event.actor.wearing(event.role) if event.actor else None
