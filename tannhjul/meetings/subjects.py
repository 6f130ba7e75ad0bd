"""The nouns of a meeting: where they belong, how they are found, and what the event log proves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tannhjul.cases.subjects import in_case, place_of_step
from tannhjul.core.enums import Phase
from tannhjul.core.subjects import Appointment, Place, Text, in_body, public_or_not, subject

from .access import read_item, read_motion, see, see_item, see_motion
from .enums import Method, MotionKind, Result, Status
from .models import Item, Meeting, Motion, Vote
from .papers import closed

USUAL_LENGTH = timedelta(hours=3)


def place_of_item(item: Item) -> Place:
    """The body, and the matter with what the body does in it."""
    if item.step:
        return place_of_step(item.step)
    return in_body(item.body_id, **in_case(item.case))


def _place_of_motion(motion: Motion) -> Place:
    case = motion.case or (motion.about.case if motion.about else None)
    return in_body(motion.body_id, **in_case(case, phase=Phase.AGENDA))


def _texts_of_item(item: Item) -> list[Text]:
    """By its title, and by what was decided where that is public."""
    title = f"{item.reference} {item.title}".strip()
    about: dict[str, Any] = {"state": item.status, "day": localdate(item.meeting.starts_at)}
    if not closed(item):
        return [Text(title, item.resolution, **about)]
    return public_or_not(title, f"{item.screened_title}\n{item.resolution}", True, **about)


def _texts_of_motion(motion: Motion) -> list[Text]:
    hidden = motion.kind == MotionKind.LEGALITY and motion.decided_on is not None
    about = {"state": motion.status, "day": motion.sent_on}
    return public_or_not(motion.title, f"{motion.text}\n{motion.reply}", hidden, **about)


def _appointments(rows: QuerySet, since: datetime, until: datetime) -> Iterator[Appointment]:
    rows = rows.filter(starts_at__gte=since, starts_at__lt=until).select_related("body")
    for meeting in rows.order_by("starts_at"):
        yield Appointment(
            summary=str(meeting.body),
            start=meeting.starts_at,
            end=meeting.ends_at or meeting.starts_at + USUAL_LENGTH,
            url=meeting.get_absolute_url(),
            place=meeting.place,
            cancelled=meeting.status == Status.CANCELLED,
        )


def _count(vote: Vote) -> dict[str, Any]:
    """How a vote ended, and who answered what where it was not secret."""
    named = vote.ballots.order_by("person").values_list("person", "choice")
    return {
        "result": vote.result,
        "for": vote.votes_for,
        "against": vote.votes_against,
        "options": list(vote.options.order_by("number").values_list("number", "votes", "won")),
        "ballots": [] if vote.method == Method.SECRET else list(named),
    }


subject(
    Meeting,
    slug="mote",
    place=lambda meeting: in_body(meeting.body_id),
    see=see,
    also={"meetings.convene": lambda _event, meeting: list(meeting.items.all())},
    appointments=_appointments,
    colours={
        Status.CONVENED: "info",
        Status.OPEN: "info",
        Status.PUBLISHED: "success",
        Status.CANCELLED: "danger",
    },
)
subject(
    Item,
    slug="motesak",
    place=place_of_item,
    see=see_item,
    read=read_item,
    texts=_texts_of_item,
    found_after=("meetings.conclude",),
    related=("meeting", "case"),
)
subject(
    Motion,
    slug="fra-folkevalgte",
    place=_place_of_motion,
    see=see_motion,
    read=read_motion,
    texts=_texts_of_motion,
)
subject(
    Vote,
    place=lambda vote: place_of_item(vote.item),
    content=_count,
    colours={Result.CARRIED: "success", Result.LOST: "danger"},
)
