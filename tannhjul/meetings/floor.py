"""Reads about the floor: who may speak, who waits, in which order, for how long."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tannhjul.core.choices import chosen
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, Person

from . import order, queries, rules
from .choices import PARTY_ORDER, REPLIES, REPLY_SECONDS, SPEECH_SECONDS
from .enums import SpeechKind
from .models import Item, Speech


@dataclass(frozen=True)
class Right:
    """Someone outside the body who may speak in an item, and who can stand in.

    ``lets``: the rule that says who: whether it is one of ``among`` (ids), and the ``facts``.
    """

    person: Person
    lets: Callable[..., bool] | None = None
    among: frozenset[int] = frozenset()
    facts: tuple[bool, ...] = ()

    @property
    def stand_ins(self) -> frozenset[int]:
        """The ids of those who can stand in."""
        others = self.among - {self.person.pk}
        return others if self.lets and self.lets(True, *self.facts) else frozenset()


def rights(item: Item) -> list[Right]:
    """Who may speak in an item by law without sitting in the body, each person once."""
    meeting, matter = item.meeting, queries.nature_of(item)
    day, kind = queries.day_of(meeting), meeting.body.kind
    rows = [*_of_offices(item, day, kind)]
    if rules.auditor_may_speak(kind, matter):
        rows += [Right(person) for person in organisation.auditors(day)]
    governs_here = rules.government_stays_out_of_organising(matter)
    if governs_here and rules.executive_councillors_may_speak(kind):
        rows += [Right(row) for row in organisation.sitting_in(BodyKind.EXECUTIVE_COUNCIL, day)]
    parts = organisation.leading_for_the_government(item.case.unit if item.case else None, day)
    if governs_here and rules.leader_of_a_part_may_speak(kind, bool(parts)):
        rows += [Right(person) for person in parts]
    rows += [Right(person) for person in _employees(meeting.body, matter, day)]
    managers = organisation.managers(meeting.body, day)
    if rules.manager_may_speak(bool(managers)):
        rows += [Right(row) for row in Person.objects.filter(pk__in=managers).order_by("pk")]
    first: dict[int, Right] = {}
    for row in rows:
        first.setdefault(row.person.pk, row)
    return list(first.values())


def _of_offices(item: Item, day: date, kind: str) -> Iterator[Right]:
    """Those who speak because of the office they hold, and can let another stand in."""
    mayor = organisation.mayor_seat(day)
    if mayor and rules.mayor_may_speak(kind):
        sits = organisation.has_seat(mayor.person, item.meeting.body, day)
        council = frozenset(organisation.council_members(day))
        yield Right(mayor.person, rules.mayor_lets_a_member_of_the_council, council, (sits,))
    chief = organisation.chief_executive(day)
    if chief and rules.chief_executive_may_speak(kind):
        below = frozenset(organisation.working_under_the_chief_executive(day))
        yield Right(chief, rules.chief_executive_lets_a_subordinate, below)
    led = (
        (
            BodyKind.CONTROL_COMMITTEE,
            rules.control_leader_may_speak(kind, _is_of_control(item)),
            rules.control_leader_lets_a_member,
        ),
        (
            BodyKind.EXECUTIVE_COUNCIL,
            rules.government_leader_may_speak(kind)
            and rules.government_stays_out_of_organising(queries.nature_of(item)),
            rules.government_leader_lets_a_member,
        ),
    )
    for body_kind, may, lets in led:
        leader = organisation.leader_of(body_kind, day) if may else None
        if leader:
            members = frozenset(row.pk for row in organisation.sitting_in(body_kind, day))
            yield Right(leader, lets, members)


def _employees(body: Body, matter: str, day: date) -> list[Person]:
    """The employees' representatives, where the matter is theirs to speak about (§ 13-4)."""
    heard = rules.employees_meet_here(body.kind) and rules.employees_stay_out_of_bargaining(matter)
    if not heard or not rules.employees_may_speak(body.kind, matter):
        return []
    people = organisation.sitting_in(BodyKind.JOINT_COMMITTEE, day, True)
    sit = any(organisation.has_seat(person, body, day) for person in people)
    return people if rules.employees_may_speak(body.kind, matter, sit) else []


def _is_of_control(item: Item) -> bool:
    """Whether the case is one of the control committee's: its own, or treated by it."""
    if item.case is None:
        return False
    treated = item.case.steps.filter(body__kind=BodyKind.CONTROL_COMMITTEE)
    return item.case.control or treated.exists()


def by_law(item: Item) -> list[Person]:
    """Those who may speak in an item by law without sitting in the body."""
    return [row.person for row in rights(item)]


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
    rows = list(item.speeches.select_related("person", "party", "instead_of"))
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
