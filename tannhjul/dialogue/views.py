"""Pages about gatherings that do not decide."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import back, handle, numbered, page, posted

from . import access, queries, rhythms
from .actions import gatherings, topics, workshops
from .enums import WHAT_IT_IS, Kind, Status
from .forms import (
    AgreeForm,
    AttendanceForm,
    CancelForm,
    CaseTitleForm,
    ClimateForm,
    GatheringForm,
    NoteForm,
    PromptForm,
    PutBeforeForm,
    ReplyForm,
    TalkForm,
    TextForm,
    TopicForm,
)


@permitted(access.see)
def index(request, rows):
    kind = request.GET.get("kind", "")
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    year_ago = timezone.now() - timedelta(days=365)
    context = {
        "rows": numbered(request, rows.select_related("body", "unit", "party")),
        "kind": kind,
        "kinds": [(row.value, row.label, WHAT_IT_IS[row]) for row in Kind],
        "may_arrange": access.arrange.allows(request.user),
        "may_enter_talk": access.enter_talk.allows(request.user),
        "climate": queries.climate(rows.filter(status=Status.HELD, starts_at__gte=year_ago)),
        "by_form": queries.by_form(rows.filter(status=Status.HELD, starts_at__gte=year_ago)),
        "together": queries.talks_about_cooperation(year_ago.date()),
        "rhythms": rhythms.rhythms(localdate()),
        "today": localdate(),
    }
    return page(request, "dialogue/index.html", context)


@permitted(access.see)
def detail(request, gathering):
    user, person = request.user, person_of(request.user)
    takes_part = access.take_part.allows(user, gathering) and queries.is_invited(gathering, person)
    answers = takes_part or (
        person is not None
        and access.process.allows(user, gathering)
        and queries.may_answer(gathering, person)
    )
    ahead = gathering.status in (Status.PLANNED, Status.UNDER_WAY)
    opens_with_the_last = gathering.kind == Kind.TOGETHER and ahead
    context = {
        "gathering": gathering,
        "what_it_is": WHAT_IT_IS[Kind(gathering.kind)],
        "topics": gathering.topics.select_related(
            "raised_by", "body", "case", "item__meeting", "carried_from__gathering"
        ).prefetch_related("answers__person"),
        "guests": gathering.guests.all(),
        "since": rhythms.since_last(gathering) if opens_with_the_last else None,
        "may_answer": answers and gathering.status != Status.CANCELLED,
        "to_put": set(access.put_before.objects(user).filter(gathering=gathering, item=None)),
        "closes": queries.agenda_closes(gathering),
        "prompts": gathering.prompts.all(),
        "tables": queries.tables(gathering),
        "replies": gathering.replies.select_related("person"),
        "sequence": queries.sequence(gathering) if gathering.kind == Kind.WORKSHOP else [],
        "attendees": gathering.attendees.select_related("person"),
        "climate": queries.climate(type(gathering).objects.filter(pk=gathering.pk)),
        "rated": gathering.rated.count(),
        "may_lead": access.lead.allows(user, gathering),
        "may_process": access.process.allows(user, gathering),
        "may_put": takes_part
        and gathering.status == Status.PLANNED
        and timezone.now() <= queries.agenda_closes(gathering),
        "may_reply": takes_part and gathering.mirrored_at is not None,
        "may_rate": takes_part
        and gathering.status == Status.HELD
        and not gathering.rated.filter(person=person).exists(),
        "may_write": set(access.write_note.objects(user).filter(gathering=gathering)),
    }
    return page(request, "dialogue/detail.html", context)


def _form(
    request, form, act, gathering, title, *, thanks="", template="dialogue/form.html", **more
):
    url = gathering.get_absolute_url()
    context = {"title": title, "back": url, "gathering": gathering, **more}
    return handle(request, form, act, url, template, context, thanks=thanks)


@permitted(access.arrange)
def plan(request):
    form = GatheringForm(posted(request))
    form.offer("party", access.parties_of(request.user))

    def act(data):
        every, times = data.pop("every"), data.pop("times")
        if every and times:
            return gatherings.plan_series(weeks=every, times=times, by=request.user, **data)[0]
        return gatherings.plan(by=request.user, **data)

    return handle(
        request,
        form,
        act,
        lambda row: row.get_absolute_url(),
        "dialogue/form.html",
        {"title": _("Plan a gathering"), "back": reverse("dialogue:index")},
        thanks=_("It is planned, and those it is for have been told."),
    )


def _button(act, thanks):
    """A view for a button of those who lead: do it, say so, and stay on the page."""

    @require_POST
    @permitted(access.lead)
    def press(request, gathering):
        act(gathering, by=request.user)
        return back(request, gathering.get_absolute_url(), thanks)

    return press


def _begin_today(gathering, *, by):
    return gatherings.begin(gathering, by=by, today=localdate())


begin = _button(_begin_today, _("It has begun."))
draw_tables = _button(workshops.draw_tables, _("The tables have been drawn."))


@permitted(access.lead)
def cancel(request, gathering):
    return _form(
        request,
        CancelForm(posted(request)),
        lambda data: gatherings.cancel(gathering, by=request.user, **data),
        gathering,
        _("Cancel it"),
        thanks=_("It is cancelled, and those it was for have been told."),
    )


@permitted(access.lead)
def close(request, gathering):
    here = [seat.person_id for seat in queries.invited(gathering)]
    here += gathering.guests.values_list("pk", flat=True)
    return _form(
        request,
        AttendanceForm(posted(request), gathering=gathering, initial={"people": here}),
        lambda data: gatherings.close(gathering, data["people"], by=request.user),
        gathering,
        _("End it: who was there?"),
        thanks=_("It is over. Sum it up next."),
    )


@permitted(access.enter_talk)
def enter_talk(request):
    def act(data):
        people = {row.pk: row for row in [*queries.leads_both(localdate()), *data.pop("others")]}
        return gatherings.enter_talk(people=people.values(), by=request.user, **data)

    return handle(
        request,
        TalkForm(posted(request)),
        act,
        lambda row: row.get_absolute_url(),
        "dialogue/form.html",
        {"title": _("Enter a conversation"), "back": reverse("dialogue:index")},
        thanks=_("It is entered."),
    )


@permitted(access.take_part)
def put_topic(request, gathering):
    person: Any = person_of(request.user)
    return _form(
        request,
        TopicForm(posted(request)),
        lambda data: topics.put_topic(
            gathering, person, by=request.user, at=timezone.now(), **data
        ),
        gathering,
        _("Put a matter on the agenda"),
        thanks=_("It is on the agenda."),
    )


@permitted(access.agree)
def agree(request, topic):
    return _form(
        request,
        AgreeForm(posted(request), gathering=topic.gathering),
        lambda data: topics.agree(topic, by=request.user, today=localdate(), **data),
        topic.gathering,
        topic.title,
        thanks=_("The next step has been agreed."),
    )


@permitted(access.answer)
def answer(request, topic):
    person: Any = person_of(request.user)
    return _form(
        request,
        TextForm(posted(request)),
        lambda data: topics.answer(topic, person, data["text"], by=request.user, at=timezone.now()),
        topic.gathering,
        _("Answer: %(title)s") % {"title": topic.title},
        thanks=_("Your answer stands on the page of the gathering."),
    )


@permitted(access.put_before)
def put_before(request, topic):
    return handle(
        request,
        PutBeforeForm(topic, posted(request)),
        lambda data: topics.put_before(topic, data["meeting"], by=request.user),
        lambda item: reverse("meetings:desk", args=[item.meeting_id]),
        "dialogue/form.html",
        {
            "title": _("Put it on an agenda: %(title)s") % {"title": topic.title},
            "back": topic.get_absolute_url(),
        },
        thanks=_("It is on the agenda."),
    )


@permitted(access.lead)
def ask(request, gathering):
    return _form(
        request,
        PromptForm(posted(request)),
        lambda data: workshops.ask(gathering, by=request.user, **data),
        gathering,
        _("New question for the tables"),
        thanks=_("The question has been set."),
    )


@permitted(access.write_note)
def write_note(request, table):
    return _form(
        request,
        NoteForm(posted(request), table=table),
        lambda data: workshops.write_note(table, by=request.user, at=timezone.now(), **data),
        table.gathering,
        _("Table %(number)s") % {"number": table.number},
        thanks=_("The note has been written."),
    )


@permitted(access.process)
def sum_up(request, gathering):
    return _form(
        request,
        TextForm(posted(request), initial={"text": gathering.summary}),
        lambda data: gatherings.sum_up(gathering, by=request.user, at=timezone.now(), **data),
        gathering,
        _("Sum up"),
        thanks=_("The summary is published."),
    )


@permitted(access.process)
def mirror(request, gathering):
    return _form(
        request,
        TextForm(posted(request), initial={"text": gathering.mirror}),
        lambda data: workshops.mirror(gathering, by=request.user, at=timezone.now(), **data),
        gathering,
        _("What the administration has understood"),
        thanks=_("Those who took part are asked whether it is so."),
    )


@permitted(access.process)
def prepare_case(request, gathering):
    return _form(
        request,
        CaseTitleForm(posted(request), initial={"title": gathering.title}),
        lambda data: gatherings.prepare_case(gathering, by=request.user, today=localdate(), **data),
        gathering,
        _("Open the case that it led to"),
        thanks=_("The case has been opened."),
    )


@permitted(access.take_part)
def reply(request, gathering):
    person: Any = person_of(request.user)
    return _form(
        request,
        ReplyForm(posted(request)),
        lambda data: workshops.reply(gathering, person, by=request.user, **data),
        gathering,
        _("Have we understood you correctly?"),
        template="dialogue/reply.html",
        thanks=_("Thank you. Your reply stands on the page of the gathering."),
    )


@permitted(access.take_part)
def rate(request, gathering):
    person: Any = person_of(request.user)
    return _form(
        request,
        ClimateForm(posted(request)),
        lambda data: gatherings.rate(gathering, person, data, by=request.user),
        gathering,
        _("How was it?"),
        template="dialogue/rate.html",
        thanks=_("Thank you. What you said is kept without your name."),
    )


@permitted(access.rate_meeting)
def rate_meeting(request, meeting):
    person: Any = person_of(request.user)
    return handle(
        request,
        ClimateForm(posted(request)),
        lambda data: gatherings.rate_meeting(meeting, person, data, by=request.user),
        meeting.get_absolute_url(),
        "dialogue/rate.html",
        {"title": _("How was it?"), "back": meeting.get_absolute_url()},
        thanks=_("Thank you. What you said is kept without your name."),
    )
