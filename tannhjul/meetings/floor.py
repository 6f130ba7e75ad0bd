"""Reads about the floor: who may speak, who waits, in which order, for how long."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tannhjul.core.choices import chosen
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, Person

from . import order, queries, rules
from .choices import PARTY_ORDER, REPLIES, REPLY_SECONDS, SPEECH_SECONDS
from .enums import SpeechKind
from .models import Item, Meeting, Speech


def by_law(meeting: Meeting) -> list[Person]:
    """Those outside the body who may speak in it by law, though not in every matter."""
    day, kind = queries.day_of(meeting), meeting.body.kind
    mayor = organisation.mayor_seat(day)
    chief = organisation.chief_executive(day)
    control = Body.objects.on(day).filter(kind=BodyKind.CONTROL_COMMITTEE).first()
    leader = organisation.leader(control, day) if control else None
    rows = [
        (mayor.person if mayor else None, rules.mayor_may_speak(kind)),
        (chief, rules.chief_executive_may_speak(kind)),
        (leader.person if leader else None, rules.control_leader_may_speak(kind)),
        (_governs(day), rules.government_leader_may_speak(kind)),
    ]
    rows += [(person, rules.auditor_may_speak(kind)) for person in organisation.auditors(day)]
    outside = (
        (BodyKind.EXECUTIVE_COUNCIL, rules.executive_councillors_may_speak(kind), False),
        (BodyKind.JOINT_COMMITTEE, rules.employees_may_speak(kind), True),
    )
    for other, may, employees in outside:
        rows += [(person, may) for person in organisation.sitting_in(other, day, employees)]
    return list(dict.fromkeys(person for person, may in rows if person and may))


def _governs(day: date) -> Person | None:
    """Who leads the executive council, if there is one."""
    body = Body.objects.on(day).filter(kind=BodyKind.EXECUTIVE_COUNCIL).first()
    seat = organisation.leader(body, day) if body else None
    return seat.person if seat else None


def last_speech(item: Item) -> Speech | None:
    """The speech that replies are to."""
    rows = item.speeches.filter(kind=SpeechKind.SPEECH, at__isnull=False)
    return rows.order_by("-at", "-pk").first()


def replies_left(item: Item, speech: Speech) -> int:
    """How many more replies a speech can get: asked for or given since it began."""
    most = chosen(REPLIES, queries.day_of(item.meeting), item.body_id)
    since = item.speeches.filter(kind=SpeechKind.REPLY, asked_at__gte=speech.at)
    return most - since.count()


@dataclass(frozen=True)
class Floor:
    """Who has the floor and since when, for how long it may last, and who waits, in order."""

    speaking: Speech | None
    ends_at: datetime | None
    waiting: list[Speech]
    spoken: list[Speech]


def of(item: Item) -> Floor:
    """The floor of an item; one query for the speeches, three for the local choices."""
    rows = list(item.speeches.select_related("person", "party"))
    speaking = next((row for row in rows if row.at and row.ended_at is None and row.asked_at), None)
    day = queries.day_of(item.meeting)
    waiting = _in_order(rows, chosen(PARTY_ORDER, day, item.body_id) == 1)
    ends_at = None
    if speaking and speaking.at:
        limit = REPLY_SECONDS if speaking.kind == SpeechKind.REPLY else SPEECH_SECONDS
        ends_at = speaking.at + timedelta(seconds=chosen(limit, day, item.body_id))
    return Floor(speaking, ends_at, waiting, [row for row in rows if row.at])


def _in_order(rows: Iterable[Speech], by_party: bool) -> list[Speech]:
    asked = sorted((row for row in rows if row.at is None), key=lambda row: row.pk)
    spoken = Counter(row.party_id for row in rows if row.at and row.kind == SpeechKind.SPEECH)
    return order.speakers(asked, spoken if by_party else None)
