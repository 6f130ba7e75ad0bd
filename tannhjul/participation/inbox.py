"""What waits for someone in inhabitants' proposals."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for

from . import access, queries

MOST = 10


@waiting_for(Role.SECRETARY, Role.MAYOR, Role.CHIEF_EXECUTIVE)
def to_treat(_user, _day) -> Iterator[Task]:
    """What the council must take a stand on, with the last day for it."""
    for row in queries.untreated():
        if not row.in_plan:
            what = _("Inhabitants' proposal: the council must take a stand")
            yield Task(what, str(row), reverse("cases:detail", args=[row.case_id]), row.due)


@waiting_for()
def to_put_forward(user, _day) -> Iterator[Task]:
    """One's own, once enough stand behind it."""
    if not user.is_authenticated:
        return
    for row in access.own.objects(user).order_by("pk")[:MOST]:
        if queries.signatures(row) >= queries.needed():
            yield Task(
                _("Enough stand behind it: put it forward"), str(row), row.get_absolute_url()
            )
