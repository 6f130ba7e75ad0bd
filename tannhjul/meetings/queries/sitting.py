"""Who sits, who is expected, what lies on the table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.timezone import localdate

from tannhjul.cases.enums import Outcome
from tannhjul.core.choices import chosen
from tannhjul.core.models import Event
from tannhjul.meetings import rules
from tannhjul.meetings.choices import (
    SIGNERS,
)
from tannhjul.meetings.enums import (
    NOT_COMING,
    Capacity,
    Finding,
    ItemStatus,
    ProposalKind,
    ProposalStatus,
    Result,
    Status,
    VoteStatus,
)
from tannhjul.meetings.models import Call, Item, Meeting, Presence, Proposal, Recusal
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind, Office, SeatKind
from tannhjul.organisation.models import Party, Person, Seat


def day_of(meeting: Meeting):
    """The date of a meeting where it is held."""
    return localdate(meeting.starts_at)


def upcoming(seen: QuerySet[Meeting], limit: int = 6) -> QuerySet[Meeting]:
    """The next of the meetings that someone sees."""
    rows = seen.filter(
        starts_at__gte=timezone.now() - timedelta(hours=12),
        status__in=[Status.PLANNED, Status.CONVENED, Status.OPEN],
    )
    return rows.select_related("body").order_by("starts_at")[:limit]


def must_attend(person: Person, seen: QuerySet[Meeting]) -> list[Meeting]:
    """The coming meetings that someone must attend: as member, or as deputy called (§ 8-1)."""
    seats = Seat.objects.filter(person=person, kind=SeatKind.MEMBER, body=OuterRef("body"))
    seats = seats.exclude(body__kind=BodyKind.OTHER).filter(
        Q(valid_to=None) | Q(valid_to__gt=OuterRef("day")), valid_from__lte=OuterRef("day")
    )
    calls = Call.objects.filter(deputy=person, item=None, meeting=OuterRef("pk"))
    mine = (
        seen.annotate(day=TruncDate("starts_at"))
        .filter(Exists(seats) | Exists(calls.exclude(status__in=NOT_COMING)))
        .exclude(absences__person=person)
    )
    return list(upcoming(mine, 100))


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


LAST = (ProposalKind.ADDITIONAL, ProposalKind.VERBAL)


def composed(item: Item) -> str:
    """The decision text as the carried proposals make it, in the order of their points."""
    rows = [p for p in item.proposals.all() if p.status == "carried"]
    if len(rows) == 1:
        return rows[0].text
    ordered = sorted(
        rows,
        key=lambda p: (LAST.index(p.kind) if p.kind in LAST else -1, _natural(p.point), p.number),
    )
    return "\n".join(f"{p.point}. {p.text}" if p.point else p.text for p in ordered)


def votes_counted(item: Item) -> tuple[int, int]:
    """(votes counted, of these and of the proposals carried) of an item; trials and annulled ones not."""
    rows = item.votes.filter(status=VoteStatus.CLOSED, trial=False)
    rows = rows.exclude(result=Result.ANNULLED)
    carried = item.proposals.filter(status=ProposalStatus.CARRIED).count()
    return rows.count(), carried + rows.filter(result=Result.CHOSEN).count()


def votes_on_putting_off(item: Item) -> tuple[int, int]:
    """(carried, lost) of the proposals to put an item off."""
    rows = item.proposals.filter(kind=ProposalKind.POSTPONE)
    return (
        rows.filter(status=ProposalStatus.CARRIED).count(),
        rows.filter(status=ProposalStatus.LOST).count(),
    )


def is_edited(item: Item) -> bool:
    """Whether what was decided is written in other words than the proposals that were carried."""
    decided = item.outcome in (Outcome.ADOPTED, Outcome.RECOMMENDED)
    text = composed(item)
    return decided and bool(text) and item.resolution.split() != text.split()


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


def in_line_to_lead(meeting: Meeting, person: Person) -> tuple[str, bool, bool]:
    """(office of ``person``, whether the leader, whether the deputy leader can lead now)."""
    here = set(meeting.presences.filter(left_at=None, item=None).values_list("person", flat=True))
    item = open_item(meeting)
    if item:
        out = item.recusals.filter(finding=Finding.PARTIAL)
        here -= set(out.values_list("person", flat=True))
    seats = organisation.members(meeting.body, day_of(meeting))
    held = {seat.person_id: seat.office for seat in seats if seat.office}
    can = {office for holder, office in held.items() if holder in here}
    return held.get(person.pk, ""), Office.LEADER in can, Office.DEPUTY_LEADER in can


def proposes_by_law(meeting: Meeting, person: Person) -> bool:
    """Whether someone who does not sit in the body may make proposals there: the mayor, in most."""
    mayor = organisation.mayor_seat(day_of(meeting))
    own = mayor is not None and mayor.person_id == person.pk
    return own and rules.mayor_may_propose(meeting.body.kind)


def open_item(meeting: Meeting) -> Item | None:
    """The item being treated now."""
    return meeting.items.filter(status=ItemStatus.OPEN).first()


def tabled(item: Item) -> list[Proposal]:
    """The proposals of an item."""
    return list(item.proposals.select_related("proposer"))
