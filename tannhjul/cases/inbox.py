"""What waits for someone in cases."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.organisation.queries import person_of

from .access import approve, led_by, see
from .enums import COMMENT, Actor, Status, StepStatus
from .heard import could_be_commented, waits_for_comment
from .models import Case, Inquiry, Step
from .queries import in_turn, unassessed, why_back

MOST = 10
FORTNIGHT = timedelta(days=14)


@waiting_for(Role.CHIEF_EXECUTIVE, Role.AUDITOR)
def to_approve(user, _day) -> Iterator[Task]:
    """Cases that have been submitted; of the control committee, to its secretariat."""
    rows = approve.objects(user).filter(status=Status.SUBMITTED)
    for case in rows[:MOST]:
        yield Task(_("Approve and recommend"), str(case), case.get_absolute_url())


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_assess(_user, _day) -> Iterator[Task]:
    """Recommendations of leaders that deviate from the chief executive's."""
    what = _("Assess a recommendation that deviates")
    for row in unassessed():
        yield Task(what, str(row.case), reverse("cases:assess", args=[row.pk]))


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_comment(user, day) -> Iterator[Task]:
    """Cases of the control committee that go on to the council (kommuneloven § 23-5)."""
    rows = see.objects(user).filter(control=True, status=Status.READY)
    for case in rows[:MOST]:
        if waits_for_comment(case) and not could_be_commented(case, day):
            address = reverse("commitments:judge", args=[COMMENT, "sak", case.pk])
            yield Task(_("Comment before the control committee treats it"), str(case), address)


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_answer(_user, _day) -> Iterator[Task]:
    """Questions that members have put."""
    for row in Inquiry.objects.filter(answered_at=None).order_by("pk")[:MOST]:
        yield Task(_("Answer a member"), str(row), row.get_absolute_url())


@waiting_for(Role.GROUP_LEADER)
def answered(user, _day) -> Iterator[Task]:
    """Answers of the last fortnight that a group leader got with the others."""
    rows = Inquiry.objects.filter(
        copies__person=person_of(user), answered_at__gte=now() - FORTNIGHT
    )
    for row in rows.order_by("-answered_at"):
        yield Task(_("The chief executive has answered"), str(row), row.get_absolute_url())


@waiting_for(Role.MAYOR, Role.COMMITTEE_CHAIR)
def to_recommend(user, _day) -> Iterator[Task]:
    """Cases that wait for a body that the user leads and may recommend to."""
    steps = Step.objects.filter(
        body__in=led_by(user), status=StepStatus.WAITING, case__status=Status.READY
    ).exclude(case__recommendations__to_body=F("body"))
    what = _("You can recommend to the body")
    for row in steps.select_related("case")[:MOST]:
        yield Task(what, str(row.case), reverse("cases:recommend", args=[row.case_id]), row.due)


@waiting_for(Role.CASE_OFFICER, Role.UNIT_LEADER)
def to_take(user, _day) -> Iterator[Task]:
    """Workshops, hearings and other steps of one's cases whose turn it is."""
    mine = Case.objects.filter(officer=user, steps__status=StepStatus.WAITING, steps__body=None)
    found = 0
    for case in mine.distinct():
        for step in in_turn(case):
            found += 1
            if found > MOST:
                return
            what = _("Enter what came of it") if step.begun_on else _("Begin")
            name = "cases:end_step" if step.begun_on else "cases:begin_step"
            where = reverse(name, args=[step.pk])
            yield Task(f"{what}: {step.who}", str(case), where, step.due)


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_send_on(user, _day) -> Iterator[Task]:
    """What the board of an enterprise sends to the council by way of the chief executive (§ 9-16 (3))."""
    rows = Case.objects.filter(steps__actor=Actor.ADMINISTRATION, steps__status=StepStatus.WAITING)
    for case in rows.exclude(officer=user).distinct()[:MOST]:
        for step in in_turn(case):
            if step.actor == Actor.ADMINISTRATION:
                name = "cases:end_step" if step.begun_on else "cases:begin_step"
                yield Task(_("Send on to the council"), str(case), reverse(name, args=[step.pk]))


@waiting_for(Role.CASE_OFFICER, Role.UNIT_LEADER)
def to_finish(user, _day) -> Iterator[Task]:
    """Papers being written, and those that were sent back."""
    for case in Case.objects.filter(status=Status.DRAFT, officer=user)[:MOST]:
        why = why_back(case)
        what = _("Put right what was sent back") if why else _("Finish the case paper")
        yield Task(what, f"{case} – {why}" if why else str(case), case.get_absolute_url())
