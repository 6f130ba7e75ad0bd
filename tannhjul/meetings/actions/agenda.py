"""Planning a meeting, composing its agenda, convening it."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Kind
from tannhjul.cases.models import Step
from tannhjul.cases.queries import waiting_for, waiting_for_assessment
from tannhjul.core.choices import chosen
from tannhjul.core.journal import next_number, record
from tannhjul.core.law import Refused, comply
from tannhjul.documents import actions as documents
from tannhjul.documents import intake
from tannhjul.documents.enums import Ground
from tannhjul.documents.enums import Kind as DocumentKind
from tannhjul.meetings import notices, papers, queries, rules
from tannhjul.meetings.choices import NOTICE_DAYS, REMOTE
from tannhjul.meetings.enums import FLOW, MeetingForm, MotionStatus, Status
from tannhjul.meetings.models import Item, Meeting, MeetingDocument, Motion
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body


def locked(meeting: Meeting) -> Meeting:
    """The meeting, locked for the rest of the transaction."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)


def note(verb: str, meeting: Meeting, by, *, within: Item | None = None, **facts) -> None:
    """Record an event about a meeting; ``within``: the item that it was about."""
    record(f"meetings.{verb}", meeting, by=by, within=within, **facts)


@transaction.atomic
def plan(body: Body, starts_at: datetime, *, by, place: str = "", **more) -> Meeting:
    """Put a meeting in the calendar."""
    form = more.get("form", MeetingForm.PHYSICAL)
    constituting = more.get("constituting", False)
    if constituting:
        _may_constitute(body, localdate(starts_at))
    comply(rules.urgency_is_reasoned, form, more.get("form_because", ""))
    comply(rules.remote_is_opened_for, form, chosen(REMOTE, localdate(starts_at), body.pk))
    ends_at = more.get("ends_at")
    if ends_at and ends_at <= starts_at:
        raise Refused(_("The meeting must end after it begins."))
    if (
        Meeting.objects.filter(body=body, starts_at=starts_at)
        .exclude(status=Status.CANCELLED)
        .exists()
    ):
        raise Refused(_("%(body)s already has a meeting at that time.") % {"body": body})
    meeting = Meeting.objects.create(body=body, starts_at=starts_at, place=place, **more)
    note("plan", meeting, by)
    if constituting:
        with translation.override(settings.LANGUAGE_CODE):
            for step in queries.steps_of_constituting(localdate(starts_at)):
                _append(meeting, kind=Kind.POLITICAL, title=str(step.label), constitutes=step)
    return meeting


def _may_constitute(body: Body, day: date) -> None:
    if body.kind != BodyKind.COUNCIL:
        raise Refused(_("Only a new council holds a constituting meeting."))
    comply(rules.constituting_is_held_in_time, day)


@transaction.atomic
def put_off_urgent(meeting: Meeting, demanding: int, *, by) -> Meeting:
    """So many demand that an urgent meeting waits; with a third it is called off."""
    meeting = locked(meeting)
    if meeting.form != MeetingForm.URGENT:
        raise Refused(_("This is not an urgent meeting."))
    if rules.urgent_meeting_stands(queries.members_total(meeting), demanding):
        raise Refused(_("Fewer than a third of the members demand it, so the meeting is held."))
    FLOW.move(meeting, "cancel")
    meeting.save(update_fields=["status"])
    note("postpone_urgent", meeting, by, demanding=demanding)
    return meeting


@transaction.atomic
def reschedule(
    meeting: Meeting,
    starts_at: datetime,
    place: str,
    *,
    by,
    form: str = MeetingForm.PHYSICAL,
    stream: str = "",
    form_because: str = "",
) -> Meeting:
    """Move a meeting that has not been convened, in time, place or form."""
    meeting = locked(meeting)
    if meeting.status != Status.PLANNED:
        raise Refused(_("The notice has been sent. Cancel the meeting and plan another."))
    allowed = chosen(REMOTE, localdate(starts_at), meeting.body_id)
    comply(rules.urgency_is_reasoned, form, form_because)
    comply(rules.remote_is_opened_for, form, allowed)
    meeting.starts_at, meeting.place = starts_at, place
    meeting.form, meeting.stream, meeting.form_because = form, stream, form_because
    meeting.save(update_fields=["starts_at", "place", "form", "stream", "form_because"])
    note("reschedule", meeting, by)
    notices.moved(meeting)
    return meeting


def _planned(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.status not in (Status.PLANNED, Status.CONVENED, Status.OPEN):
        raise Refused(_("The agenda of this meeting can no longer be changed."))
    return meeting


@transaction.atomic
def add_case(meeting: Meeting, step: Step, *, by) -> Item:
    """Put a case that waits for this body on the agenda."""
    meeting = _planned(meeting)
    case = step.case
    if step.body_id != meeting.body_id:
        raise Refused(_("This case waits for another body."))
    if not waiting_for(meeting.body, day=queries.day_of(meeting)).filter(pk=step.pk).exists():
        raise Refused(
            _("This case is not ready for the body: it is not approved, or not its turn.")
        )
    if waiting_for_assessment(case, meeting.body):
        raise Refused(_("The chief executive has yet to assess the leader's recommendation."))
    if Item.objects.filter(case=case, meeting__in=queries.with_agenda(meeting.body)).exists():
        raise Refused(_("The case is already on the agenda."))
    item = _append(
        meeting,
        case=case,
        step=step,
        kind=case.kind,
        title=case.title,
        screened_title=case.screened_title,
        ground=case.ground,
        exempt_until=case.exempt_until,
    )
    note("add_case", meeting, by, within=item, item=item.pk)
    return item


@transaction.atomic
def add_item(meeting: Meeting, title: str, *, by, kind: str = Kind.BRIEFING) -> Item:
    """Put something without a case on the agenda: a briefing, a question, approval of minutes."""
    return append(meeting, by=by, kind=kind, title=title)


@transaction.atomic
def append(meeting: Meeting, *, by, **fields) -> Item:
    """Put an item with these fields last on an agenda that can still be changed."""
    meeting = _planned(meeting)
    item = _append(meeting, **fields)
    note("add_item", meeting, by, within=item, item=item.pk)
    return item


def _append(meeting: Meeting, **fields) -> Item:
    order = (meeting.items.aggregate(last=Max("order"))["last"] or 0) + 1
    unlisted = meeting.status != Status.PLANNED
    item = Item.objects.create(
        meeting=meeting, body=meeting.body, order=order, unlisted=unlisted, **fields
    )
    if unlisted:
        _number(meeting, [item])
    if meeting.status == Status.CONVENED:  # in session those who are there hear it
        notices.added(item)
    return item


@transaction.atomic
def remove_item(item: Item, *, by) -> None:
    """Take an item off an agenda that has not been sent out."""
    meeting = locked(item.meeting)
    if meeting.status != Status.PLANNED:
        raise Refused(_("The notice has been sent. Postpone the item in the meeting instead."))
    if item.constitutes:
        raise Refused(_("The law says that a constituting meeting treats this."))
    note("remove_item", meeting, by, within=item, item=item.pk)
    Motion.objects.filter(item=item).update(status=MotionStatus.SENT)
    item.delete()


@transaction.atomic
def move_item(item: Item, up: bool, *, by) -> None:
    """Move an item one place up or down on an agenda that has not been sent out."""
    meeting = locked(item.meeting)
    if meeting.status != Status.PLANNED:
        raise Refused(_("The notice has been sent, so the order is fixed."))
    items = list(meeting.items.all())
    place = items.index(item)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    if item.constitutes or items[other].constitutes:
        raise Refused(_("The order of a constituting meeting is set by law."))
    items[place], items[other] = items[other], items[place]
    for order, row in enumerate(items, 1):
        row.order = order
    Item.objects.bulk_update(items, ["order"])
    note("move_item", meeting, by, within=item, item=item.pk, to=other + 1)


def _number(meeting: Meeting, items: list[Item]) -> None:
    year = queries.day_of(meeting).year
    for item in items:
        if item.number is None:
            item.year, item.number = year, next_number(f"{item.kind}:{meeting.body_id}", year)
    Item.objects.bulk_update(items, ["year", "number"])


@transaction.atomic
def number_agenda(meeting: Meeting, *, by) -> list[Item]:
    """Give every item its number in the body's series for the year; numbers given stay."""
    meeting = locked(meeting)
    items = list(meeting.items.all())
    if any(item.number is None for item in items):
        _number(meeting, items)
        note("number_agenda", meeting, by, items=[item.pk for item in items])
    return items


def convene(meeting: Meeting, *, by, today: date) -> Meeting:
    """Fix the agenda, make one PDF of notice, agenda and papers, publish it and tell the members.

    The PDF is set between two transactions, so that nobody waits for it; if the agenda changes
    meanwhile, it is set again.
    """
    for _attempt in range(3):
        with transaction.atomic():
            _may_convene(locked(meeting), today)
            number_agenda(meeting, by=by)
        stamp, files = papers.stamp(meeting), papers.notice(meeting)
        taken = [(internal, intake.keep(data)) for internal, data in files]
        done = _convene(meeting, stamp, taken, by=by, today=today)
        if done:
            return done
    raise Refused(_("The agenda is being changed by someone else. Agree on it, and try again."))


@transaction.atomic
def _convene(meeting: Meeting, stamp: str, taken: list, *, by, today: date) -> Meeting | None:
    meeting = locked(meeting)
    _may_convene(meeting, today)
    if papers.stamp(meeting) != stamp:
        return None
    meeting.convened_on = today
    meeting.save(update_fields=["status", "convened_on"])
    for internal, each in taken:
        file_document(meeting, DocumentKind.NOTICE, each, internal=internal, by=by, today=today)
    note("convene", meeting, by, items=list(meeting.items.values_list("pk", flat=True)))
    notices.convened(meeting)
    return meeting


def _may_convene(meeting: Meeting, today: date) -> None:
    """Refuse before anything is changed: not so much as a number is given."""
    FLOW.move(meeting, "convene")
    comply(rules.has_agenda, meeting.items.count())
    comply(rules.demanded_items_are_listed, len(queries.unlisted_demands(meeting)))
    comply(rules.urgent_decisions_are_reported, queries.unreported(meeting.body, meeting).count())
    comply(rules.notice_comes_before_meeting, today, queries.day_of(meeting))
    for item in meeting.items.select_related("case"):
        comply(rules.budget_is_public_in_time, *queries.published(item, today))
    if meeting.constituting:
        comply(rules.constituting_is_called_in_time, today, queries.day_of(meeting))
    comply(rules.remote_can_be_followed, meeting.form, meeting.stream)


def file_document(meeting: Meeting, kind: str, taken, *, internal: bool, by, today: date) -> None:
    """File a notice or minutes, as a new version if the meeting already has one of its sort."""
    earlier = meeting.documents.filter(document__kind=kind, internal=internal).first()
    if earlier:
        documents.revise(earlier.document, taken, by=by, within=meeting)
        return
    ground = Ground.CONFIDENTIALITY if internal else Ground.NONE
    title = papers.title_of(meeting, kind)
    document = documents.file(
        title, taken, kind=kind, by=by, today=today, within=meeting, ground=ground
    )
    MeetingDocument.objects.create(meeting=meeting, document=document, internal=internal)


@transaction.atomic
def cancel(meeting: Meeting, *, by) -> Meeting:
    """Call a meeting off; its cases wait for the next one."""
    meeting = locked(meeting)
    convened = meeting.status == Status.CONVENED
    FLOW.move(meeting, "cancel")
    meeting.save(update_fields=["status"])
    note("cancel", meeting, by)
    notices.cancelled(meeting, convened)
    return meeting


def notice_is_short(meeting: Meeting, today: date) -> int:
    """Days by which the local notice period is missed; 0 if it is kept. A warning, not a stop."""
    days = (queries.day_of(meeting) - today).days
    return max(0, chosen(NOTICE_DAYS, today, meeting.body_id) - days)
