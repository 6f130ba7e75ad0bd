"""Planning and holding a gathering, once or at intervals, and what comes of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.timezone import is_naive, localdate, make_aware, make_naive, now
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.models import Case
from tannhjul.core.access import role_of
from tannhjul.core.choices import chosen
from tannhjul.core.enums import Gear, Role
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.dialogue import notices, queries, rules
from tannhjul.dialogue.choices import CONTACT
from tannhjul.dialogue.enums import BOTH_SIDES, FLOW, IN_ONE_ROOM, Climate, Kind, Status
from tannhjul.dialogue.models import Attendee, Gathering, Rated, Tally
from tannhjul.meetings.enums import OVER, MeetingForm
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.rules import remote_can_be_followed
from tannhjul.organisation.models import Person
from tannhjul.organisation.queries import chief_executive

from . import topics
from .topics import locked, note


@transaction.atomic
def plan(
    kind: str,
    title: str,
    starts_at: datetime,
    place: str,
    *,
    by,
    guests: Iterable[Person] | None = None,
    tell: bool = True,
    **more: Any,
) -> Gathering:
    """Plan a gathering and tell those it is for. It is held in the open; only a party's own is not.

    ``guests``: those it is for beside the elected members; None: those whom this kind is for. What the
    last one of the kind left to talk about again, and where a workshop was not understood, is on its
    agenda from the start.
    """
    row = Gathering(kind=kind, title=title, starts_at=starts_at, place=place, **more)
    _has_a_fit_form(row)
    day = localdate(starts_at)
    _may_call(row, by, day)
    if kind == Kind.PARTY and row.party is None:
        raise Refused(_("Choose which party it is."))
    if kind != Kind.PARTY and row.party is not None:
        raise Refused(_("Only the preparation of a party group is for one party."))
    if kind == Kind.VISIT and row.unit is None:
        raise Refused(_("Choose which place of service it is."))
    _follows_its_own(row)
    people = list(queries.usual_guests(row, day) if guests is None else guests)
    _has_its_other_side(kind, people, day)
    row.save()
    row.guests.set(people)
    note("plan", row, by, kind=kind)
    topics.carry_over(row)
    if tell:
        notices.planned(row)
    return row


def _follows_its_own(row: Gathering) -> None:
    """A workshop follows a workshop on the same matter, and only one does."""
    if row.follows is None:
        return
    if {row.kind, row.follows.kind} != {Kind.WORKSHOP}:
        raise Refused(_("Only a workshop follows a workshop."))
    before = {each.case_id for each in queries.sequence(row.follows)} - {None}
    if row.case_id and before - {row.case_id}:
        raise Refused(_("That workshop was about another case. Choose one about the same."))
    if Gathering.objects.filter(follows=row.follows).exists():
        raise Refused(_("Another workshop follows that one already."))


def _has_a_fit_form(row: Gathering) -> None:
    """In the open, and in one room where that is what it is for; why not stays with it."""
    comply(rules.meets_in_the_open, row.kind, row.openness)
    comply(remote_can_be_followed, row.form, row.stream)
    if row.form == MeetingForm.REMOTE and row.kind in IN_ONE_ROOM and not row.form_because.strip():
        raise Refused(
            _(
                "Remote does for information and simple clarification, less for what people are to shape together. Meet in one room, or write why not."
            )
        )


def _may_call(row: Gathering, by: Any, day: date) -> None:
    """Where politics and administration meet, as the municipality has chosen (domain 000, 001 M1-M2)."""
    contact = chosen(CONTACT, day)
    neck = (Role.MAYOR, Role.CHIEF_EXECUTIVE, Role.SECRETARY)
    if contact == 1 and row.kind in BOTH_SIDES and by is not None and role_of(by) not in neck:
        raise Refused(
            _(
                "The municipality has chosen that politics and administration meet through the mayor and the chief executive. Ask one of them to call it."
            )
        )
    late = row.case is not None and row.case.status not in (CaseStatus.DRAFT, CaseStatus.SUBMITTED)
    if contact == 3 and late:
        raise Refused(
            _(
                "The case has been investigated, and the municipality has chosen that elected members then meet it in their bodies. Let a body send it back, or raise it there."
            )
        )


def _has_its_other_side(kind: str, guests: list[Person], day: date) -> None:
    """Refuse to call a meeting with leaders of units, or about how one works together, to one side only."""
    leads = set(queries.administration(day).values_list("pk", flat=True))
    chief = chief_executive(day)
    if kind == Kind.UNITS and not leads - {chief.pk if chief else 0} & {p.pk for p in guests}:
        raise Refused(_("Invite at least one leader of a unit: that is whom the meeting is with."))
    if kind == Kind.TOGETHER and not leads & {person.pk for person in guests}:
        raise Refused(_("Invite the administration too: it is about how you work together."))


@transaction.atomic
def plan_series(
    kind: str,
    title: str,
    starts_at: datetime,
    place: str,
    weeks: int,
    times: int,
    *,
    by,
    **more: Any,
) -> list[Gathering]:
    """Plan several at a fixed interval, at the same time of the day; those they are for are told once."""
    first = plan(kind, title, starts_at, place, by=by, **more)
    first.series = first
    first.save(update_fields=["series"])
    more = {**more, "follows": None, "series": first, "tell": False}
    start = starts_at.replace(tzinfo=None) if is_naive(starts_at) else make_naive(starts_at)
    rows = [
        plan(kind, title, make_aware(start + timedelta(weeks=weeks * n)), place, by=by, **more)
        for n in range(1, times)
    ]
    if kind in (Kind.UNITS, Kind.TOGETHER):
        for row in [first, *rows]:
            for person in queries.leads_both(localdate(row.starts_at))[:1]:
                topics.put_standing(row, person)
    return [first, *rows]


@transaction.atomic
def cancel(gathering: Gathering, *, by, because: str = "") -> Gathering:
    """It is not held after all; of a fixed series one says why."""
    row = locked(gathering)
    FLOW.move(row, "cancel")
    if row.series_id and not because.strip():
        raise Refused(_("It is one of a fixed series. Say why it is cancelled."))
    row.cancelled_because, row.follows = because, None  # another workshop can follow instead
    row.save(update_fields=["status", "cancelled_because", "follows"])
    topics.move_on(row)
    note("cancel", row, by)
    notices.cancelled(row)
    return row


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
    gathering: Gathering,
    title: str,
    *,
    by,
    today: date,
    initiative_gear: str = Gear.POLITICS,
    because: str = "",
) -> Case:
    """The administration opens the case that a gathering led to; it says where it came from.

    ``initiative_gear``: whose initiative it was there, as whoever opens the case knows it. ``because``:
    why one goes on though a workshop has not been mirrored as it should (domain 001 R13); it stands in
    the paper.
    """
    row = locked(gathering)
    if row.status != Status.HELD:
        raise Refused(_("A case is opened when it is over."))
    if row.case:
        raise Refused(_("A case has been opened for this already."))
    doubts = queries.doubts(row)
    if doubts and not because.strip():
        raise Refused(
            _("%(doubts)s Say why the case is opened all the same, or hold what is missing first.")
            % {"doubts": " ".join(doubts)}
        )
    row.case = topics.open_case(title, row, by, today, initiative_gear)
    if doubts:
        with translation.override(settings.LANGUAGE_CODE):
            told = " ".join([*queries.doubts(row), because])
        cases.write(row.case, {"background": told}, based_on=1, by=by)
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
    gear = queries.gear_of(person, localdate())
    _tick, new = Rated.objects.get_or_create(person=person, defaults={"gear": gear}, **about)
    if not new:
        raise Refused(_("You have said how it was already."))
    for statement, score in scores.items():
        said: dict[str, Any] = {"statement": statement, "score": score, "gear": gear}
        tally, _new = Tally.objects.get_or_create(**said, **about)
        Tally.objects.filter(pk=tally.pk).update(votes=F("votes") + 1)
