"""What the council decides on a proposal, and what is done after it, reaches those behind it."""

from tannhjul.cases.enums import Outcome
from tannhjul.core.journal import on
from tannhjul.decisions.enums import SLUG
from tannhjul.decisions.models import Decision
from tannhjul.meetings.queries import day_of
from tannhjul.organisation.enums import BodyKind

from . import actions, notices
from .enums import Status
from .models import Initiative

STANDS = (Outcome.ADOPTED, Outcome.REJECTED, Outcome.NOTED)


@on("meetings.conclude")
def treated(_event, item):
    """The council has taken a stand, whatever it is."""
    if item.case_id is None or item.outcome not in STANDS or item.body.kind != BodyKind.COUNCIL:
        return
    row = Initiative.objects.filter(case=item.case_id, status=Status.PUT_FORWARD).first()
    if row:
        actions.treat(row, item, today=day_of(item.meeting))


@on("meetings.decide_for")
def nobody_in_its_place(_event, item):
    """Not even what cannot wait is answered by another body."""
    if item.case:
        actions.must_be_treated(item.case)


@on("cases.withdraw")
@on("cases.settle")
def nobody_ends_it(_event, case):
    """The case does not end before the council has taken a stand."""
    actions.must_be_treated(case)


@on("commitments.report_done")
def carried_out(_event, promise):
    """Something that was promised with the decision has been done."""
    if promise.about_kind != SLUG:
        return
    decision = Decision.objects.filter(pk=promise.about_id, case__isnull=False).first()
    row = Initiative.objects.filter(case=decision.case_id).first() if decision else None
    if decision and row:
        notices.carried_out(row, promise, decision.item)
