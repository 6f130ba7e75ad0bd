"""Planning and holding a gathering, the matters on its agenda, and what comes of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.enums import ADMINISTRATION, Gear
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.dialogue import notices, queries, rules
from tannhjul.dialogue.enums import FLOW, Climate, Kind, NextStep, Status
from tannhjul.dialogue.models import Attendee, Gathering, Rated, Tally, Topic
from tannhjul.meetings.enums import OVER
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.rules import remote_can_be_followed
from tannhjul.organisation.models import Body, Person


def locked(gathering: Gathering) -> Gathering:
    """The gathering, locked for the rest of the transaction."""
    return Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)


def note(verb: str, gathering: Gathering, by: Any, **facts: Any) -> None:
    """Record what happened in a gathering."""
    record(f"dialogue.{verb}", gathering, by=by, **facts)


@transaction.atomic
def plan(kind: str, title: str, starts_at: datetime, place: str, *, by, **more: Any) -> Gathering:
    """Plan a gathering and tell those it is for. It is held in the open; only a party's own is not."""
    row = Gathering(kind=kind, title=title, starts_at=starts_at, place=place, **more)
    comply(rules.meets_in_the_open, row.kind, row.openness)
    comply(remote_can_be_followed, row.form, row.stream)
    if kind == Kind.PARTY and row.party is None:
        raise Refused(_("Choose which party it is."))
    if kind != Kind.PARTY and row.party is not None:
        raise Refused(_("Only the preparation of a party group is for one party."))
    if kind == Kind.VISIT and row.unit is None:
        raise Refused(_("Choose which place of service it is."))
    workshops = (kind, row.follows.kind) if row.follows else ()
    if any(each != Kind.WORKSHOP for each in workshops):
        raise Refused(_("Only a workshop follows a workshop."))
    if row.follows and Gathering.objects.filter(follows=row.follows).exists():
        raise Refused(_("Another workshop follows that one already."))
    row.save()
    note("plan", row, by, kind=kind)
    notices.planned(row)
    return row


@transaction.atomic
def cancel(gathering: Gathering, *, by) -> Gathering:
    """It is not held after all."""
    row = locked(gathering)
    FLOW.move(row, "cancel")
    row.save(update_fields=["status"])
    note("cancel", row, by)
    notices.cancelled(row)
    return row


@transaction.atomic
def put_topic(
    gathering: Gathering, person: Person, title: str, text: str, *, by, at: datetime
) -> Topic:
    """Anyone the gathering is for puts a matter on the agenda, until shortly before it begins."""
    row = locked(gathering)
    if row.status != Status.PLANNED or at > queries.agenda_closes(row):
        raise Refused(_("The agenda is closed. Bring it up yourself, or put it on the next one."))
    if not queries.is_invited(row, person):
        raise Refused(_("Only those the gathering is for put matters on its agenda."))
    topic = Topic.objects.create(
        gathering=row, title=title, text=text, raised_by=person, raised_at=at
    )
    note("put_topic", row, by, topic=topic.pk)
    return topic


@transaction.atomic
def begin(gathering: Gathering, *, by, today: date) -> Gathering:
    """The gathering begins, on its day."""
    row = locked(gathering)
    if today < localdate(row.starts_at):
        raise Refused(_("It is planned for a later day. Begin on that day, or change the plan."))
    FLOW.move(row, "begin")
    row.save(update_fields=["status"])
    note("begin", row, by)
    return row


@transaction.atomic
def agree(
    topic: Topic, next_step: str, agreed: str, *, by, body: Body | None = None, today: date
) -> Topic:
    """Those who met agree what happens next with a matter. A decision is refused, and where to instead."""
    row = locked(topic.gathering)
    if row.status != Status.UNDER_WAY:
        raise Refused(_("The next step is agreed while you meet."))
    comply(rules.decides_nothing, next_step)
    topic = Topic.objects.select_related("case").get(pk=topic.pk)
    if next_step == NextStep.BODY and body is None:
        raise Refused(_("Choose which body treats it."))
    if topic.case and next_step != NextStep.CASE:
        raise Refused(_("A case has been opened for this already."))
    topic.next_step, topic.agreed = next_step, agreed
    topic.body = body if next_step == NextStep.BODY else None
    if next_step == NextStep.CASE and topic.case is None:
        topic.case = _open(topic.title, row, by, today)
    topic.save(update_fields=["next_step", "agreed", "body", "case"])
    note("agree", row, by, topic=topic.pk, step=next_step)
    return topic


def _open(title: str, row: Gathering, by: Any, today: date, gear: str = Gear.POLITICS) -> Case:
    if row.kind == Kind.PARTY:
        raise Refused(_("A party's own gathering opens no municipal case. Raise it in a body."))
    return cases.open_case(
        title,
        by=by,
        today=today,
        initiative_by=str(row)[:160],
        initiative_gear=gear,
        officer=by if getattr(by, "acting_as", "") in ADMINISTRATION else None,
    )


def _meet(row: Gathering, people: Iterable[Person]) -> dict[str, list[int]]:
    """Keep who was there; returns the ids by gear, as the event carries them."""
    day, met = localdate(row.starts_at), defaultdict(list)
    for person in people:
        gear = queries.gear_of(person, day)
        Attendee.objects.create(gathering=row, person=person, gear=gear)
        met[str(gear)].append(person.pk)
    return dict(met)


@transaction.atomic
def enter_talk(
    title: str, at: datetime, people: Iterable[Person], *, by, case: Case | None = None
) -> Gathering:
    """Enter a conversation between mayor and chief executive that has taken place: who, when, about what."""
    if at > now():
        raise Refused(_("That conversation has not taken place yet. Enter it afterwards."))
    row = Gathering.objects.create(
        kind=Kind.TALK, title=title, starts_at=at, place="", status=Status.HELD, case=case
    )
    met = _meet(row, people)
    if len(met) < 2:
        raise Refused(_("Name who talked on both sides, politics and administration."))
    note("enter_talk", row, by, **met)
    return row


@transaction.atomic
def close(gathering: Gathering, people: Iterable[Person], *, by) -> Gathering:
    """It is over; no matter is left without an agreed next step. ``people``: who was there."""
    row = locked(gathering)
    left = list(queries.open_ended(row).values_list("title", flat=True))
    if left:
        raise Refused(_("Agree on a next step first: %(titles)s.") % {"titles": ", ".join(left)})
    FLOW.move(row, "close")
    row.save(update_fields=["status"])
    note("close", row, by, **_meet(row, people))
    return row


@transaction.atomic
def sum_up(gathering: Gathering, text: str, *, by, at: datetime) -> Gathering:
    """Publish the summary; a later one takes its place."""
    row = locked(gathering)
    if row.status != Status.HELD:
        raise Refused(_("The summary is written when it is over."))
    row.summary, row.summed_up_at = text, at
    row.save(update_fields=["summary", "summed_up_at"])
    note("sum_up", row, by)
    return row


@transaction.atomic
def prepare_case(
    gathering: Gathering, title: str, *, by, today: date, initiative_gear: str = Gear.POLITICS
) -> Case:
    """The administration opens the case that a gathering led to; it says where it came from.

    ``initiative_gear``: whose initiative it was there, as whoever opens the case knows it.
    """
    row = locked(gathering)
    if row.status != Status.HELD:
        raise Refused(_("A case is opened when it is over."))
    if row.case:
        raise Refused(_("A case has been opened for this already."))
    row.case = _open(title, row, by, today, initiative_gear)
    row.save(update_fields=["case"])
    note("prepare_case", row, by)
    return row.case


@transaction.atomic
def rate(gathering: Gathering, person: Person, scores: dict[str, int], *, by) -> None:
    """Someone who was invited says how it was, once. What was said is kept without the name."""
    row = locked(gathering)
    if row.status != Status.HELD or not queries.is_invited(row, person):
        raise Refused(_("Those it was for say how it was, when it is over."))
    _count({"gathering": row}, person, scores)
    note("rate", row, None)


@transaction.atomic
def rate_meeting(meeting: Meeting, person: Person, scores: dict[str, int], *, by) -> None:
    """Someone who sat in a meeting says how it was, once, when it is over; kept without the name."""
    if meeting.status not in OVER or not meeting.presences.filter(person=person).exists():
        raise Refused(_("Those who sat in the meeting say how it was, when it is over."))
    _count({"meeting": meeting}, person, scores)
    record("dialogue.rate", meeting, by=None)


def _count(about: dict[str, Any], person: Person, scores: dict[str, int]) -> None:
    if set(scores) != set(Climate) or not all(1 <= score <= 5 for score in scores.values()):
        raise Refused(_("Give each statement a number from one to five."))
    _tick, new = Rated.objects.get_or_create(person=person, **about)
    if not new:
        raise Refused(_("You have said how it was already."))
    for statement, score in scores.items():
        tally, _new = Tally.objects.get_or_create(statement=statement, score=score, **about)
        Tally.objects.filter(pk=tally.pk).update(votes=F("votes") + 1)
