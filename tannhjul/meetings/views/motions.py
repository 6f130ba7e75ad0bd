"""What a member can do now, and what members have raised."""

from typing import Any

from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.meetings import access, queries
from tannhjul.meetings.actions import motions as actions
from tannhjul.meetings.enums import BY_THREE, MOTION_FLOW, MotionKind
from tannhjul.meetings.forms.meetings import TimeForm
from tannhjul.meetings.forms.motions import AnswerForm, AtOnceForm, MotionForm
from tannhjul.organisation.queries import person_of
from tannhjul.web import panels
from tannhjul.web.pages import back, handle, numbered, page, posted


@permitted(access.see_motion)
def index(request, motions):
    rows = numbered(request, motions.select_related("author", "body", "meeting"))
    return page(request, "meetings/motions.html", {"rows": rows})


@permitted(access.raise_motion)
def tools(request, meeting):
    context = {
        "meeting": meeting,
        "tools": queries.tools(meeting, localdate()),
        "needed": queries.supporters_needed(meeting.body, localdate()),
    }
    return page(request, "meetings/tools.html", context)


@permitted(access.raise_motion)
def send(request, meeting):
    if not queries.tools(meeting, localdate()):
        return redirect("meetings:tools", meeting.pk)
    kind = request.GET.get("kind", "")
    initial = {
        "kind": kind if kind in MotionKind.values else MotionKind.QUESTION,
        "about": request.GET.get("about"),
    }
    form = MotionForm(posted(request), meeting=meeting, initial=initial)
    person: Any = person_of(request.user)

    def act(data):
        demanded = data["kind"] == MotionKind.MEETING
        return actions.send(
            meeting.body,
            person,
            by=request.user,
            today=localdate(),
            meeting=None if demanded else meeting,
            **data,
        )

    return handle(
        request,
        form,
        act,
        lambda row: row.get_absolute_url(),
        "meetings/form.html",
        {"title": _("Raise a matter"), "meeting": meeting, "back": meeting.get_absolute_url()},
        thanks=_("It has been received."),
        button=_("Send"),
    )


@permitted(access.see_motion)
def motion(request, motion):
    user, person = request.user, person_of(request.user)
    supporters = motion.supports.select_related("person")
    joined = person is not None and any(row.person_id == person.pk for row in supporters)
    verbs = MOTION_FLOW.open_to(motion.status)
    may_treat = access.treat_motion.allows(user, motion)
    bound = queries.must_be_taken_up(motion) or queries.can_be_joined(motion, localdate())
    others = any(row.person_id != motion.author_id for row in supporters)
    context = {
        "motion": motion,
        "may_read": access.read_motion.allows(user, motion),
        "supporters": supporters,
        "needed": queries.supporters_needed(
            motion.body, motion.sent_on, motion.kind, motion.confidential
        ),
        "is_demand": bool(supporters),
        "is_met": queries.is_met(motion),
        "may_support": motion.status == "sent"
        and bool(supporters)
        and not joined
        and access.support_motion.allows(user, motion),
        "may_withdraw": not others
        and "withdraw" in verbs
        and access.withdraw_motion.allows(user, motion),
        "may_list": may_treat
        and "put_on_agenda" in verbs
        and motion.meeting_id is not None
        and motion.kind not in (*BY_THREE, MotionKind.CONFIDENCE),
        "may_try": may_treat and "put_on_agenda" in verbs and motion.kind == MotionKind.CONFIDENCE,
        "may_hold": may_treat and "put_on_agenda" in verbs and motion.kind == MotionKind.MEETING,
        "may_answer": may_treat and "answer" in verbs and not bound,
        "may_decline": may_treat and "decline" in verbs and not bound,
        "panels": panels.fill("meetings:motion", request, motion),
    }
    return page(request, "meetings/motion.html", context)


@require_POST
@permitted(access.support_motion)
def support(request, motion):
    person: Any = person_of(request.user)
    actions.support(motion, person, by=request.user, today=localdate())
    return back(request, motion.get_absolute_url(), _("You now stand behind the demand."))


@require_POST
@permitted(access.withdraw_motion)
def withdraw(request, motion):
    actions.withdraw(motion, by=request.user)
    return back(request, motion.get_absolute_url(), _("It has been taken back."))


@require_POST
@permitted(access.treat_motion)
def put_on_agenda(request, motion):
    if motion.meeting is None:
        raise Http404
    actions.put_on_agenda(motion, motion.meeting, by=request.user)
    return back(request, motion.get_absolute_url(), _("It is on the agenda."))


@permitted(access.treat_motion)
def treat_confidence(request, motion):
    form = AtOnceForm(posted(request))

    def act(data):
        coming = queries.next_meeting(motion)
        meeting = motion.meeting if data["demanding"] or coming is None else coming
        return actions.put_on_agenda(motion, meeting, by=request.user, demanding=data["demanding"])

    return handle(
        request,
        form,
        act,
        motion.get_absolute_url(),
        "meetings/form.html",
        {"title": _("Put it on the agenda"), "back": motion.get_absolute_url()},
        thanks=_("It is on the agenda."),
    )


@permitted(access.treat_motion)
def hold_meeting(request, motion):
    context = {"title": _("Plan the meeting demanded"), "back": motion.get_absolute_url()}
    return handle(
        request,
        TimeForm(posted(request)),
        lambda data: actions.hold_meeting(motion, by=request.user, **data),
        motion.get_absolute_url(),
        "meetings/form.html",
        context,
        thanks=_("The meeting is in the calendar, with what they raised on its agenda."),
    )


def _reply(request, motion, act, title, thanks):
    form = AnswerForm(posted(request))
    url = motion.get_absolute_url()
    context = {"title": title, "back": url}
    return handle(request, form, act, url, "meetings/form.html", context, thanks=thanks)


@permitted(access.treat_motion)
def answer(request, motion):
    def act(data):
        return actions.answer(motion, data["text"], by=request.user, today=localdate())

    return _reply(request, motion, act, _("Answer"), _("The answer is public now."))


@permitted(access.treat_motion)
def decline(request, motion):
    def act(data):
        return actions.decline(motion, data["text"], by=request.user, today=localdate())

    return _reply(
        request, motion, act, _("Why it is not taken up"), _("The member can see the reason.")
    )
