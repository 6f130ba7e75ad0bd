"""What is wrong with meetings as they were recorded. Imported ones are not judged."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, QuerySet

from tannhjul.cases.enums import Kind
from tannhjul.core.findings import finds
from tannhjul.elections.enums import ElectionStatus
from tannhjul.elections.models import Election
from tannhjul.organisation.enums import BodyKind, SeatKind
from tannhjul.organisation.models import Body, Seat

from . import queries, rules
from .enums import OVER, ClosedBasis, Finding, Method, MotionKind, MotionStatus, Status
from .models import Item, Meeting, Motion, Recusal, Vote
from .queries import day_of

MUST_CLOSE = (ClosedBasis.EMPLOYEE, ClosedBasis.CONFIDENTIAL)
HELD = (Status.OPEN, *OVER)
CALLED = (Status.CONVENED, *HELD)


def _own(*status: str) -> QuerySet[Meeting]:
    return Meeting.objects.filter(source="", status__in=status).select_related("body")


def _votes() -> QuerySet[Vote]:
    """The votes that were counted, with the item and the ballots."""
    rows = Vote.objects.filter(status="closed", item__source="").exclude(result="annulled")
    return rows.select_related("item__meeting__body").prefetch_related("ballots")


def _voted(vote: Vote) -> list[int]:
    return [ballot.person_id for ballot in vote.ballots.all()]


@finds(rules.minutes_are_complete)
def incomplete_minutes(_day: date) -> Iterator[Meeting]:
    """Approved minutes without attendance, or with an item that was begun and never ended."""
    for meeting in _own(Status.APPROVED, Status.PUBLISHED):
        left = meeting.items.filter(status="open").count()
        if not rules.minutes_are_complete(meeting.presences.count(), left):
            yield meeting


@finds(rules.has_agenda)
def without_agenda(_day: date) -> Iterator[Meeting]:
    """Meetings that were convened and have nothing on the agenda."""
    for meeting in _own(*CALLED):
        if not rules.has_agenda(meeting.items.count()):
            yield meeting


@finds(rules.notice_comes_before_meeting)
def convened_afterwards(_day: date) -> Iterator[Meeting]:
    """Meetings whose notice was sent after they were held."""
    for meeting in _own(*CALLED):
        sent = meeting.convened_on
        if sent and not rules.notice_comes_before_meeting(sent, day_of(meeting)):
            yield meeting


@finds(rules.remote_can_be_followed)
def nobody_can_follow(_day: date) -> Iterator[Meeting]:
    """Remote meetings with open doors and no address to follow them at."""
    for meeting in _own(*CALLED):
        if not rules.remote_can_be_followed(meeting.form, meeting.stream):
            yield meeting


@finds(rules.constituting_is_called_in_time)
def constituting_called_late(_day: date) -> Iterator[Meeting]:
    """Constituting meetings that were called with less than two weeks' notice."""
    for meeting in _own(*CALLED).filter(constituting=True):
        sent = meeting.convened_on
        if sent and not rules.constituting_is_called_in_time(sent, day_of(meeting)):
            yield meeting


@finds(rules.constituting_is_held_in_time)
def constituting_held_late(_day: date) -> Iterator[Meeting]:
    """Constituting meetings after the end of October."""
    for meeting in _own(Status.PLANNED, *CALLED).filter(constituting=True):
        if not rules.constituting_is_held_in_time(day_of(meeting)):
            yield meeting


@finds(rules.council_begins_when_constituted)
def council_begins_elsewhen(_day: date) -> Iterator[Meeting]:
    """Constituting meetings of a council whose members took their seats on another day."""
    for meeting in _own(*HELD).filter(constituting=True):
        day = day_of(meeting)
        seats = Seat.objects.given(day).filter(body=meeting.body, kind=SeatKind.MEMBER)
        since = seats.exclude(slate=None).aggregate(last=Max("valid_from"))["last"]
        if since and not rules.council_begins_when_constituted(since, day):
            yield meeting


@finds(rules.demanded_items_are_listed)
def demands_left_out(_day: date) -> Iterator[Meeting]:
    """Meetings that were convened without what a third of the members demanded before the notice."""
    for meeting in _own(*CALLED):
        due = [row for row in queries.unlisted_demands(meeting) if not row.late]
        if not rules.demanded_items_are_listed(len(due)):
            yield meeting


@finds(rules.third_demands_meeting)
def meetings_not_called(day: date) -> Iterator[Motion]:
    """Demands of a third of a body for a meeting that nobody has planned in a month."""
    rows = Motion.objects.filter(kind=MotionKind.MEETING, status=MotionStatus.SENT)
    for motion in rows.filter(sent_on__lt=day - timedelta(days=31)):
        if queries.is_met(motion):
            yield motion


@finds(rules.urgent_decisions_are_reported)
def unreported_urgent(_day: date) -> Iterator[Body]:
    """Bodies that have met without being told what was decided in their place."""
    for meeting in _own(*OVER):
        left = queries.unreported(meeting.body, meeting).count()
        if not rules.urgent_decisions_are_reported(left):
            yield meeting.body


@finds(rules.may_close_doors)
def closed_without_ground(_day: date) -> Iterator[Item]:
    """Items behind closed doors on no ground of the law."""
    for item in Item.objects.filter(source="").exclude(closed_basis=""):
        if not rules.may_close_doors(item.closed_basis):
            yield item


@finds(rules.must_close_is_not_remote)
def closed_and_remote(_day: date) -> Iterator[Item]:
    """Items that had to be closed and were treated remotely."""
    rows = Item.objects.filter(source="", closed_basis__in=MUST_CLOSE, status="done")
    for item in rows.select_related("meeting"):
        if not rules.must_close_is_not_remote(item.meeting.form, item.closed_basis):
            yield item


@finds(rules.disqualified_stay_out)
def disqualified_voted(_day: date) -> Iterator[Vote]:
    """Votes in which someone took part who was found disqualified in the item."""
    for vote in _votes():
        rows = Recusal.objects.filter(item=vote.item, finding=Finding.PARTIAL)
        out = rows.values_list("person_id", flat=True)
        if not rules.disqualified_stay_out(out, _voted(vote)):
            yield vote


@finds(rules.only_entitled_vote)
def strangers_voted(_day: date) -> Iterator[Vote]:
    """Votes with a ballot of someone who never sat in the meeting."""
    for vote in _votes().exclude(method=Method.SECRET):
        sat = vote.item.meeting.presences.values_list("person_id", flat=True)
        if not rules.only_entitled_vote(set(sat), _voted(vote)):
            yield vote


@finds(rules.everyone_votes)
def ballots_missing(_day: date) -> Iterator[Vote]:
    """Votes with fewer ballots than there were people entitled to vote."""
    for vote in _votes().exclude(method=Method.SECRET):
        entitled, voted = range(vote.entitled), range(len(_voted(vote)))
        if not rules.everyone_votes(entitled, voted):
            yield vote


@finds(rules.has_quorum)
def too_few_present(_day: date) -> Iterator[Vote]:
    """Votes in which fewer than half of the members took part."""
    for vote in _votes():
        if not rules.has_quorum(queries.members_total(vote.item.meeting), vote.entitled):
            yield vote


@finds(rules.blank_only_for_people)
def blank_where_it_may_not(_day: date) -> Iterator[Vote]:
    """Blank votes on a proposal."""
    for vote in _votes():
        if not rules.blank_only_for_people(vote.question, vote.blank):
            yield vote


@finds(rules.may_be_secret)
def secret_where_it_may_not(_day: date) -> Iterator[Vote]:
    """Secret votes about anything but people."""
    rows = _votes().filter(method=Method.SECRET).select_related("election")
    for vote in rows:
        how = vote.election.method if vote.election else ""
        if not rules.may_be_secret(vote.question, how, vote.item.meeting.body.kind):
            yield vote


@finds(rules.decided_by_vote)
def decided_without_a_vote(_day: date) -> Iterator[Item]:
    """Items in which something was adopted that no vote had carried."""
    rows = Item.objects.filter(source="", meeting__source="", status="done")
    for item in rows.exclude(kind=Kind.PROCEDURE).exclude(outcome="").select_related("meeting"):
        if not rules.decided_by_vote(item.outcome, *queries.votes_counted(item)):
            yield item


@finds(rules.one_sits_in_each_seat)
def two_in_one_seat(_day: date) -> Iterator[Meeting]:
    """Open meetings in which a deputy sits while the member does."""
    for meeting in _own(Status.OPEN):
        here = meeting.presences.filter(left_at=None, item=None)
        away = here.exclude(replaces=None).values("replaces")
        if not rules.one_sits_in_each_seat(here.filter(person__in=away).exists()):
            yield meeting


@finds(rules.is_within_three_weeks)
def demanded_too_late(_day: date) -> Iterator[Motion]:
    """Demands for a legality check that were sent after the time was over and are still open."""
    rows = Motion.objects.filter(kind=MotionKind.LEGALITY, status=MotionStatus.SENT)
    for motion in rows.exclude(decided_on=None):
        if not queries.can_be_joined(motion, motion.sent_on):
            yield motion


@finds(rules.new_government_in_time)
def governs_on(day: date) -> Iterator[Election]:
    """Executive councils that were to leave before a meeting of the council, which elected no other."""
    rows = Election.objects.filter(
        body__kind=BodyKind.EXECUTIVE_COUNCIL, office="", status=ElectionStatus.OPEN
    )
    for election in rows.select_related("body"):
        since = _own(*OVER).filter(
            body__kind=BodyKind.COUNCIL, starts_at__date__gt=election.held_on
        )
        if not rules.new_government_in_time(since.count()):
            yield election
