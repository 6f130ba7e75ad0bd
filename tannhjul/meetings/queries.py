"""Reads about meetings that pages, documents and actions share."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Outcome
from tannhjul.core.choices import chosen
from tannhjul.core.law import Rule
from tannhjul.core.models import Event
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind, ElectionStatus, Method, Office, Tie
from tannhjul.organisation.models import Body, Election, Interest, Party, Person
from tannhjul.organisation.rules.interests import (
    did_not_decide_it,
    did_not_prepare_it,
    is_free_of_special_ties,
    is_free_of_the_parties,
    may_be_partial_in,
    same_name,
)

from . import rules
from .choices import INTERPELLATION_DAYS, ORAL_DAYS, PROPOSAL_DAYS, QUESTION_DAYS, SIGNERS
from .enums import (
    BY_THREE,
    DEMANDS,
    NOT_COMING,
    WHAT_IT_IS,
    Capacity,
    Constituting,
    Finding,
    ItemStatus,
    MotionKind,
    MotionStatus,
    Status,
)
from .models import Ballot, Item, Meeting, Motion, Presence, Proposal, Recusal


def day_of(meeting: Meeting):
    """The date of a meeting where it is held."""
    return localdate(meeting.starts_at)


def upcoming(limit: int = 6) -> QuerySet[Meeting]:
    """The next meetings."""
    rows = Meeting.objects.filter(
        starts_at__gte=timezone.now() - timedelta(hours=12),
        status__in=[Status.PLANNED, Status.CONVENED, Status.OPEN],
    )
    return rows.select_related("body").order_by("starts_at")[:limit]


@dataclass(frozen=True)
class Expected:
    """Someone expected to sit in a meeting."""

    person: Person
    party: Party | None
    capacity: str
    replaces: Person | None
    answer: str


def expected(meeting: Meeting) -> list[Expected]:
    """Members who have not reported absence, and deputies called who have not declined."""
    day = day_of(meeting)
    away = set(meeting.absences.values_list("person_id", flat=True))
    rows = [
        Expected(seat.person, seat.party, Capacity.MEMBER, None, "")
        for seat in organisation.members(meeting.body, day)
        if seat.person_id not in away
    ]
    parties = {seat.person_id: seat.party for seat in organisation.deputies(meeting.body, day)}
    calls = meeting.calls.filter(item=None).exclude(status__in=NOT_COMING)
    members = {row.person.pk for row in rows}
    for call in calls.select_related("deputy", "replaces"):
        if call.deputy_id in members:  # has become a member since
            continue
        rows.append(
            Expected(
                call.deputy,
                parties.get(call.deputy_id),
                Capacity.DEPUTY,
                call.replaces,
                call.status,
            )
        )
    return rows


def with_agenda(body) -> QuerySet[Meeting]:
    """The meetings of a body that are not over: a case stands on one of their agendas at most."""
    return Meeting.objects.filter(
        body=body, status__in=[Status.PLANNED, Status.CONVENED, Status.OPEN]
    )


def absent(meeting: Meeting) -> list[str]:
    """The names of the members who did not sit in the meeting at all."""
    sat = set(meeting.presences.values_list("person_id", flat=True))
    seats = organisation.members(meeting.body, day_of(meeting))
    return [seat.person.name for seat in seats if seat.person_id not in sat]


def present(meeting: Meeting, at: datetime) -> QuerySet[Presence]:
    """Who sat in the meeting (not only for one item) at a moment."""
    rows = meeting.presences.filter(
        Q(left_at=None) | Q(left_at__gt=at), item=None, arrived_at__lte=at
    )
    return rows.select_related("person", "party")


def _may_vote(item: Item, at: datetime) -> QuerySet[Presence]:
    out = Recusal.objects.filter(item=item, finding=Finding.PARTIAL).values("person")
    rows = Presence.objects.filter(
        Q(item=None) | Q(item=item),
        Q(left_at=None) | Q(left_at__gt=at),
        meeting=item.meeting_id,
        arrived_at__lte=at,
    )
    return rows.exclude(person__in=out).select_related("person", "party")


def entitled(item: Item, at: datetime) -> list[Presence]:
    """Who may vote in an item at a moment: those present, less the disqualified, plus their deputies."""
    return list(_may_vote(item, at).order_by("party__code", "pk"))


def seat_in(item: Item, person: Person, at: datetime) -> Presence | None:
    """Someone's place in an item at a moment, if the person may vote in it; one query."""
    return _may_vote(item, at).filter(person=person).first()


def parties_in(item: Item, people: Iterable[int], at: datetime) -> dict[int, int | None]:
    """Of ``people``, those who may vote in an item, each with the party; one query."""
    rows = _may_vote(item, at).filter(person__in=list(people))
    return dict(rows.values_list("person_id", "party_id"))


def members_total(meeting: Meeting) -> int:
    """How many the body has, for the quorum: its set size, else its seats on the day."""
    return meeting.body.seats_total or len(organisation.members(meeting.body, day_of(meeting)))


def signers_wanted(meeting: Meeting) -> int:
    """How many sign the minutes, as the municipality or the body has chosen."""
    return chosen(SIGNERS, day_of(meeting), meeting.body_id)


def composed(item: Item) -> str:
    """The decision text as the carried proposals make it, in the order of their points."""
    rows = [p for p in item.proposals.all() if p.status == "carried"]
    if len(rows) == 1:
        return rows[0].text
    ordered = sorted(rows, key=lambda p: (p.kind == "additional", _natural(p.point), p.number))
    return "\n".join(f"{p.point}. {p.text}" if p.point else p.text for p in ordered)


def _natural(point: str) -> tuple[int, str]:
    digits = "".join(c for c in point if c.isdigit())
    return (int(digits) if digits else 999, point)


def recorded_behind_doors(item: Item) -> bool:
    """Whether anything has been recorded in an item since its doors were closed."""
    about = Event.objects.filter(subject_type=item._meta.label_lower, subject_id=item.pk)
    closing = about.filter(verb="meetings.close_doors").order_by("pk").last()
    if closing is None or not item.closed_basis:
        return False
    return about.filter(pk__gt=closing.pk).exclude(verb="meetings.close_doors").exists()


def open_item(meeting: Meeting) -> Item | None:
    """The item being treated now."""
    return meeting.items.filter(status=ItemStatus.OPEN).first()


def tabled(item: Item) -> list[Proposal]:
    """The proposals of an item."""
    return list(item.proposals.select_related("proposer"))


@dataclass(frozen=True)
class Doubt:
    """A possible question of impartiality, before anyone has raised it: why, and by which rule."""

    item: Item
    person: Person
    why: str
    rule: Rule


def doubts(meeting: Meeting, people: Iterable[Person]) -> list[Doubt]:
    """What the register of interests and the parties of the cases give reason to consider.

    A suggestion only: the member declares, and the body decides. Questions that have been raised
    already are left out. As many queries for a hundred items as for one.
    """
    known = {person.pk: person for person in people}
    items = meeting.items.filter(case__isnull=False).exclude(status=ItemStatus.DONE)
    rows = list(items.select_related("case").prefetch_related("case__parties", "recusals"))
    ties = organisation.interests_of(known, day_of(meeting))
    before = decided_before({item.case.complaint_over_id for item in rows if item.case})
    found = [doubt for item in rows for doubt in _doubts_in(item, known, ties, before)]
    raised = {(r.item_id, r.person_id) for item in rows for r in item.recusals.all()}
    return [doubt for doubt in found if (doubt.item.pk, doubt.person.pk) not in raised]


def decided_before(cases: Collection[int | None]) -> set[tuple[int, int]]:
    """(case, person) of everyone who sat when these cases were decided; for complaints over them."""
    items = Item.objects.filter(case__in=[pk for pk in cases if pk], outcome=Outcome.ADOPTED)
    voted = Ballot.objects.filter(vote__item__in=items, vote__trial=False)
    return set(voted.values_list("vote__item__case", "person_id"))


def _doubts_in(
    item: Item,
    known: dict[int, Person],
    ties: list[Interest],
    before: set[tuple[int, int]],
) -> Iterator[Doubt]:
    case = item.case
    if case is None or not may_be_partial_in(case.nature):
        return
    parties = [party.name for party in case.parties.all()]
    for person in known.values():
        reasons = [
            (_why(tie), "other" if tie.wholly_public else tie.tie)
            for tie in ties
            if tie.person_id == person.pk and any(same_name(tie.name, name) for name in parties)
        ]
        if any(same_name(person.name, name) for name in parties):
            reasons.append((_("Party to the case"), "party"))
        prepared = case.officer_id is not None and case.officer_id == person.user_id
        if prepared:
            reasons.append((_("Has prepared the case as an employee"), "prepared"))
        took_part = (case.complaint_over_id, person.pk) in before
        if took_part:
            reasons.append((_("Took part in the decision that is complained about"), "decided"))
        rule = _broken([kind for _why, kind in reasons], prepared, case.nature, took_part)
        if rule:
            yield Doubt(item, person, "; ".join(why for why, _kind in reasons), rule)


def _why(tie: Interest) -> str:
    """The tie in words; relatives are not named, since others read this."""
    return str(tie.get_tie_display()) if tie.tie == Tie.FAMILY else str(tie)


def _broken(ties: Collection[str], prepared: bool, nature: str, took_part: bool) -> Rule | None:
    """The first rule of impartiality that the facts speak against."""
    checks: list[tuple[Any, bool]] = [
        (is_free_of_the_parties, is_free_of_the_parties(ties)),
        (did_not_prepare_it, did_not_prepare_it(prepared, nature)),
        (did_not_decide_it, did_not_decide_it(took_part)),
        (is_free_of_special_ties, is_free_of_special_ties(ties)),
    ]
    return next((check.rule for check, kept in checks if not kept), None)


def elections_held_by(item: Item) -> QuerySet[Election]:
    """The elections that can be voted on in an item: the council's, or the body's own leader's."""
    rows = Election.objects.filter(
        status=ElectionStatus.OPEN, method__in=[Method.PROPORTION, Method.MAJORITY]
    ).exclude(slates=None)
    if item.body.kind != BodyKind.COUNCIL:
        rows = rows.filter(body=item.body).exclude(office="")
    return rows.select_related("body").order_by("pk")


ELECTS = {
    Constituting.EXECUTIVE: (BodyKind.EXECUTIVE_COMMITTEE, ""),
    Constituting.MAYOR: (BodyKind.COUNCIL, Office.LEADER),
    Constituting.DEPUTY_MAYOR: (BodyKind.COUNCIL, Office.DEPUTY_LEADER),
    Constituting.CONTROL: (BodyKind.CONTROL_COMMITTEE, ""),
}


@dataclass(frozen=True)
class Guide:
    """What a step of the constituting meeting elects: where, and the election if it is prepared."""

    body: Body
    office: str
    election: Election | None


def guide(item: Item) -> Guide | None:
    """The election that belongs to a step of the constituting meeting."""
    if item.constitutes not in ELECTS:
        return None
    kind, office = ELECTS[Constituting(item.constitutes)]
    body = Body.objects.on(day_of(item.meeting)).filter(kind=kind).first()
    if body is None:
        return None
    rows = body.elections.filter(office=office, held_on__gte=day_of(item.meeting))
    return Guide(body, office, rows.exclude(status=ElectionStatus.CANCELLED).first())


# --- what members raise ----------------------------------------------------------------------

DAYS_BEFORE = {
    MotionKind.QUESTION: QUESTION_DAYS,
    MotionKind.INTERPELLATION: INTERPELLATION_DAYS,
    MotionKind.ORAL: ORAL_DAYS,
    MotionKind.PROPOSAL: PROPOSAL_DAYS,
}


def motion_deadline(kind: str, meeting: Meeting) -> date | None:
    """The last day on which this can be sent for the meeting; None where there is no deadline.

    A demand for the agenda must come before the notice is sent.
    """
    day = day_of(meeting)
    if kind == MotionKind.LEGALITY:
        return day + timedelta(days=21)
    if kind not in DAYS_BEFORE:
        return None
    return day - timedelta(days=chosen(DAYS_BEFORE[MotionKind(kind)], day, meeting.body_id))


def supporters_needed(body: Body, day: date, kind: str = MotionKind.ITEM) -> int:
    """How many members must stand behind a demand: three, or a third of the body."""
    if kind in BY_THREE:
        return 3
    members = body.seats_total or len(organisation.members(body, day))
    return -(-members // 3)


def is_met(motion: Motion) -> bool:
    """Whether enough members stand behind a demand."""
    if motion.kind not in DEMANDS:
        return False
    members = motion.body.seats_total or len(organisation.members(motion.body, motion.sent_on))
    behind = motion.supports.count()
    if motion.kind == MotionKind.LEGALITY:
        return rules.three_ask_for_legality_check(behind)
    checks = {
        MotionKind.ITEM: rules.third_demands_item,
        MotionKind.MEETING: rules.third_demands_meeting,
        MotionKind.DOCUMENTS: rules.enough_demand_documents,
    }
    return checks[MotionKind(motion.kind)](members, behind)


def unlisted_demands(meeting: Meeting) -> list[Motion]:
    """The demands of a third for this meeting that are not on its agenda yet."""
    rows = Motion.objects.filter(meeting=meeting, kind=MotionKind.ITEM, status=MotionStatus.SENT)
    return [row for row in rows.select_related("body") if is_met(row)]


@dataclass(frozen=True)
class Tool:
    """Something a member can do for a meeting: until when, and whether that is past."""

    kind: MotionKind
    says: Any
    deadline: date | None
    late: bool


def tools(meeting: Meeting, today: date) -> list[Tool]:
    """What a member can raise for a meeting, each with its deadline; after it, a legality check."""
    over = meeting.status not in (Status.PLANNED, Status.CONVENED, Status.OPEN)
    rows = []
    for kind in MotionKind:
        if (kind == MotionKind.LEGALITY) != over:
            continue
        deadline = motion_deadline(kind, meeting)
        rows.append(Tool(kind, WHAT_IT_IS[kind], deadline, bool(deadline and today > deadline)))
    return rows
