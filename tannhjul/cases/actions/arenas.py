"""Steps of a way that are no bodies: begun and ended by those who prepare the case, through gates."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tannhjul.cases import queries
from tannhjul.cases.enums import StepStatus
from tannhjul.cases.models import Case, Step
from tannhjul.core.law import Refused

from .moving import move_on
from .passing import pass_gate
from .preparing import locked, note


@transaction.atomic
def begin_step(step: Step, on: date, *, by, today: date) -> Step:
    """A workshop, a hearing or another arena begins, on a day not later than today."""
    case, step = _its_turn(step)
    if step.begun_on:
        raise Refused(_("It has begun already."))
    if on > today:
        raise Refused(_("Enter it on the day it begins."))
    since = case.steps.aggregate(last=Max("treated_on"))["last"] or case.opened_on
    if on < since:
        raise Refused(_("It was not its turn before %(day)s.") % {"day": date_format(since)})
    step.begun_on = on
    step.save(update_fields=["begun_on"])
    note("begin_step", case, by, within=step, step=step.pk)
    return step


@transaction.atomic
def end_step(step: Step, summary: str, *, by, today: date, because: str = "") -> Step:
    """It has ended, with what came of it; the case goes on by itself, through the gate of the track.

    ``because``: why it goes on though a gate that is only advice is not met.
    """
    case, step = _its_turn(step)
    if step.begun_on is None:
        raise Refused(_("It has not begun."))
    if step.of_track:
        pass_gate(case, step.of_track, step, because, by=by, today=today)
    step.status, step.treated_on, step.summary = StepStatus.DONE, today, summary
    step.save(update_fields=["status", "treated_on", "summary"])
    note("end_step", case, by, within=step, step=step.pk)
    move_on(case, step, by)
    return step


def _its_turn(step: Step) -> tuple[Case, Step]:
    """The case and the step, locked; refused unless it is the turn of the step."""
    case = locked(step.case)
    step = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if step.status != StepStatus.WAITING:
        raise Refused(_("It has ended already."))
    if step not in queries.in_turn(case):
        raise Refused(_("It is not its turn yet."))
    return case, step
