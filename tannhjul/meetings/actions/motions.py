"""What members raise: sending, supporting, putting on the agenda, answering."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tannhjul.cases import queries as cases
from tannhjul.cases.enums import Kind
from tannhjul.cases.models import Case
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import (
    DEMANDS,
    MOTION_FLOW,
    MotionKind,
    MotionStatus,
    ReviewSubject,
    Status,
)
from tannhjul.meetings.models import Item, Meeting, Motion, Support
from tannhjul.organisation.enums import BodyKind, SeatKind
from tannhjul.organisation.models import Body, Person, Seat
from tannhjul.organisation.queries import council, is_parliamentary

from . import agenda


def _locked(motion: Motion) -> Motion:
    rows = Motion.objects.select_for_update(of=("self",)).select_related("body", "meeting")
    return rows.get(pk=motion.pk)


def _note(verb: str, motion: Motion, by, **facts) -> None:
    record(f"meetings.{verb}", motion, by=by, **facts)


def _whose_right(kind: str, body: Body, day: date) -> Body:
    """Whose members have the right: of the council, where the legality of a decision is tried (§ 27-1)."""
    return (council(day) or body) if kind == MotionKind.LEGALITY else body


def _sits(body: Body, person: Person, day: date) -> bool:
    seats = Seat.objects.on(day).filter(body=body, person=person, kind=SeatKind.MEMBER)
    return seats.exists()


def _must_sit(body: Body, person: Person, day: date) -> None:
    if not _sits(body, person, day):
        raise Refused(_("Only members of the body can do this."))


@transaction.atomic
def send(
    body: Body,
    author: Person,
    kind: str,
    title: str,
    text: str,
    *,
    by,
    today: date,
    meeting: Meeting | None = None,
    confidential: bool = False,
    case: Case | None = None,
    about: Item | None = None,
    tries: str = ReviewSubject.DECISION,
    who: Person | None = None,
) -> Motion:
    """A member raises something, for a meeting unless it is a meeting that is demanded.

    What comes after the local deadline is received all the same, and marked: whether it is taken up
    is then for the leader to say. ``case``: whose documents the body wants to see. ``about``: the
    item in which what is to be tried was decided, and ``tries``: what of it. ``who``: the member of
    the executive council who is to leave, or nobody: all of it.
    """
    if kind == MotionKind.CHAIR:
        comply(rules.may_ask_the_leader, _sits(body, author, today))
    _must_sit(_whose_right(kind, body, today), author, today)
    controls = body.kind == BodyKind.CONTROL_COMMITTEE  # sees what it finds that it needs
    if case and kind == MotionKind.DOCUMENTS and not controls:
        comply(rules.case_has_been_sent, cases.has_been_sent_to(case, body))
    if (meeting is None) != (kind == MotionKind.MEETING):
        raise Refused(_("Choose the meeting it is for."))
    _as_under_parliamentary_rule(kind, body, meeting, title, today)
    if meeting and kind == MotionKind.LEGALITY:
        comply(rules.is_within_three_weeks, queries.day_of(meeting), today)
        if about is None or about.meeting_id != meeting.pk:
            raise Refused(_("Choose the decision that is to be tried."))
        must_be_triable(about, tries)
        _must_be_new(Motion.objects.filter(about=about, tries=tries), author)
    elif meeting and meeting.status not in (Status.PLANNED, Status.CONVENED, Status.OPEN):
        raise Refused(_("The meeting is over. Choose the next one."))
    deadline = queries.motion_deadline(kind, meeting) if meeting else None
    motion = Motion.objects.create(
        kind=kind,
        body=body,
        meeting=meeting,
        author=author,
        title=title,
        text=text,
        sent_on=today,
        late=bool(deadline and today > deadline),
        confidential=confidential and kind == MotionKind.DOCUMENTS,
        case=case if kind == MotionKind.DOCUMENTS else None,
        person=who if kind == MotionKind.CONFIDENCE else None,
        **_what_is_tried(kind, meeting, about, tries),
    )
    return _sent(motion, by)


def _as_under_parliamentary_rule(
    kind: str, body: Body, meeting: Meeting | None, title: str, today: date
) -> None:
    """What else is asked of a proposal where an executive council governs (§§ 10-7, 10-9)."""
    parliamentary = is_parliamentary(today)
    if kind == MotionKind.CONFIDENCE:
        in_session = meeting is not None and meeting.status == Status.OPEN
        comply(rules.is_proposed_in_the_council, body.kind, in_session, parliamentary)
    if kind == MotionKind.PROPOSAL and body.kind == BodyKind.COUNCIL:
        comply(rules.is_new_in_the_term, parliamentary, queries.raised_before(title, today))


@transaction.atomic
def demand_check(
    author: Person,
    title: str,
    text: str,
    *,
    by,
    today: date,
    decided_on: date,
    others: QuerySet[Motion],
) -> Motion:
    """A member of the council demands a legality check of what no meeting decided (§ 27-2).

    What it is stands with the module that has it, and so do the ``others`` that demand the same.
    """
    body = council(today)
    if body is None:
        raise Refused(_("Only members of the body can do this."))
    _must_sit(body, author, today)
    comply(rules.is_within_three_weeks, decided_on, today)
    _must_be_new(others, author)
    motion = Motion.objects.create(
        kind=MotionKind.LEGALITY,
        body=body,
        author=author,
        title=title,
        text=text,
        sent_on=today,
        decided_on=decided_on,
    )
    return _sent(motion, by)


def _sent(motion: Motion, by) -> Motion:
    _note("send_motion", motion, by, kind=motion.kind, late=motion.late)
    if motion.kind in DEMANDS:
        Support.objects.create(motion=motion, person=motion.author, on=motion.sent_on)
    return motion


def _must_be_new(demands: QuerySet[Motion], author: Person) -> None:
    """Refuse a second demand of the same by someone who stands behind one already."""
    if demands.filter(status=MotionStatus.SENT, supports__person=author).exists():
        raise Refused(_("You have demanded this already."))


def must_be_triable(item: Item, tries: str) -> None:
    """Refuse a legality check of what was not decided, not finally, or what others try (§ 27-2)."""
    if queries.Reviewable(item, ReviewSubject(tries)) in queries.reviewable_in(item):
        return
    comply(rules.can_be_tried, queries.is_final(item), tries)
    comply(rules.is_not_tried_elsewhere, queries.subject_tried_elsewhere(item))
    raise Refused(_("Choose the decision that is to be tried."))


def _what_is_tried(kind: str, meeting: Meeting | None, about: Item | None, tries: str) -> dict:
    if meeting is None or kind != MotionKind.LEGALITY:
        return {}
    return {"about": about, "tries": tries, "decided_on": queries.day_of(meeting)}


@transaction.atomic
def support(motion: Motion, person: Person, *, by, today: date) -> Support:
    """Another member joins a demand; with a third of the members it binds the leader."""
    motion = _locked(motion)
    if motion.kind not in DEMANDS or motion.status != MotionStatus.SENT:
        raise Refused(_("This cannot be supported (any more)."))
    _must_sit(_whose_right(motion.kind, motion.body, today), person, today)
    if motion.decided_on:
        comply(rules.is_within_three_weeks, motion.decided_on, today)
    if motion.supports.filter(person=person).exists():
        raise Refused(_("You support this already."))
    row = Support.objects.create(motion=motion, person=person, on=today)
    _note("support_motion", motion, by, person=person.pk, met=queries.is_met(motion))
    return row


@transaction.atomic
def withdraw(motion: Motion, *, by) -> Motion:
    """The author takes it back. A demand that others have joined stands."""
    motion = _locked(motion)
    if motion.supports.exclude(person=motion.author).exists():
        raise Refused(_("Others have joined this demand, so it stands."))
    MOTION_FLOW.move(motion, "withdraw")
    motion.save(update_fields=["status"])
    _note("withdraw_motion", motion, by)
    return motion


@transaction.atomic
def put_on_agenda(motion: Motion, meeting: Meeting, *, by, demanding: int = 0) -> Item:
    """Put what a member raised on the agenda of a meeting of the same body.

    ``demanding``: how many of those present demand that the executive council's fate is voted on in
    the meeting where it was raised (§ 10-7).
    """
    motion = _locked(motion)
    if motion.kind == MotionKind.CONFIDENCE:
        present = meeting.presences.filter(left_at=None, item=None).count()
        at_once = meeting.pk == motion.meeting_id
        comply(rules.waits_for_the_next_meeting, at_once, demanding, present)
    if meeting.body_id != motion.body_id:
        raise Refused(_("This was raised for another body."))
    MOTION_FLOW.move(motion, "put_on_agenda")
    political = (*DEMANDS, MotionKind.PROPOSAL, MotionKind.RESOLUTION, MotionKind.CONFIDENCE)
    kind = Kind.POLITICAL if motion.kind in political else Kind.QUESTION
    motion.item = agenda.add_item(meeting, motion.title, by=by, kind=kind)
    if (
        motion.kind == MotionKind.CONFIDENCE and motion.item.unlisted
    ):  # demanded by law, not taken up
        motion.item.unlisted = False
        motion.item.save(update_fields=["unlisted"])
    motion.meeting = meeting
    motion.save(update_fields=["status", "item", "meeting"])
    _note("list_motion", motion, by, item=motion.item.pk)
    return motion.item


@transaction.atomic
def take_up(motion: Motion, *, by) -> Motion:
    """Something has come of a demand in another way than on an agenda."""
    motion = _locked(motion)
    MOTION_FLOW.move(motion, "take_up")
    motion.save(update_fields=["status"])
    _note("take_up_motion", motion, by)
    return motion


@transaction.atomic
def hold_meeting(motion: Motion, starts_at: datetime, *, by, place: str = "", **more) -> Meeting:
    """Plan the meeting that members demand, with what they raised on its agenda (§ 11-2)."""
    motion = _locked(motion)
    if motion.kind != MotionKind.MEETING:
        raise Refused(_("This is not a demand for a meeting."))
    meeting = agenda.plan(motion.body, starts_at, by=by, place=place, **more)
    put_on_agenda(motion, meeting, by=by)
    _note("hold_meeting", motion, by, meeting=meeting.pk)
    return meeting


def _has_run_out(motion: Motion, today: date) -> None:
    """Refuse to end a demand for a legality check that other members can still join (§ 27-1)."""
    if queries.can_be_joined(motion, today):
        raise Refused(_("Other members can still stand behind this until its time has run out."))


@transaction.atomic
def answer(motion: Motion, text: str, *, by, today: date) -> Motion:
    """The answer, as it was given; public from now on. It does not stand in for what a third demands."""
    motion = _locked(motion)
    if queries.must_be_taken_up(motion):
        raise Refused(_("Enough members demand this, so it must be taken up."))
    _has_run_out(motion, today)
    return lapse(motion, text, by=by, today=today)


@transaction.atomic
def lapse(motion: Motion, why: str, *, by, today: date) -> Motion:
    """There is nothing left of what was demanded; ``why`` is the public answer."""
    motion = _locked(motion)
    MOTION_FLOW.move(motion, "answer")
    motion.reply, motion.replied_on = why, today
    motion.save(update_fields=["status", "reply", "replied_on"])
    _note("answer_motion", motion, by)
    return motion


@transaction.atomic
def decline(motion: Motion, reason: str, *, by, today: date) -> Motion:
    """The leader does not take it up, and says why. A demand of a third cannot be declined."""
    motion = _locked(motion)
    if queries.is_met(motion):
        raise Refused(_("Enough members demand this, so it must be taken up."))
    _has_run_out(motion, today)
    MOTION_FLOW.move(motion, "decline")
    motion.reply, motion.replied_on = reason, today
    motion.save(update_fields=["status", "reply", "replied_on"])
    _note("decline_motion", motion, by)
    return motion
