"""Every event says where it happened: held against the tables themselves, over the whole demonstration."""

from collections import defaultdict

import pytest
from django.apps import apps
from django.db.models import Model

from tannhjul.cases.models import Case
from tannhjul.core import subjects
from tannhjul.core.enums import ELECTED
from tannhjul.core.models import Event
from tannhjul.core.verbs import VERBS
from tannhjul.organisation.models import Body, Unit

pytestmark = pytest.mark.django_db

# From a row to what it belongs to, by the names of its columns; the rows in between are followed.
THROUGH = (
    "item",
    "meeting",
    "decision",
    "delegated",
    "step",
    "gathering",
    "grant",
    "vote",
    "about",
)
AT = {"arena": Body, "matter": Case, "unit": Unit}
# Not where it happened: who put it on the way, who acts for whom, what it once belonged to.
NOT_A_PLACE = {
    "decides_for",
    "called_in_by",
    "to_body",
    "parent",
    "answers_to",
    "complaint_over",
    "looked_in",
    "follows",
    "meeting_document",
}


def _belongs_to(row: Model, target: type[Model], seen: frozenset = frozenset()) -> set[int]:
    """The ids of the bodies (cases, units) that a row leads to, through columns that say where."""
    if isinstance(row, target):
        return {row.pk}
    found: set[int] = set()
    for field in row._meta.concrete_fields:
        if not field.is_relation or field.name in NOT_A_PLACE:
            continue
        value = getattr(row, field.attname)
        if value is None:
            continue
        if field.related_model is target:
            found.add(value)
        elif field.name in THROUGH and field.name not in seen:
            found |= _belongs_to(getattr(row, field.name), target, seen | {field.name})
        elif field.related_model is Case and target is Unit:
            unit = getattr(row, field.name).unit_id
            found |= {unit} if unit else set()
    return found


def _row(event: Event) -> Model | None:
    return apps.get_model(event.subject_type).objects.filter(pk=event.subject_id).first()


def test_no_event_that_has_a_place_is_recorded_without_it():
    missing = defaultdict(set)
    for event in Event.objects.order_by("pk"):
        row = _row(event)
        for name, target in AT.items():
            if name == "arena" and event.arena_kind == "gathering":
                continue
            where = _belongs_to(row, target) if row else set()
            if where and getattr(event, name) not in where:
                missing[f"{event.verb}: {name}"].add(event.pk)
    assert dict(missing) == {}


def test_every_noun_that_events_are_about_is_described():
    known = {each.key for each in subjects.SUBJECTS.values()}
    assert set(Event.objects.values_list("subject_type", flat=True)) <= known


def test_a_case_is_in_a_phase_and_everything_in_it():
    rows = Event.objects.exclude(matter=None).filter(phase="")
    assert set(rows.values_list("verb", flat=True)) == set()


def test_events_carry_the_facts_that_their_verb_declares_and_no_others():
    for event in Event.objects.all():
        assert set(event.facts) <= set(VERBS[event.verb].facts), event.verb


def test_a_gathering_is_an_arena_of_its_own():
    rows = Event.objects.filter(verb__startswith="dialogue.", arena_kind="gathering")
    assert rows.count() >= 15
    assert set(rows.values_list("subject_id", flat=True)) >= set(
        rows.values_list("arena", flat=True)
    )


def test_what_is_done_in_meetings_is_mostly_done_by_elected_members():
    rows = Event.objects.filter(verb__startswith="meetings.")
    own = rows.filter(role__in=ELECTED).count()
    assert 2 * own >= rows.count(), f"{own} of {rows.count()}"
