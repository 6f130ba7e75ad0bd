"""Through the gates of a track: what must be so before a case goes on."""

from datetime import date

from django.utils.translation import gettext as _

from tannhjul.cases import queries
from tannhjul.cases.enums import Force, StepStatus
from tannhjul.cases.models import Case, Passage, Step, TrackStep
from tannhjul.core.journal import record
from tannhjul.core.law import Refused


def pass_gate(
    case: Case, at: TrackStep, step: Step | None, because: str, *, by, today: date
) -> None:
    """Let a case through the gate of a step, or refuse with what is missing.

    What the law or the municipality's own rule asks for stops the case; what is advice is passed
    with a reason that stays.
    """
    missing = at.missing(case, step, today)
    if not missing:
        return
    if at.force != Force.ADVICE:
        raise Refused(f"{at.asks}. {missing}")
    if not because:
        raise Refused(f"{at.asks}. {missing} " + _("Write why it goes on all the same."))
    Passage.objects.create(
        case=case,
        of_track=at,
        missing=missing[:300],
        reason=because,
        on=today,
        by_id=getattr(by, "pk", None),
    )
    record("cases.pass_gate", case, by=by, track_step=at.pk)


def leave_administration(case: Case, because: str, *, by, today: date) -> None:
    """Let a case go on from the administration: who comes before is done, and its gates are passed."""
    waiting = list(case.steps.filter(status=StepStatus.WAITING))
    if before := queries.before_approval(case, waiting):
        raise Refused(_("First: %(step)s.") % {"step": before[0].who})
    for at in queries.ended_by_approval(case):
        pass_gate(case, at, None, because, by=by, today=today)
