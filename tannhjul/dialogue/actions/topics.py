"""Matters of a gathering: put on its agenda, answered, and what was agreed to do with them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import Kind as CaseKind
from tannhjul.cases.models import Case
from tannhjul.commitments.actions import promises
from tannhjul.core.enums import ADMINISTRATION, Gear
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.dialogue import queries, rules
from tannhjul.dialogue.enums import Kind, NextStep, Status, Understood
from tannhjul.dialogue.models import Answer, Gathering, Reply, Topic
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.models import Body, Person


def locked(gathering: Gathering) -> Gathering:
    """The gathering, locked for the rest of the transaction."""
    return Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)


def note(verb: str, gathering: Gathering, by: Any, **facts: Any) -> None:
    """Record what happened in a gathering."""
    record(f"dialogue.{verb}", gathering, by=by, **facts)


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
def agree(
    topic: Topic,
    next_step: str,
    agreed: str,
    *,
    by,
    body: Body | None = None,
    today: date,
    owner: Person | None = None,
    people: Iterable[Person] = (),
    due: date | None = None,
) -> Topic:
    """Those who met agree what happens next with a matter. A decision is refused, and where to instead.

    A body gets it to put on its agenda; a working group is ``people``, led by ``owner``, who reports by
    ``due``; what is talked about again is on the agenda of the next gathering of the kind.
    """
    row = locked(topic.gathering)
    if row.status != Status.UNDER_WAY:
        raise Refused(_("The next step is agreed while you meet."))
    topic = Topic.objects.select_related("case", "gathering").get(pk=topic.pk)
    _leads_somewhere(topic, next_step, body, owner, due)
    if Topic.objects.filter(carried_from=topic).exists() or queries.promised(topic):
        raise Refused(_("Something has come of what was agreed already. Follow that up instead."))
    if next_step == NextStep.CASE and row.kind == Kind.WORKSHOP:
        raise Refused(
            _(
                "Mirror back what you have understood first. The case is opened from the page of the workshop afterwards."
            )
        )
    topic.next_step, topic.agreed = next_step, agreed
    topic.body = body if next_step == NextStep.BODY else None
    if next_step == NextStep.CASE and topic.case is None:
        topic.case = open_case(topic.title, row, by, today)
    topic.save(update_fields=["next_step", "agreed", "body", "case"])
    note("agree", row, by, topic=topic.pk, step=next_step)
    if owner and due:
        _set_to_work(topic, owner, people, due, by, today)
    coming = queries.next_of_the_kind(row)
    if coming and topic.standing:
        _opens(topic, coming)
    elif coming and next_step == NextStep.AGAIN:
        _carry(topic, coming)
    return topic


def _leads_somewhere(
    topic: Topic, next_step: str, body: Body | None, owner: Person | None, due: date | None
) -> None:
    """Refuse a next step that is a decision, or that says nothing of who takes it on."""
    comply(rules.decides_nothing, next_step)
    if next_step == NextStep.BODY and body is None:
        raise Refused(_("Choose which body treats it."))
    if next_step == NextStep.GROUP and (owner is None or due is None):
        raise Refused(_("Say who leads the working group, and by when it reports."))
    named = owner is not None and due is not None
    with_leaders = topic.gathering.kind == Kind.UNITS
    if topic.standing and next_step != NextStep.REST and not named:
        raise Refused(_("Say who sees to what you agree about how you work together, and by when."))
    if with_leaders and next_step != NextStep.REST and not named:
        raise Refused(_("Say who sees to it, and by when."))
    if topic.case and next_step != NextStep.CASE:
        raise Refused(_("A case has been opened for this already."))


def _set_to_work(
    topic: Topic, owner: Person, people: Iterable[Person], due: date, by: Any, today: date
) -> None:
    """What was agreed is a promise, owned by whoever sees to it or leads the working group."""
    names = ", ".join(dict.fromkeys([owner.name, *(person.name for person in people)]))
    facts = {"title": topic.title, "names": names, "agreed": topic.agreed}
    with translation.override(settings.LANGUAGE_CODE):
        if topic.next_step == NextStep.GROUP:
            what = _("%(title)s. Working group: %(names)s. %(agreed)s") % facts
        else:
            what = f"{topic.title}. {topic.agreed}"
    promises.commit(topic, what.strip(), owner, due, by=by, today=today)


def carry_over(gathering: Gathering) -> None:
    """What is to be talked about again, and what a workshop was told that it had not understood."""
    for topic in queries.left_to_talk_about(gathering):
        _carry(topic, gathering)
    if gathering.follows:
        for reply in gathering.follows.replies.select_related("person"):
            take_up(reply, gathering)


def take_up(reply: Reply, coming: Gathering) -> None:
    """What a member was not understood in is on the agenda of the workshop that follows, as last said.

    Whoever says afterwards that it was understood takes it off again, unless it has been answered.
    """
    row = Topic.objects.filter(reply=reply).first()
    if reply.understood == Understood.YES:
        if row and not row.answers.exists() and not row.next_step:
            row.delete()
        return
    if row is None:
        with translation.override(settings.LANGUAGE_CODE):
            title = _("Have we understood you correctly?")
        row = Topic(gathering=coming, reply=reply, raised_by=reply.person, raised_at=now())
        row.title = f"{title} {reply.person}"[:200]
    if row.text != reply.comment:  # said anew, it waits to be answered anew
        row.text, row.raised_at = reply.comment, now()
    row.save()


def move_on(cancelled: Gathering) -> None:
    """What had been carried to one that is cancelled goes on to the next, or waits for it.

    What a workshop was told that it had not understood waits for the workshop that follows instead.
    """
    coming = queries.next_of_the_kind(cancelled)
    for topic in cancelled.topics.filter(Q(carried_from__isnull=False) | Q(reply__isnull=False)):
        if topic.standing:
            before, topic.carried_from = topic.carried_from, None
            topic.save(update_fields=["carried_from"])
            if coming and before:
                _opens(before, coming)
        elif coming and topic.reply_id is None:
            topic.gathering = coming
            topic.save(update_fields=["gathering"])
        elif not topic.answers.exists():
            topic.delete()


def put_standing(gathering: Gathering, raised_by: Person) -> None:
    """How one works together is on each of a series, before anything else (domain 001 A3, L1971-1985)."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("How we work together")
    Topic.objects.create(
        gathering=gathering, title=title, raised_by=raised_by, raised_at=now(), standing=True
    )


def _opens(topic: Topic, coming: Gathering) -> None:
    """What was agreed about how one works together opens the next one: its standing matter says it."""
    coming.topics.filter(standing=True).update(text=topic.agreed, carried_from=topic)


def _carry(topic: Topic, to: Gathering) -> None:
    Topic.objects.create(
        gathering=to,
        title=topic.title,
        text="\n\n".join(part for part in (topic.text, topic.agreed) if part),
        raised_by=topic.raised_by,
        raised_at=now(),
        carried_from=topic,
    )


@transaction.atomic
def put_before(topic: Topic, meeting: Meeting, *, by) -> Item:
    """The body that was to treat a matter has it on the agenda of one of its meetings."""
    row = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if row.body_id is None or row.body_id != meeting.body_id:
        raise Refused(_("It was agreed that another body treats it."))
    if row.item_id:
        raise Refused(_("It is on an agenda already."))
    row.item = agenda.add_item(meeting, row.title, by=by, kind=CaseKind.BRIEFING)
    row.save(update_fields=["item"])
    note("put_before", row.gathering, by, topic=row.pk)
    return row.item


@transaction.atomic
def answer(topic: Topic, person: Person, text: str, *, by, at: datetime) -> Answer:
    """Someone whom the gathering is for answers a matter, by name: before it, in it or after."""
    row = locked(topic.gathering)
    if row.status == Status.CANCELLED:
        raise Refused(_("It was cancelled."))
    if not queries.may_answer(row, person):
        raise Refused(_("Only those the gathering is for answer there."))
    made = Answer.objects.create(topic=topic, person=person, text=text, at=at)
    note("answer", row, by, topic=topic.pk)
    return made


def open_case(title: str, row: Gathering, by: Any, today: date, gear: str = Gear.POLITICS) -> Case:
    """The case that something led to, with whose initiative it was."""
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
