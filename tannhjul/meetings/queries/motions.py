"""What members raise: deadlines, thirds, and what a member can do now."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tannhjul.cases.models import Case
from tannhjul.core.choices import chosen
from tannhjul.core.models import Event
from tannhjul.meetings import rules
from tannhjul.meetings.choices import (
    INTERPELLATION_DAYS,
    ORAL_DAYS,
    PROPOSAL_DAYS,
    QUESTION_DAYS,
    RESOLUTION_DAYS,
)
from tannhjul.meetings.enums import (
    BINDING,
    BY_THREE,
    DEMANDS,
    LOCAL_RULES,
    OF_VALIDITY,
    WHAT_IT_IS,
    WHERE_IT_STANDS,
    Finding,
    ItemStatus,
    MotionKind,
    MotionStatus,
    Plea,
    Question,
    ReviewSubject,
    Status,
)
from tannhjul.meetings.models import Item, Meeting, Motion, Recusal
from tannhjul.meetings.rules.motions import is_proposed_in_the_council
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, Term
from tannhjul.organisation.rules.calendar import weeks_on

from .agenda import day_of
from .urgent import is_final, was_voted_on

DAYS_BEFORE = {
    MotionKind.QUESTION: QUESTION_DAYS,
    MotionKind.INTERPELLATION: INTERPELLATION_DAYS,
    MotionKind.ORAL: ORAL_DAYS,
    MotionKind.PROPOSAL: PROPOSAL_DAYS,
    MotionKind.RESOLUTION: RESOLUTION_DAYS,
}


def motion_deadline(kind: str, meeting: Meeting) -> date | None:
    """The last day on which this can be sent for the meeting; None where there is no deadline.

    A demand for the agenda must come before the notice is sent.
    """
    day = day_of(meeting)
    if kind == MotionKind.LEGALITY:
        return weeks_on(day, 3)
    if kind not in DAYS_BEFORE:
        return None
    return day - timedelta(days=chosen(DAYS_BEFORE[MotionKind(kind)], day, meeting.body_id))


def supporters_needed(
    body: Body, day: date, kind: str = MotionKind.ITEM, confidential: bool = False
) -> int:
    """How many members must stand behind a demand: three, a third, or more than half of the body."""
    members = body.seats_total or len(organisation.members(body, day))
    if confidential or _controls(body, kind):
        return members // 2 + 1
    if kind in BY_THREE:
        return 3
    if kind == MotionKind.MEETING and body.kind == rules.BOARD:
        return 1
    return -(-members // 3)


def _controls(body: Body, kind: str) -> bool:
    """Whether it is the control committee that demands to see something (§ 23-2 (3))."""
    return kind == MotionKind.DOCUMENTS and body.kind == BodyKind.CONTROL_COMMITTEE


def is_met(motion: Motion) -> bool:
    """Whether enough members stand behind a demand."""
    if motion.kind not in DEMANDS:
        return False
    members = motion.body.seats_total or len(organisation.members(motion.body, motion.sent_on))
    behind = motion.supports.count()
    if motion.kind == MotionKind.LEGALITY:
        return motion.decided_on is not None and rules.three_ask_for_legality_check(behind)
    if _controls(motion.body, motion.kind):
        return rules.control_demands_anything(members, behind)
    if motion.confidential:
        return rules.majority_demands_what_is_confidential(members, behind)
    if motion.kind == MotionKind.MEETING and motion.body.kind == rules.BOARD:
        return rules.one_demands_a_meeting(behind)
    checks = {
        MotionKind.ITEM: rules.third_demands_item,
        MotionKind.MEETING: rules.third_demands_meeting,
        MotionKind.DOCUMENTS: rules.enough_demand_documents,
    }
    return checks[MotionKind(motion.kind)](members, behind)


def must_be_taken_up(motion: Motion) -> bool:
    """Whether enough demand a matter, a meeting or a check, and nothing has come of it yet."""
    return motion.kind in BINDING and motion.status == MotionStatus.SENT and is_met(motion)


def can_be_joined(motion: Motion, today: date) -> bool:
    """Whether members can still stand behind a demand for a legality check (§ 27-1)."""
    return motion.decided_on is not None and today <= weeks_on(motion.decided_on, 3)


def unlisted_demands(meeting: Meeting) -> list[Motion]:
    """The demands of a third for this meeting that are not on its agenda yet."""
    rows = Motion.objects.filter(meeting=meeting, kind=MotionKind.ITEM, status=MotionStatus.SENT)
    return [row for row in rows.select_related("body") if is_met(row)]


@dataclass(frozen=True)
class Tool:
    """Something a member can do for a meeting: by which rule, until when, and whether that is past."""

    kind: MotionKind
    says: Any
    deadline: date | None
    late: bool

    @property
    def local(self) -> bool:
        """Whether the right is given by the municipality's own rules of procedure."""
        return self.kind not in WHERE_IT_STANDS

    @property
    def paragraph(self) -> str:
        """The paragraph behind it."""
        return WHERE_IT_STANDS.get(self.kind, LOCAL_RULES)


@dataclass(frozen=True)
class Reviewable:
    """Something decided in an item that a legality check can be about (kommuneloven § 27-2)."""

    item: Item
    tries: ReviewSubject

    def __str__(self) -> str:
        named = f"{self.item.reference} {self.item.title}".strip()
        return named if self.tries == ReviewSubject.DECISION else f"{named}: {self.tries.label}"

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.item.pk}-{self.tries}"


def reviewable(meeting: Meeting) -> list[Reviewable]:
    """What was decided in a meeting that can be tried, in the order of the agenda."""
    rows = meeting.items.filter(status=ItemStatus.DONE).select_related("step", "body")
    return _triable(list(rows.prefetch_related("votes").order_by("order", "pk")))


def reviewable_in(item: Item) -> list[Reviewable]:
    """What was decided in one item that can be tried."""
    return _triable([item]) if item.status == ItemStatus.DONE else []


def subject_tried_elsewhere(item: Item) -> str:
    """What of § 27-2 keeps the decision of an item from being tried, as far as the meeting shows it."""
    if item.constitutes in OF_VALIDITY:
        return "validity"
    return "employment" if was_voted_on(item, Question.HIRING) else ""


def _triable(items: list[Item]) -> list[Reviewable]:
    about_doors = Event.objects.filter(
        verb__in=["meetings.close_doors", "meetings.keep_doors_open"],
        subject_type=Item._meta.label_lower,
        subject_id__in=[item.pk for item in items],
    )
    doors = set(about_doors.values_list("subject_id", flat=True))
    questions = Recusal.objects.filter(item__in=items, plea=Plea.PARTIALITY)
    settled = set(questions.exclude(finding=Finding.PENDING).values_list("item", flat=True))
    found = []
    for item in items:
        decided = {
            ReviewSubject.DECISION: is_final(item) and not subject_tried_elsewhere(item),
            ReviewSubject.DOORS: bool(item.closed_basis) or item.pk in doors,
            ReviewSubject.IMPARTIALITY: item.pk in settled,
        }
        found += [Reviewable(item, what) for what in ReviewSubject if decided[what]]
    return found


def tools(meeting: Meeting, today: date) -> list[Tool]:
    """What a member can raise for a meeting, each with its deadline; after it, a legality check."""
    over = meeting.status not in (Status.PLANNED, Status.CONVENED, Status.OPEN)
    can_be_tried = over and bool(reviewable(meeting))
    rows = []
    for kind in MotionKind:
        if (kind == MotionKind.LEGALITY) != over or (over and not can_be_tried):
            continue
        if kind == MotionKind.CONFIDENCE and not may_fall(meeting, today):
            continue
        deadline = motion_deadline(kind, meeting)
        rows.append(Tool(kind, WHAT_IT_IS[kind], deadline, bool(deadline and today > deadline)))
    return rows


def may_fall(meeting: Meeting, day: date) -> bool:
    """Whether that the executive council is to leave can be proposed in this meeting now (§ 10-7)."""
    in_session = meeting.status == Status.OPEN
    parliamentary = in_session and organisation.is_parliamentary(day)
    return parliamentary and is_proposed_in_the_council(
        meeting.body.kind, in_session, parliamentary
    )


def raised_before(title: str, day: date) -> int:
    """How many proposals and treated cases of the same name there are in the term (§ 10-9)."""
    term = Term.objects.on(day).first()
    since = term.valid_from if term else day
    proposals = Motion.objects.filter(
        kind=MotionKind.PROPOSAL, title__iexact=title, sent_on__gte=since
    ).exclude(status=MotionStatus.WITHDRAWN)
    cases = Case.objects.filter(title__iexact=title, steps__treated_on__gte=since)
    return proposals.count() + cases.distinct().count()


def next_meeting(motion: Motion) -> Meeting | None:
    """The first meeting of the body after the one in which something was raised."""
    if motion.meeting is None:
        return None
    rows = Meeting.objects.filter(
        body=motion.body_id, starts_at__gt=motion.meeting.starts_at
    ).filter(status__in=[Status.PLANNED, Status.CONVENED, Status.OPEN])
    return rows.order_by("starts_at").first()
