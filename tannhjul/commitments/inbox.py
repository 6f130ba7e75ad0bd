"""What waits for someone who has promised or owes something, or answers for those who have."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.organisation.queries import person_of

from . import access
from .queries import duties
from .queries import promises as queries
from .rules import is_carried_out_or_alerted

MOST = 10
AHEAD = timedelta(days=14)


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_alert(_user, day) -> Iterator[Task]:
    """What is overdue, until the chief executive has said what hinders it."""
    what = _("Overdue: see to it, or say what hinders it")
    for row in queries.overdue(day).order_by("alerted", "deadline")[:MOST]:
        if not is_carried_out_or_alerted(row.deadline, False, row.alerted, day):
            where = reverse("commitments:hinder", args=[row.pk])
            yield Task(what, row.what, where, row.deadline)


@waiting_for()
def to_report(user, _day) -> Iterator[Task]:
    """What the user has promised."""
    if (person := person_of(user)) is None:
        return
    what = _("Report on what was decided")
    for row in queries.owed().filter(owner=person)[:MOST]:
        where = reverse("commitments:report_done", args=[row.pk])
        yield Task(what, row.what, where, row.deadline)


@waiting_for()
def to_give(user, day) -> Iterator[Task]:
    """What is owed at intervals and falls due within a fortnight, or has."""
    if not user.is_authenticated:
        return
    mine = duties.in_force(day).filter(pk__in=access.perform.objects(user).values("pk"))
    for row in duties.standings(mine, day)[:MOST]:
        if row.next_due and row.next_due <= day + AHEAD:
            where = reverse("commitments:perform", args=[row.duty.pk])
            yield Task(_("Give what is owed"), str(row.duty), where, row.next_due)


@waiting_for()
def to_answer(user, _day) -> Iterator[Task]:
    """What others have judged of what the user answers for."""
    if person_of(user) is None:
        return
    for row in access.answer.objects(user).filter(answer="").order_by("on")[:MOST]:
        where = reverse("commitments:answer", args=[row.pk])
        yield Task(_("Answer what was judged"), row.verdict_in_words, where)
