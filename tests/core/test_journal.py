"""The event log: append-only, sealed, provable; and the number series."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tannhjul.core import journal
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.flow import Flow, IllegalMove
from tannhjul.core.models import Choice, Event, Seal, Unsealed
from tannhjul.meetings.choices import NOTICE_DAYS
from tannhjul.organisation.models import Entity

pytestmark = pytest.mark.django_db


def _record(number=1):
    owner = Entity.objects.get()
    return [journal.record("test.verb", owner, by=None, number=n) for n in range(number)]


@pytest.mark.parametrize("table", ["core_event", "core_seal"])
@pytest.mark.parametrize("what", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_the_past(table, what):
    _record()
    journal.seal_all()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(what.format(table))


def test_a_seal_takes_everything_that_waits_and_proves_it():
    _record(3)
    assert journal.seal_all() >= 3
    assert not Unsealed.objects.exists()
    proven, fault = journal.verify()
    assert fault == ""
    assert proven == Event.objects.count()


def test_seals_are_chained():
    for _ in range(2):
        _record()
        journal.seal()
    first, second = Seal.objects.order_by("-pk")[:2][::-1]
    assert second.previous == first.hash


def _tamper(statement, *values):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for table in ("core_event", "core_seal"):
                for what in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{what}")
        cursor.execute(statement, values)


def test_verify_names_the_first_event_that_was_changed():
    _first, second, _third = _record(3)
    journal.seal_all()
    _tamper("UPDATE core_event SET verb = 'other' WHERE id = %s", second.pk)
    assert journal.verify()[1].startswith(f"event {second.pk}: changed after sealing")


def test_verify_names_the_first_event_that_is_missing():
    (event,) = _record()
    journal.seal_all()
    _tamper("DELETE FROM core_event WHERE id = %s", event.pk)
    assert journal.verify()[1].startswith(f"event {event.pk}: missing")


def test_verify_sees_a_seal_that_was_changed():
    _record()
    journal.seal_all()
    last = Seal.objects.last()
    _tamper("UPDATE core_seal SET root = %s WHERE id = %s", "0" * 64, last.pk)
    assert f"seal {last.pk}" in journal.verify()[1]


def test_verify_sees_an_event_slipped_in_beside_the_seals():
    journal.seal_all()
    event = Event.objects.last()
    _tamper(
        "INSERT INTO core_event (at, verb, subject_type, subject_id, role, gear, arena_kind, phase,"
        " facts, content, version) SELECT at, verb, subject_type, subject_id, role, gear, arena_kind,"
        " phase, facts, content, version FROM core_event WHERE id = %s",
        event.pk,
    )
    assert "outside every seal" in journal.verify()[1]


def test_events_hold_codes_and_ids_only():
    for facts in Event.objects.values_list("facts", flat=True):
        for value in facts.values():
            assert not isinstance(value, str) or len(value) <= 64, facts


def test_events_remember_the_hat():
    roles = set(Event.objects.filter(verb="cases.approve").values_list("role", "gear"))
    assert roles == {("chief_executive", "administration")}


@given(st.lists(st.integers(1, 500), unique=True, min_size=1))
def test_ranges_survive_packing(ids):
    assert list(journal.unpack(journal.pack(sorted(ids)))) == sorted(ids)


def test_numbers_follow_one_another():
    assert journal.next_number("x", 2026) == 1
    assert journal.next_number("x", 2026) == 2
    assert journal.next_number("x", 2026, count=5) == 7
    assert journal.next_number("x", 2027) == 1


def test_a_local_choice_holds_from_its_date_and_a_bodys_own_goes_first(today, council):
    from datetime import timedelta

    later = today + timedelta(days=10)
    Choice.objects.create(key=NOTICE_DAYS.key, value=10, valid_from=later, decided_by="KST 1/26")
    assert chosen(NOTICE_DAYS, today) == 7
    assert chosen(NOTICE_DAYS, later) == 10
    own = {"scope_kind": "organisation.body", "scope": council.pk}
    Choice.objects.create(key=NOTICE_DAYS.key, **own, value=14, valid_from=today)
    assert chosen(NOTICE_DAYS, later, council.pk) == 14
    assert OPTIONS[NOTICE_DAYS.key] is NOTICE_DAYS


def test_a_flow_refuses_a_move_from_the_wrong_state():
    class Thing:
        status = "a"

    flow = Flow(go=("a", "b"), back=(("b", "c"), "a"))
    thing = Thing()
    flow.move(thing, "go")
    assert thing.status == "b"
    assert flow.open_to("b") == ["back"]
    with pytest.raises(IllegalMove):
        flow.move(thing, "go")
