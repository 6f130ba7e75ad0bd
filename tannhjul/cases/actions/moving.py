"""A case on its way: what a body did with it, and who takes over from one that ends."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.accounts.models import User
from tannhjul.cases import queries
from tannhjul.cases.enums import FLOW, Outcome, Status, StepStatus
from tannhjul.cases.models import (
    Case,
    Recommendation,
    Step,
)
from tannhjul.core.law import Refused
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Body, Unit

from .impartial import must_be_free
from .preparing import locked, note, publish


@transaction.atomic
def hand_over(case: Case, officer: User, unit: Unit | None, *, by) -> Case:
    """Another officer prepares the case, in the unit that answers for it.

    What is exempt in it is read by them from now on, and no longer by those before.
    """
    case = locked(case)
    if case.status not in (Status.DRAFT, Status.SUBMITTED, Status.READY):
        raise Refused(_("The case is over. Nobody prepares it any more."))
    case.unit = unit
    must_be_free(case, officer, localdate())
    case.officer = officer
    case.save(update_fields=["officer", "unit"])
    note("hand_over", case, by, officer=officer.pk, unit=unit.pk if unit else None)
    return case


@transaction.atomic
def take_over(step: Step, heir: Body | None, *, by, today: date) -> bool:
    """Another body treats the case in place of one that has ended; None: nobody needs to.

    The step that waited stays on record as not needed. A case that was to begin behind closed
    doors, and no longer does, becomes public. Returns whether there was anything left to take over.
    """
    case = locked(step.case)
    step = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    running = (Status.DRAFT, Status.SUBMITTED, Status.READY)
    if step.status != StepStatus.WAITING or case.status not in running:
        return False
    step.status = StepStatus.SKIPPED
    step.save(update_fields=["status"])
    if heir:
        _make_room(case, step.order)
        case.steps.create(
            body=heir,
            power=step.power,
            due=step.due,
            leg=step.leg,
            of_track=step.of_track,
            order=step.order + 1,
        )
    note("take_over", case, by, bodies=[step.body_id, *([heir.pk] if heir else [])])
    if case.status == Status.READY and not case.steps.filter(status=StepStatus.WAITING).exists():
        FLOW.move(case, "reopen")
        case.save(update_fields=["status"])
    elif case.status == Status.READY and not queries.begins_in_private(case):
        publish(case, today)
    return True


def _make_room(case: Case, after: int) -> None:
    """Move every later step one place down the way."""
    for step in case.steps.filter(order__gt=after).order_by("-order"):
        step.order += 1
        step.save(update_fields=["order"])


@transaction.atomic
def treat(
    step: Step,
    outcome: str,
    text: str,
    *,
    by,
    today: date,
    final: bool = False,
    behind_doors: bool = False,
) -> Step:
    """A body has treated the case: record the outcome, and move the case on by itself.

    Called by the meeting. A postponed case keeps its place; one sent back goes to the officer and
    needs a new way; the last body's outcome concludes the case. ``final``: what is adopted was
    decided in place of the last body, so nobody after this one treats it. ``behind_doors``: the
    text is kept from the public.
    """
    case = locked(step.case)
    step = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if step.status != StepStatus.WAITING:
        raise Refused(_("This body has already treated the case."))
    if outcome == Outcome.POSTPONED:
        note("postpone", case, by, step=step.pk)
        return step
    step.status = StepStatus.RETURNED if outcome == Outcome.RETURNED else StepStatus.DONE
    step.outcome, step.treated_on = outcome, today
    step.save(update_fields=["status", "outcome", "treated_on"])
    if step.status == StepStatus.DONE and not queries.begins_in_private(case):
        publish(case, today)
    if outcome == Outcome.RECOMMENDED:
        said = {"body": step.body, "text": text, "behind_doors": behind_doors}
        Recommendation.objects.create(case=case, given_on=today, **said)
    note("treat", case, by, step=step.pk, outcome=outcome)
    refused = step.power == Power.DECIDES and outcome == Outcome.REJECTED
    if refused or (final and outcome == Outcome.ADOPTED):
        case.steps.filter(status=StepStatus.WAITING).update(status=StepStatus.SKIPPED)
    move_on(case, step, by)
    return step


def move_on(case: Case, step: Step, by) -> None:
    """After a step: on to the next, back to the administration, or over; a case being prepared stays."""
    if step.status == StepStatus.RETURNED:
        _come_again(step)
    if case.status != Status.READY:
        return
    ahead = case.steps.filter(status=StepStatus.WAITING).first()
    if step.status == StepStatus.RETURNED:
        FLOW.move(case, "reopen")
    elif ahead is None:
        FLOW.move(case, "conclude")
    elif ahead.leg > step.leg:
        FLOW.move(case, "reopen")
    else:
        return
    case.save(update_fields=["status"])
    note("move_on", case, by, status=case.status)


def _come_again(step: Step) -> None:
    """On a track a body that sent a case back meets it again when it has been prepared anew."""
    if step.case.track_id:
        power, due = step.power, step.due
        step.case.steps.create(
            body=step.body,
            power=power,
            due=due,
            leg=step.leg,
            of_track=step.of_track,
            order=step.order + 1,
        )
