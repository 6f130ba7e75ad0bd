"""Absence, deputies, roll call, coming and going."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused, comply
from tannhjul.meetings import notices, queries, rules
from tannhjul.meetings.enums import (
    FLOW,
    NOT_COMING,
    CallStatus,
    Capacity,
    Finding,
    Status,
    VoteStatus,
)
from tannhjul.meetings.models import Absence, Call, Item, Meeting, Presence, Vote
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import Office, SeatKind
from tannhjul.organisation.models import Person, Seat
from tannhjul.organisation.rules.bodies import is_next_deputy

from .agenda import locked, note


def _seat(meeting: Meeting, person: Person, kind: str = "") -> Seat | None:
    rows = Seat.objects.on(queries.day_of(meeting)).filter(body=meeting.body, person=person)
    return (rows.filter(kind=kind) if kind else rows).first()


@transaction.atomic
def report_absence(
    meeting: Meeting, person: Person, reason: str, *, by, at: datetime, call: bool = True
) -> Absence:
    """A member cannot come: the next deputy of the same list is called at once."""
    meeting = locked(meeting)
    if meeting.status not in (Status.PLANNED, Status.CONVENED, Status.OPEN):
        raise Refused(_("The meeting is over, so absence can no longer be reported."))
    member = _seat(meeting, person, SeatKind.MEMBER)
    if member is None:
        raise Refused(
            _("%(person)s is not a member of this body on that day.") % {"person": person}
        )
    if Absence.objects.filter(meeting=meeting, person=person).exists():
        raise Refused(_("Absence has already been reported."))
    row = Absence.objects.create(
        meeting=meeting, person=person, party=member.party, reason=reason, at=at
    )
    note("report_absence", meeting, by, person=person.pk)
    if call:
        call_next(meeting, person, by=by, at=at)
    return row


@transaction.atomic
def withdraw_absence(absence: Absence, *, by) -> None:
    """A member can come after all: the place is the member's again, and the deputy is told.

    Only until the meeting is opened; from then on arrivals are what counts.
    """
    meeting = locked(absence.meeting)
    if meeting.status not in (Status.PLANNED, Status.CONVENED):
        raise Refused(_("The meeting has begun. Tell the secretary when you arrive."))
    note("withdraw_absence", meeting, by, person=absence.person_id)
    rows = meeting.calls.filter(replaces=absence.person, item=None).exclude(status__in=NOT_COMING)
    for call in rows.select_for_update(of=("self",)):
        call.status = CallStatus.RECALLED
        call.save(update_fields=["status"])
        notices.recalled(call)
    absence.delete()


@transaction.atomic
def call_next(
    meeting: Meeting, replaces: Person, *, by, at: datetime, item: Item | None = None
) -> Call | None:
    """Call the next deputy of the same list (kommuneloven § 7-10); None if the list is exhausted."""
    member = _seat(meeting, replaces)
    calls = meeting.calls.exclude(status=CallStatus.RECALLED)
    taken = set(calls.values_list("deputy_id", flat=True))
    taken |= set(meeting.presences.filter(item=None).values_list("person_id", flat=True))
    turn = organisation.deputies_in_turn(member, taken, queries.day_of(meeting)) if member else []
    if not turn:
        note("deputies_exhausted", meeting, by, person=replaces.pk)
        return None
    deputy = turn[0].person
    comply(is_next_deputy, deputy.pk, [seat.person_id for seat in turn])
    return call_deputy(meeting, deputy, replaces, by=by, at=at, item=item)


@transaction.atomic
def call_deputy(
    meeting: Meeting,
    deputy: Person,
    replaces: Person,
    *,
    by,
    at: datetime,
    item: Item | None = None,
) -> Call:
    """Call one deputy for a member, for the whole meeting or for one item."""
    row, _created = Call.objects.update_or_create(
        meeting=meeting,
        deputy=deputy,
        item=item,
        status=CallStatus.RECALLED,
        defaults={"replaces": replaces, "status": CallStatus.CALLED, "at": at},
    )
    note(
        "call_deputy",
        meeting,
        by,
        deputy=deputy.pk,
        replaces=replaces.pk,
        item=item.pk if item else None,
    )
    notices.called(row)
    return row


@transaction.atomic
def answer_call(call: Call, accepts: bool, *, by, at: datetime) -> Call:
    """A deputy says yes or no; on no, the next one is called."""
    locked(call.meeting)  # two who decline at once would both call the same deputy
    call = (
        Call.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=call.pk)
    )
    if call.meeting.status not in (Status.PLANNED, Status.CONVENED, Status.OPEN):
        raise Refused(_("The meeting is over."))
    if call.status != CallStatus.CALLED:
        raise Refused(_("You have already answered this call."))
    call.status = CallStatus.ACCEPTED if accepts else CallStatus.DECLINED
    call.save(update_fields=["status"])
    note("answer_call", call.meeting, by, deputy=call.deputy_id, answer=call.status)
    if not accepts:
        call_next(call.meeting, call.replaces, by=by, at=at, item=call.item)
    return call


@transaction.atomic
def open_meeting(
    meeting: Meeting, people: Iterable[int], *, by, at: datetime, chair: Person | None = None
) -> Meeting:
    """Roll call: those of the expected who are here. Stops unless half of the members are."""
    meeting = locked(meeting)
    FLOW.move(meeting, "open")
    here = set(people)
    rows = [e for e in queries.expected(meeting) if e.person.pk in here]
    must_be_enough(meeting, len(rows))
    Presence.objects.bulk_create(
        Presence(
            meeting=meeting,
            person=e.person,
            party=e.party,
            capacity=e.capacity,
            replaces=e.replaces,
            arrived_at=at,
        )
        for e in rows
    )
    meeting.chair = chair or _leading(meeting, {e.person.pk for e in rows})
    meeting.save(update_fields=["status", "chair"])
    note("open", meeting, by, people=sorted(e.person.pk for e in rows))
    return meeting


def _leading(meeting: Meeting, here: set[int]) -> Person | None:
    """The leader if present, else the deputy leader (kommuneloven § 11-2)."""
    seats = Seat.objects.on(queries.day_of(meeting)).filter(body=meeting.body, person__in=here)
    for office in (Office.LEADER, Office.DEPUTY_LEADER):
        seat = seats.filter(office=office).select_related("person").first()
        if seat:
            return seat.person
    return None


def must_be_enough(meeting: Meeting, present: int) -> None:
    """Refuse unless so many are present as the law asks of this meeting."""
    check = rules.two_thirds_constitute if meeting.constituting else rules.has_quorum
    comply(check, queries.members_total(meeting), present)


def no_open_vote(meeting: Meeting) -> None:
    """Those who vote are those who sat when the vote was opened: nobody comes or goes meanwhile."""
    if Vote.objects.filter(item__meeting=meeting, status=VoteStatus.OPEN).exists():
        raise Refused(_("A vote is open. Count it, or take it back, first."))


@transaction.atomic
def choose_chair(meeting: Meeting, person: Person, *, by) -> Meeting:
    """Someone present leads from now on: elected when neither leader nor deputy leader can (§ 11-2)."""
    meeting = locked(meeting)
    here = meeting.presences.filter(left_at=None, item=None)
    if here.filter(person=meeting.chair_id).exists():
        no_open_vote(meeting)
    if not here.filter(person=person).exists():
        raise Refused(_("%(person)s is not present.") % {"person": person})
    comply(rules.is_led_in_order, *queries.in_line_to_lead(meeting, person))
    meeting.chair = person
    meeting.save(update_fields=["chair"])
    note("choose_chair", meeting, by, person=person.pk)
    return meeting


@transaction.atomic
def arrive(
    meeting: Meeting,
    person: Person,
    *,
    by,
    at: datetime,
    replaces: Person | None = None,
    item: Item | None = None,
    replaces_note: str = "",
) -> Presence:
    """Someone with a seat comes (late), or a deputy takes a place, for one item or the rest.

    A deputy sits for a member who is away or out of the case: whoever was called, else the next
    of the same list (kommuneloven § 7-10). ``replaces`` can be left out where the call says it.
    """
    meeting = locked(meeting)
    if meeting.status != Status.OPEN:
        raise Refused(_("The meeting is not in session."))
    no_open_vote(meeting)
    seat = _seat(meeting, person)
    if seat is None:
        raise Refused(_("%(person)s has no seat in this body on that day.") % {"person": person})
    if meeting.presences.filter(person=person, left_at=None).exists():
        raise Refused(_("%(person)s is already present.") % {"person": person})
    if seat.kind == SeatKind.MEMBER:
        capacity = Capacity.MEMBER
        _place_is_free(meeting, person)
    else:
        capacity = Capacity.DEPUTY
        replaces = _whose_place(meeting, seat, replaces, item)
    row = Presence.objects.create(
        meeting=meeting,
        person=person,
        party=seat.party,
        capacity=capacity,
        replaces=replaces,
        replaces_note=replaces_note,
        item=item,
        arrived_at=at,
    )
    note("arrive", meeting, by, person=person.pk, item=item.pk if item else None)
    return row


def _place_is_free(meeting: Meeting, person: Person) -> None:
    """Refuse a member for whom a deputy sits."""
    here = meeting.presences.filter(replaces=person, left_at=None, item=None)
    comply(rules.one_sits_in_each_seat, here.exists())


def _whose_place(
    meeting: Meeting, seat: Seat, replaces: Person | None, item: Item | None
) -> Person:
    """For whom a deputy sits down now; Refused or Breach if it is for nobody, or not the turn."""
    calls = meeting.calls.filter(Q(item=None) | Q(item=item)).exclude(status__in=NOT_COMING)
    call = calls.filter(deputy=seat.person).select_related("replaces").first()
    if call and replaces in (None, call.replaces):
        replaces = call.replaces
    elif replaces is None:
        raise Refused(_("Say for whom %(person)s sits.") % {"person": seat.person})
    else:
        _is_next(meeting, seat.person, replaces, calls)
    held = meeting.presences.filter(
        Q(person=replaces) | Q(replaces=replaces), left_at=None, item=None
    )
    if item:
        asked = (Finding.PARTIAL, Finding.PENDING)
        out = item.recusals.filter(finding__in=asked, person=replaces).values("person")
        held = held.exclude(person__in=out)
        held |= item.presences.filter(replaces=replaces, left_at=None)
    comply(rules.one_sits_in_each_seat, held.exists())
    return replaces


def _is_next(meeting: Meeting, deputy: Person, replaces: Person, calls: QuerySet[Call]) -> None:
    member = _seat(meeting, replaces, SeatKind.MEMBER)
    taken = set(calls.values_list("deputy_id", flat=True))
    taken |= set(meeting.calls.filter(status=CallStatus.DECLINED).values_list("deputy", flat=True))
    taken |= set(meeting.presences.filter(left_at=None).values_list("person_id", flat=True))
    turn = organisation.deputies_in_turn(member, taken, queries.day_of(meeting)) if member else []
    comply(is_next_deputy, deputy.pk, [row.person_id for row in turn])


@transaction.atomic
def leave(presence: Presence, *, by, at: datetime) -> Presence:
    """Someone leaves the meeting."""
    meeting = locked(presence.meeting)
    no_open_vote(meeting)
    if presence.left_at is not None:
        raise Refused(_("%(person)s has already left.") % {"person": presence.person})
    if at < presence.arrived_at:
        raise Refused(_("Nobody can leave before arriving."))
    presence.left_at = at
    presence.save(update_fields=["left_at"])
    note("leave", meeting, by, person=presence.person_id)
    return presence


def all_leave(rows: QuerySet[Presence], at: datetime) -> None:
    """Those who are still there leave; not before they came, even if the clock was set back meanwhile."""
    staying = list(rows.filter(left_at=None))
    for row in staying:
        row.left_at = max(at, row.arrived_at)
    Presence.objects.bulk_update(staying, ["left_at"])


@transaction.atomic
def approve_agenda(meeting: Meeting, remarks: str = "", *, by) -> Meeting:
    """The body approves notice and agenda, with any remarks for the minutes."""
    meeting = locked(meeting)
    if meeting.status != Status.OPEN:
        raise Refused(_("The meeting is not in session."))
    meeting.agenda_approved, meeting.agenda_remarks = True, remarks
    meeting.save(update_fields=["agenda_approved", "agenda_remarks"])
    note("approve_agenda", meeting, by)
    return meeting


@transaction.atomic
def refuse_recording(meeting: Meeting, reason: str, *, disturbs: bool, by) -> Meeting:
    """The chair lets nobody record, for a ``reason``; no reason: whoever asks may record again."""
    meeting = locked(meeting)
    if meeting.status not in (Status.CONVENED, Status.OPEN):
        raise Refused(_("The meeting is not in session."))
    comply(rules.recording_is_let_be, bool(reason), disturbs)
    meeting.no_recording = reason
    meeting.save(update_fields=["no_recording"])
    note("refuse_recording" if reason else "allow_recording", meeting, by)
    return meeting
