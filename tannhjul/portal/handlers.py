"""The search index and the followers listen to the journal."""

from collections.abc import Callable
from typing import Any

from tannhjul.cases.models import Case
from tannhjul.core.journal import on, unpack
from tannhjul.decisions.models import Commitment, Decision, Delegated
from tannhjul.dialogue.models import Gathering
from tannhjul.meetings.models import Item
from tannhjul.organisation.enums import Openness
from tannhjul.organisation.models import Body, Person

from . import actions, notices
from .enums import NEWS, Kind
from .models import Entry

QUIET = {
    "cases.add_link",
    "meetings.cast",
    "meetings.open_vote",
    "meetings.close_vote",
    "meetings.speak",
}


ALWAYS: dict[type, tuple[str, Callable[[Any], list[Entry]]]] = {
    Case: (Kind.CASE, actions.entries_of_case),
    Decision: (Kind.DECISION, actions.entries_of_decision),
    Delegated: (Kind.DELEGATED, actions.entries_of_delegated),
    Gathering: (Kind.GATHERING, actions.entries_of_gathering),
}
ONCE: dict[str, tuple[str, Callable[[Any], list[Entry]]]] = {
    "meetings.conclude": (Kind.ITEM, actions.entries_of_item),
    "organisation.create_body": (Kind.BODY, actions.entries_of_body),
    "organisation.create_unit": (Kind.UNIT, actions.entries_of_unit),
}


@on("*")
def keep_index(event, subject):
    """Whatever happens to something that can be found, it is indexed anew."""
    found = ALWAYS.get(type(subject)) or ONCE.get(event.verb)
    if found and event.verb not in QUIET:
        kind, entries_of = found
        actions.index(kind, subject, entries_of(subject))


@on("organisation.seat")
def find_member(event, _body):
    """Whoever has a seat can be found."""
    person = Person.objects.get(pk=event.facts["person"])
    actions.index(Kind.PERSON, person, actions.entries_of_person(person))


@on("organisation.correct_person")
def find_by_new_name(event, person):
    """A name that has been put right is the one that is found."""
    if person.seats.exists():
        actions.index(Kind.PERSON, person, actions.entries_of_person(person))


@on("meetings.convene")
def publish_agenda(event, meeting):
    """A convened agenda can be found."""
    for item in meeting.items.select_related("case", "meeting"):
        actions.index(Kind.ITEM, item, actions.entries_of_item(item))


@on("exchange.batch")
def index_batch(event, subject):
    """What an import brings can be found."""
    actions.index_batch(event.facts["what"], unpack(event.facts["ids"]))


@on("*")
def tell_followers(event, subject):
    """News of a case goes to those who follow it."""
    if event.verb not in NEWS or not event.matter:
        return
    if Body.objects.filter(pk=event.arena, openness=Openness.CLOSED).exists():
        return
    case = _case_of(subject)
    if case and case.public_from:
        notices.news(case, event.verb)


def _case_of(subject):
    if isinstance(subject, Case):
        return subject
    if isinstance(subject, Item | Decision):
        return subject.case
    return subject.decision.case if isinstance(subject, Commitment) else None
