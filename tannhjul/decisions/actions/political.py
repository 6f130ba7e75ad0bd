"""What bodies decide enters the register, and is promised to be carried out."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.commitments.actions import promises
from tannhjul.commitments.models import Commitment
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.decisions import queries
from tannhjul.decisions.models import Decision
from tannhjul.meetings.models import Item
from tannhjul.organisation.models import Person


@transaction.atomic
def adopt(item: Item, *, by, today: date) -> Decision:
    """Enter what a body decided in an item into the register of decisions."""
    row, created = Decision.objects.get_or_create(
        item=item, defaults={"body": item.body, "case": item.case, "decided_on": today}
    )
    if created:
        record("decisions.adopt", row, by=by)
    return row


@transaction.atomic
def commit(
    decision: Decision, what: str, owner: Person, deadline: date, *, by, today: date, **more
) -> Commitment:
    """Promise that something of a decision that holds is done by someone, by a date not yet past."""
    if not queries.holds(decision):
        raise Refused(_("The decision does not hold any more."))
    more["since"] = decision.decided_on
    return promises.commit(decision, what, owner, deadline, by=by, today=today, **more)
