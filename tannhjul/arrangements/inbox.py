"""What waits where an arrangement is due to be reviewed."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tannhjul.core.enums import ADMINISTRATION, ELECTED, Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.organisation.queries import person_of

from . import queries
from .enums import Status
from .models import Adoption

AHEAD = timedelta(days=60)  # so long before the review people are asked, and the case is prepared


def _due(day) -> QuerySet[Adoption]:
    """What is to be reviewed soon, or should have been, and lies before no council."""
    rows = Adoption.objects.filter(status=Status.APPLIED, goes_back=None)
    under_way = Adoption.objects.filter(status__in=[Status.PROPOSED, Status.DECIDED])
    asked = under_way.exclude(goes_back=None).values("goes_back")
    return rows.filter(review_on__lte=day + AHEAD).exclude(pk__in=asked).order_by("review_on")


@waiting_for(Role.SECRETARY)
def to_review(_user, day) -> Iterator[Task]:
    """The secretariat puts the review before the council."""
    for row in _due(day):
        where = reverse("arrangements:review", args=[row.pk])
        yield Task(_("Put the review before the council"), row.name, where, row.review_on)


@waiting_for(Role.MAYOR, Role.SECRETARY)
def to_step_back(_user, day) -> Iterator[Task]:
    """A trial that is over and still in force, because something else rests on it: none goes on in silence."""
    for row in Adoption.objects.filter(status=Status.APPLIED, trial_to__lt=day).order_by(
        "trial_to"
    ):
        what = _("The trial is over, and could not be ended: decide what holds")
        yield Task(what, row.name, row.get_absolute_url(), row.trial_to)


@waiting_for(*ELECTED, *ADMINISTRATION)
def to_say(user, day) -> Iterator[Task]:
    """Elected members and administration say how it works, once."""
    if (person := person_of(user)) is None:
        return
    for row in _due(day):
        if not queries.has_said(row, person):
            where = reverse("arrangements:say", args=[row.pk])
            yield Task(_("Say how the arrangement works"), row.name, where, row.review_on)
