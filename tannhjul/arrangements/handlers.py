"""A council's decision about an arrangement carries it through."""

from django.utils.timezone import localdate

from tannhjul.cases.enums import Outcome
from tannhjul.cases.models import Step
from tannhjul.core.clock import daily
from tannhjul.core.journal import on
from tannhjul.organisation.enums import BodyKind

from . import actions
from .enums import Status
from .models import Adoption


def _proposed(case_id):
    return Adoption.objects.filter(case=case_id, status=Status.PROPOSED).first()


@on("decisions.adopt")
def decide(event, decision):
    """The council adopted it in the words it was proposed in; other words the secretary has to read."""
    row = _proposed(decision.case_id) if decision.case_id else None
    adopted = decision.item.outcome == Outcome.ADOPTED
    if row is None or decision.body.kind != BodyKind.COUNCIL or not adopted:
        return
    if actions.sentence(row) in " ".join(decision.item.resolution.split()):
        actions.decide(row, decision, by=_actor(event), today=max(localdate(), decision.decided_on))


@on("cases.treat")
def reject(event, case):
    """The council itself did not adopt it; what others on the way say is advice."""
    row = _proposed(case.pk)
    if row is None or event.facts.get("outcome") != Outcome.REJECTED:
        return
    step = Step.objects.select_related("body").get(pk=event.facts["step"])
    if step.body and step.body.kind == BodyKind.COUNCIL:
        actions.reject(row, by=_actor(event))


@on("cases.withdraw")
@on("cases.settle")
def over(event, case):
    """The case was taken off its way, or decided without the council."""
    row = _proposed(case.pk)
    if row:
        actions.reject(row, by=_actor(event))


@daily
def put_in_force(day):
    """The arrangements whose day has come."""
    actions.apply_due(by=None, today=day)


def _actor(event):
    """Who did it, still acting in the role it was done in."""
    return event.actor.acting(event.role) if event.actor else None
