"""What everyone sees of a meeting while it is held: the item, the floor, the vote, the chamber."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil, cos, pi, sin

from django.utils.crypto import salted_hmac

from . import access, floor, queries, voting
from .enums import Method, Status, VoteStatus
from .models import Item, Meeting, Presence, Proposal, Vote

CHOICES = ("for", "against", "blank")
ROW = 14


@dataclass(frozen=True)
class Place:
    """Someone's place on the picture of the chamber: where, who, which party, what was voted."""

    x: int
    y: int
    name: str
    party: str
    vote: str


@dataclass(frozen=True)
class Open:
    """The vote that is open: what it asks, what the answers mean, and how many have voted."""

    vote: Vote
    asked: str
    choices: list[voting.Choice]
    needed: int | None
    cast: int


@dataclass(frozen=True)
class Live:
    """A meeting as it stands now, for everyone."""

    meeting: Meeting
    items: list[Item]
    item: Item | None
    may_read: bool
    floor: floor.Floor | None
    proposals: list[Proposal]
    open: Open | None
    last: voting.Counted | None
    places: list[Place]


@dataclass(frozen=True)
class Marks:
    """When a member's own parts are to be fetched anew; they say that something changed, not what."""

    vote: str
    floor: str


def marks(meeting: Meeting) -> Marks:
    """They change when a vote is opened or counted, and when the speakers' list does.

    Also behind closed doors, where they are all that is sent.
    """
    item = queries.open_item(meeting)
    if item is None:
        return Marks("", "")
    vote = item.votes.order_by("-number").values_list("pk", "status").first()
    waiting = item.speeches.filter(ended_at=None).order_by("pk").values_list("pk", "at")
    return Marks(_opaque(item.pk, item.closed_basis, vote), _opaque(item.pk, list(waiting)))


def _opaque(*facts) -> str:
    return salted_hmac("meetings.live", repr(facts)).hexdigest()[:12]


def live(meeting: Meeting, user, at: datetime) -> Live:
    """The meeting as ``user`` may see it; as many queries for a thousand votes as for one."""
    items = list(access.see_item.objects(user).filter(meeting=meeting).order_by("order", "pk"))
    item = queries.open_item(meeting) if meeting.status == Status.OPEN else None
    item = next((row for row in items if item and row.pk == item.pk), None)
    if item is None or not access.read_item.allows(user, item):
        return Live(meeting, items, item, False, None, [], None, None, [])
    rows = voting.latest_of(item)
    waiting = next((row for row in rows if row.status == VoteStatus.OPEN), None)
    counted = voting.counted(rows)
    last = counted[-1] if counted and waiting is None else None
    return Live(
        meeting,
        items,
        item,
        True,
        floor.of(item),
        [row for row in queries.tabled(item) if row.status == "tabled"],
        _open(waiting) if waiting else None,
        last,
        chamber(queries.entitled(item, at), last.vote if last else None),
    )


def _open(vote: Vote) -> Open:
    if vote.method == Method.SECRET:
        cast = vote.voters.filter(voted=True).count()
    else:
        cast = vote.ballots.count()
    return Open(vote, voting.asked(vote), voting.answers(vote), voting.needed(vote), cast)


def chamber(sitting: list[Presence], vote: Vote | None) -> list[Place]:
    """Everyone who sits, in a half circle, party by party; coloured by a vote with names."""
    cast = {ballot.person_id: ballot.choice for ballot in vote.ballots.all()} if vote else {}
    out = []
    for row, (x, y) in zip(sitting, half_circle(len(sitting)), strict=True):
        choice = cast.get(row.person_id, "")
        shown = choice if choice in CHOICES or not choice else "cast"
        out.append(Place(x, y, row.person.name, row.party.code if row.party else "", shown))
    return out


def half_circle(number: int) -> list[tuple[int, int]]:
    """Places for so many in rows of a half circle 1000 wide, from left to right."""
    rows = max(1, ceil(number / ROW))
    radii = [480 - 90 * row * min(1, 4 / rows) for row in range(rows)]
    total = sum(radii)
    counts = [int(number * radius / total) for radius in radii]
    for index in range(number - sum(counts)):
        counts[index % rows] += 1
    places = []
    for radius, count in zip(radii, counts, strict=True):
        for index in range(count):
            angle = pi * (index + 0.5) / count
            places.append(
                (angle, round(500 - radius * cos(angle)), round(500 - radius * sin(angle)))
            )
    return [(x, y) for _angle, x, y in sorted(places)]
