"""What waits for someone in inhabitants' proposals."""

from collections.abc import Iterator

from django.db.models import Count
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
            yield Task(what, str(row), row.get_absolute_url(), row.due)


@waiting_for()
def to_put_forward(user, _day) -> Iterator[Task]:
    """One's own, once enough stand behind it."""
    if not user.is_authenticated:
        return
    needed = queries.needed()
    mine = access.own.objects(user).annotate(signed=Count("endorsements"))
    for row in mine.order_by("pk")[:MOST]:
        if row.signed + row.on_paper >= needed:
            yield Task(
                _("Enough stand behind it: put it forward"), str(row), row.get_absolute_url()
            )
