"""What the council decides on a proposal, and what is done after it, reaches those behind it."""

from tannhjul.core.journal import on
from tannhjul.decisions.enums import SLUG
from tannhjul.decisions.models import Decision
from tannhjul.organisation.enums import BodyKind

from . import actions, notices
from .enums import Status
from .models import Initiative


@on("decisions.adopt")
def treated(_event, decision):
    """The council has taken a stand."""
    row = Initiative.objects.filter(case=decision.case_id, status=Status.PUT_FORWARD).first()
    if decision.case_id and row and decision.body.kind == BodyKind.COUNCIL:
        actions.treat(row, decision, today=decision.decided_on)


@on("commitments.report_done")
def carried_out(_event, promise):
    """Something that was promised with the decision has been done."""
    if promise.about_kind != SLUG:
        return
    decision = Decision.objects.filter(pk=promise.about_id, case__isnull=False).first()
    row = Initiative.objects.filter(case=decision.case_id).first() if decision else None
    if row:
        notices.carried_out(row, promise)
