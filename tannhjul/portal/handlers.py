"""The search index and the followers listen to the journal."""

from tannhjul.cases.models import Case
from tannhjul.core.journal import on, unpack
from tannhjul.decisions.models import Commitment, Decision
from tannhjul.meetings.models import Item
from tannhjul.organisation.enums import Openness
from tannhjul.organisation.models import Body, Person

from . import actions, notices
from .enums import NEWS, Kind

QUIET = {
    "cases.add_link",
    "meetings.cast",
    "meetings.open_vote",
    "meetings.close_vote",
    "meetings.speak",
}


@on("*")
def keep_index(event, subject):
    """Whatever happens to something that can be found, it is indexed anew."""
    if event.verb in QUIET:
        return
    if isinstance(subject, Case):
        actions.index(Kind.CASE, subject, actions.entries_of_case(subject))
    elif isinstance(subject, Item):
        if event.verb == "meetings.conclude":
            actions.index(Kind.ITEM, subject, actions.entries_of_item(subject))
    elif isinstance(subject, Decision):
        actions.index(Kind.DECISION, subject, actions.entries_of_decision(subject))
    elif isinstance(subject, Body) and event.verb == "organisation.create_body":
        actions.index(Kind.BODY, subject, actions.entries_of_body(subject))


@on("organisation.create_unit")
def find_unit(event, unit):
    """A unit can be found."""
    actions.index(Kind.UNIT, unit, actions.entries_of_unit(unit))


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
