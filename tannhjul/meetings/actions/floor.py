"""The floor: who asks for it, who has it, and for how long."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused, comply
from tannhjul.meetings import floor, queries, rules
from tannhjul.meetings.enums import Finding, SpeechKind
from tannhjul.meetings.models import Item, Speech
from tannhjul.organisation.models import Person

from .debate import being_treated, note


@transaction.atomic
def ask(
    item: Item, person: Person, kind: str, *, by, at: datetime, instead_of: Person | None = None
) -> Speech:
    """Someone asks for the floor, and stands on the list. Asking twice is asking once.

    ``instead_of``: who has the right by law and lets the person stand in.
    """
    item = being_treated(item)
    row, new = _listed(item, person, kind, at, instead_of)
    if new:
        note("ask_floor", item, by, person=person.pk, kind=kind)
    return row


def _listed(
    item: Item, person: Person, kind: str, at: datetime, instead_of: Person | None
) -> tuple[Speech, bool]:
    """The person's place on the list, and whether it is new."""
    if kind not in SpeechKind.values:
        raise Refused(_("Ask for a speech, a reply, or the order of business."))
    sits = _must_have_the_right(item, person, at, instead_of)
    instead_of = None if sits else instead_of  # who sits speaks in the own right
    waiting = item.speeches.filter(person=person, kind=kind, at=None).first()
    if waiting:
        return waiting, False
    if kind == SpeechKind.REPLY:
        _may_be_replied_to(item)
    elif kind == SpeechKind.SPEECH and item.list_closed:
        raise Refused(_("The speakers' list is closed."))
    facts = {"party": sits.party if sits else None, "asked_at": at, "instead_of": instead_of}
    return Speech.objects.get_or_create(
        item=item, person=person, kind=kind, at=None, defaults=facts
    )


def _must_have_the_right(item: Item, person: Person, at: datetime, instead_of: Person | None):
    """Those who sit may speak, those whom the law gives the right, and who stands in for them (§ 8-1)."""
    sits = queries.seat_in(item, person, at)
    by_law = set() if sits else _by_law(item, person, instead_of)
    out = item.recusals.filter(finding=Finding.PARTIAL).values_list("person_id", flat=True)
    comply(rules.disqualified_stay_out, out, [person.pk])
    comply(rules.has_right_to_speak, sits is not None, person.pk in by_law)
    return sits


def _by_law(item: Item, person: Person, instead_of: Person | None) -> set[int]:
    """The ids of those who may speak in their own right, or in that of ``instead_of``."""
    rights = floor.rights(item)
    if instead_of is None:
        return {row.person.pk for row in rights}
    own = next((row for row in rights if row.person.pk == instead_of.pk), None)
    if own is None or own.lets is None:
        return set()
    comply(own.lets, person.pk in own.among, *own.facts)
    return set(own.stand_ins)


def _may_be_replied_to(item: Item) -> None:
    speech = floor.last_speech(item)
    if speech is None:
        raise Refused(_("There is no speech to reply to."))
    if floor.replies_left(item, speech) <= 0:
        raise Refused(_("No more replies to this speech."))


@transaction.atomic
def step_back(speech: Speech, *, by) -> None:
    """Take a name off the list."""
    item = being_treated(speech.item)
    speech = Speech.objects.select_for_update(of=("self",)).get(pk=speech.pk)
    if speech.at is not None:
        raise Refused(_("This speech has begun."))
    note("step_back", item, by, person=speech.person_id)
    speech.delete()


@transaction.atomic
def give(speech: Speech, *, by, at: datetime) -> Speech:
    """Give the floor to someone on the list; whoever had it has ended."""
    item = being_treated(speech.item)
    speech = Speech.objects.select_for_update(of=("self",)).get(pk=speech.pk)
    if speech.at is not None:
        raise Refused(_("This speech has begun."))
    _must_have_the_right(item, speech.person, at, speech.instead_of)
    _end(item, at)
    speech.at = at
    speech.save(update_fields=["at"])
    note("speak", item, by, person=speech.person_id, kind=speech.kind)
    return speech


@transaction.atomic
def speak(
    item: Item, person: Person, *, by, at: datetime, instead_of: Person | None = None
) -> Speech:
    """Someone takes the floor at once, without having stood on the list."""
    row, _new = _listed(being_treated(item), person, SpeechKind.SPEECH, at, instead_of)
    return give(row, by=by, at=at)


@transaction.atomic
def end_speech(item: Item, *, by, at: datetime) -> None:
    """Nobody has the floor any more."""
    item = being_treated(item)
    if not _end(item, at):
        raise Refused(_("Nobody has the floor."))
    note("end_speech", item, by)


def _end(item: Item, at: datetime) -> int:
    return item.speeches.filter(at__isnull=False, ended_at=None).update(ended_at=at)


@transaction.atomic
def close_list(item: Item, closed: bool, *, by) -> Item:
    """Close the list, so that nobody else can ask for a speech; or open it again."""
    item = being_treated(item)
    item.list_closed = closed
    item.save(update_fields=["list_closed"])
    note("close_list", item, by, closed=closed)
    return item
