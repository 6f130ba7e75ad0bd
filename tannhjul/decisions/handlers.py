"""A concluded item that adopted or finally refused something is a decision."""

from tannhjul.core.journal import on
from tannhjul.meetings.queries import day_of, is_final

from .actions import political, precedents, reviews
from .models import Complaint


@on("meetings.conclude")
def adopt(event, item):
    """Enter the decision in the same transaction as the item is concluded in."""
    if is_final(item):
        political.adopt(item, by=_actor(event), today=day_of(item.meeting))


@on("cases.submit")
def sent_up_again(_event, case):
    """What was pushed down goes up again only with something new."""
    precedents.something_is_new(case)


def _actor(event):
    """Who concluded the item, still acting in the role it was done in."""
    return event.actor.acting(event.role) if event.actor else None


@on("cases.submit")
@on("cases.hand_over")
def others_prepare_it(_event, case):
    """Whoever made what is complained about does not prepare the case that tries it."""
    complaint = Complaint.objects.filter(case=case).first()
    if complaint:
        reviews.must_not_prepare_it(complaint, case.officer)
