"""The secretary's desk: planning, agenda, notice, roll call, minutes."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases.models import Step
from tannhjul.cases.queries import unassessed, waiting_for
from tannhjul.core.access import permitted
from tannhjul.meetings import access, queries
from tannhjul.meetings.actions import agenda, attendance, minutes, urgent
from tannhjul.meetings.enums import Status
from tannhjul.meetings.forms.meetings import (
    ArriveForm,
    ChairForm,
    DemandForm,
    ItemForm,
    MeetingForm,
    RecordingForm,
    RemarksForm,
    RollCallForm,
    SignersForm,
    StepForm,
    TimeForm,
)
from tannhjul.meetings.models import Item, Presence
from tannhjul.organisation.models import Body
from tannhjul.web import panels
from tannhjul.web.pages import back, handle, page, posted


def _desk(meeting):
    return reverse("meetings:desk", args=[meeting.pk])


def _form(request, meeting, form, act, title, *, thanks="", to=""):
    context = {"title": title, "meeting": meeting, "back": _desk(meeting)}
    return handle(
        request, form, act, to or _desk(meeting), "meetings/form.html", context, thanks=thanks
    )


@permitted(access.plan)
def plan(request):
    form = MeetingForm(posted(request))
    form.offer("body", Body.objects.on(timezone.localdate()), request.GET.get("body"))
    context = {"title": _("Plan a meeting"), "back": reverse("meetings:index")}
    return handle(
        request,
        form,
        lambda data: agenda.plan(by=request.user, **data),
        _desk,
        "meetings/form.html",
        context,
        thanks=_("The meeting is in the calendar. Compose the agenda next."),
    )


@permitted(access.run)
def put_off_urgent(request, meeting):
    form = DemandForm(posted(request))
    context = {"title": _("Wait for an ordinary meeting"), "back": _desk(meeting)}
    return handle(
        request,
        form,
        lambda data: agenda.put_off_urgent(meeting, data["demanding"], by=request.user),
        _desk(meeting),
        "meetings/form.html",
        context,
        thanks=_("The urgent meeting is called off. Its items wait for an ordinary one."),
    )


@permitted(access.run)
def reschedule(request, meeting):
    names = ("starts_at", "place", "form", "stream", "form_because")
    initial = {name: getattr(meeting, name) for name in names}
    form = TimeForm(posted(request), initial=initial)

    def act(data):
        return agenda.reschedule(meeting, by=request.user, **data)

    return _form(
        request, meeting, form, act, _("Move the meeting"), thanks=_("The meeting has been moved.")
    )


@permitted(access.run)
def desk(request, meeting):
    day = queries.day_of(meeting)
    context = {
        "meeting": meeting,
        "unassessed": set(unassessed(meeting.body).values_list("case_id", flat=True)),
        "items": meeting.items.select_related("case"),
        "waiting": waiting_for(meeting.body, day=day).exclude(
            case__items__meeting__in=queries.with_agenda(meeting.body)
        ),
        "short_notice": agenda.notice_is_short(meeting, timezone.localdate())
        if meeting.status == Status.PLANNED
        else 0,
        "first_discussed": queries.first_discussed_remotely(meeting),
        "item_form": ItemForm(auto_id="item_%s"),
        "expected": queries.expected(meeting),
        "absences": meeting.absences.select_related("person", "party"),
        "calls": meeting.calls.select_related("deputy", "replaces", "item"),
        "presences": meeting.presences.select_related("person", "party", "replaces", "item"),
        "roll_call": RollCallForm(meeting=meeting) if meeting.status == Status.CONVENED else None,
        "arrive_form": ArriveForm(meeting=meeting, auto_id="arrive_%s")
        if meeting.status == Status.OPEN
        else None,
        "remarks_form": RemarksForm(auto_id="remarks_%s")
        if meeting.status == Status.OPEN and not meeting.agenda_approved
        else None,
        "unreported": queries.unreported(meeting.body),
        "panels": panels.fill("meetings:desk", request, meeting),
        "motions": meeting.motions.filter(status="sent").select_related("author"),
        "conflicts": queries.possible_conflicts(
            meeting, [row.person for row in queries.expected(meeting)]
        ),
        "signatures": meeting.signatures.select_related("person"),
        "signers_wanted": queries.signers_wanted(meeting),
        "documents": meeting.documents.select_related("document"),
        "all_signed": meeting.status == Status.APPROVED
        and not meeting.signatures.filter(signed_at=None).exists(),
    }
    return page(request, "meetings/desk.html", context)


@require_POST
@permitted(access.run)
def add_case(request, meeting):
    form = StepForm(posted(request))
    if not form.is_valid():
        raise Http404
    step = get_object_or_404(Step.objects.select_related("case"), pk=form.cleaned_data["step"])
    agenda.add_case(meeting, step, by=request.user)
    return back(request, _desk(meeting), _("The case is on the agenda."))


@require_POST
@permitted(access.run)
def report(request, meeting, item):
    decided = get_object_or_404(queries.unreported(meeting.body), pk=item)
    urgent.report(meeting, decided, by=request.user)
    return back(request, _desk(meeting), _("The report is on the agenda."))


@permitted(access.run)
def add_item(request, meeting):
    form = ItemForm(posted(request))

    def act(data):
        return agenda.add_item(meeting, by=request.user, **data)

    return _form(request, meeting, form, act, _("New item"), thanks=_("The item is on the agenda."))


@require_POST
@permitted(access.run)
def change_agenda(request, meeting, item, verb):
    row = get_object_or_404(Item, pk=item, meeting=meeting)
    if verb == "fjern":
        agenda.remove_item(row, by=request.user)
    else:
        agenda.move_item(row, verb == "opp", by=request.user)
    return back(request, _desk(meeting))


@require_POST
@permitted(access.run)
def convene(request, meeting):
    agenda.convene(meeting, by=request.user, today=timezone.localdate())
    return back(
        request,
        _desk(meeting),
        _(
            "The meeting is convened. The notice is public, and members and deputies have been told."
        ),
    )


@require_POST
@permitted(access.run)
def cancel(request, meeting):
    agenda.cancel(meeting, by=request.user)
    return back(request, meeting.get_absolute_url(), _("The meeting has been cancelled."))


@permitted(access.run)
def open_meeting(request, meeting):
    form = RollCallForm(posted(request), meeting=meeting)

    def act(data):
        people = map(int, data["people"])
        return attendance.open_meeting(meeting, people, by=request.user, at=timezone.now())

    return _form(
        request, meeting, form, act, _("Roll call"), thanks=_("The meeting is in session.")
    )


@permitted(access.run)
def arrive(request, meeting):
    form = ArriveForm(posted(request), meeting=meeting)

    def act(data):
        return attendance.arrive(meeting, by=request.user, at=timezone.now(), **data)

    return _form(
        request, meeting, form, act, _("Someone arrives"), thanks=_("The attendance is noted.")
    )


@require_POST
@permitted(access.run)
def leave(request, meeting, presence):
    row = get_object_or_404(Presence, pk=presence, meeting=meeting)
    attendance.leave(row, by=request.user, at=timezone.now())
    return back(request, _desk(meeting), _("The attendance is noted."))


@permitted(access.run)
def approve_agenda(request, meeting):
    form = RemarksForm(posted(request))

    def act(data):
        return attendance.approve_agenda(meeting, data["remarks"], by=request.user)

    return _form(
        request,
        meeting,
        form,
        act,
        _("Approve notice and agenda"),
        thanks=_("Notice and agenda are approved."),
    )


@require_POST
@permitted(access.run)
def close(request, meeting):
    minutes.close(meeting, by=request.user, at=timezone.now())
    return back(request, _desk(meeting), _("The meeting is over. Approve the minutes next."))


@permitted(access.run)
def choose_chair(request, meeting):
    form = ChairForm(posted(request), meeting=meeting)

    def act(data):
        return attendance.choose_chair(meeting, data["person"], by=request.user)

    return _form(request, meeting, form, act, _("Who chairs"), thanks=_("It is noted who chairs."))


@permitted(access.run)
def refuse_recording(request, meeting):
    reason = meeting.no_recording
    form = RecordingForm(posted(request), initial={"reason": reason, "disturbs": bool(reason)})

    def act(data):
        return attendance.refuse_recording(meeting, by=request.user, **data)

    return _form(
        request, meeting, form, act, _("Recording of the meeting"), thanks=_("It is noted.")
    )


@permitted(access.run)
def choose_signers(request, meeting):
    form = SignersForm(posted(request), meeting=meeting)

    def act(data):
        return minutes.choose_signers(meeting, data["people"], by=request.user)

    return _form(
        request, meeting, form, act, _("Who signs the minutes"), thanks=_("The signers are chosen.")
    )


@require_POST
@permitted(access.run)
def approve_minutes(request, meeting):
    minutes.approve_minutes(meeting, by=request.user, today=timezone.localdate())
    return back(
        request,
        _desk(meeting),
        _("The minutes are approved, and those chosen have been asked to sign."),
    )


@require_POST
@permitted(access.run)
def publish_minutes(request, meeting):
    minutes.publish_minutes(meeting, by=request.user, today=timezone.localdate())
    return back(request, _desk(meeting), _("The signed minutes are published."))
