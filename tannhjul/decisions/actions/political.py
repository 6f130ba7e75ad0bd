"""Every write about decisions and follow-up."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.decisions import queries
from tannhjul.decisions.enums import FLOW
from tannhjul.decisions.models import Commitment, Decision
from tannhjul.meetings.models import Item
from tannhjul.organisation.models import Person


@transaction.atomic
def adopt(item: Item, *, by, today: date) -> Decision:
    """Enter what a body decided in an item into the register of decisions."""
    row, created = Decision.objects.get_or_create(
        item=item, defaults={"body": item.body, "case": item.case, "decided_on": today}
    )
    if created:
        record(
            "decisions.adopt",
            row,
            by=by,
        )
    return row


@transaction.atomic
def commit(
    decision: Decision, what: str, owner: Person, deadline: date, *, by, today: date, **more
) -> Commitment:
    """Promise that something of a decision is done by someone, by a date not yet past."""
    if not queries.holds(decision):
        raise Refused(_("The decision does not hold any more."))
    if deadline < today:
        raise Refused(_("The deadline has already passed. Choose a later date."))
    row = Commitment.objects.create(
        decision=decision, what=what, owner=owner, deadline=deadline, **more
    )
    _note("commit", row, by, owner=owner.pk, deadline=str(deadline))
    return row


@transaction.atomic
def report_done(commitment: Commitment, report: str, *, by, today: date) -> Commitment:
    """Report a commitment done, with what was done."""
    row = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("decision")
        .get(pk=commitment.pk)
    )
    FLOW.move(row, "report_done")
    row.report, row.reported_on = report, today
    row.save(update_fields=["status", "report", "reported_on"])
    _note("report_done", row, by)
    return row


def _note(verb: str, row: Commitment, by, **facts) -> None:
    record(
        f"decisions.{verb}",
        row,
        by=by,
        **facts,
    )
