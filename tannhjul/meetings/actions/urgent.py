"""Deciding in place of another body when a matter cannot wait, and reporting it there."""

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Kind
from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused, comply
from tannhjul.meetings import queries, rules
from tannhjul.meetings.choices import URGENT
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.models import Body

from . import agenda
from .debate import being_treated, note


@transaction.atomic
def decide_for(item: Item, body: Body, reason: str, *, by) -> Item:
    """The body decides in place of ``body``, because there is no time to call that (§ 11-8).

    Whether it is urgent is for the body to judge; the reason is kept and shown with the decision.
    """
    item = being_treated(item)
    allowed = chosen(URGENT, queries.day_of(item.meeting), item.body_id)
    comply(rules.may_decide_urgently, item.body.kind, allowed)
    if body not in queries.could_decide(item):
        raise Refused(_("%(body)s is not the one to decide this.") % {"body": body})
    item.decides_for, item.urgent_reason = body, reason
    item.save(update_fields=["decides_for", "urgent_reason"])
    note("decide_for", item, by, body=body.pk)
    return item


@transaction.atomic
def let_it_wait(item: Item, *, by) -> Item:
    """It was not that urgent: the item is treated as usual."""
    item = being_treated(item)
    if item.decides_for is None:
        raise Refused(_("The item is treated as usual already."))
    item.decides_for, item.urgent_reason = None, ""
    item.save(update_fields=["decides_for", "urgent_reason"])
    note("let_it_wait", item, by)
    return item


@transaction.atomic
def report(meeting: Meeting, decided: Item, *, by) -> Item:
    """Put what was decided in place of the meeting's body on its agenda, to be reported."""
    row = queries.unreported(meeting.body).filter(pk=decided.pk).first()
    if row is None:
        raise Refused(_("There is nothing to report here (any more)."))
    return agenda.append(
        meeting,
        by=by,
        kind=Kind.REPORT,
        title=row.title,
        screened_title=row.screened_title,
        ground=row.ground,
        exempt_until=row.exempt_until,
        reports=row,
    )
