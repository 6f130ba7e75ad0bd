"""The event log proves itself to a stranger: kept seals, and the content that events are about."""

import json
from dataclasses import asdict

import pytest
from django.db import DatabaseError, connection, transaction

from config import cli
from tannhjul.allowances.models import Line, Settlement
from tannhjul.core import content, heads, journal
from tannhjul.core.law import Refused
from tannhjul.core.models import Event, Salt, Seal, Unsealed
from tannhjul.decisions.models import Decision, DelegatedDecision
from tannhjul.documents import intake
from tannhjul.documents.models import Document
from tannhjul.meetings.models import Ballot, Item, Vote

pytestmark = pytest.mark.django_db


def _without_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for table in ("core_event", "core_seal"):
                for what in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{what}")


@pytest.fixture
def kept():
    """What somebody kept of the seals some time ago."""
    journal.seal_all()
    return heads.published(Seal.objects.all())


def _faults(kept):
    return list(heads.compare(heads.read(kept)))


def _seal_all_anew():
    """What someone with the database in hand would do to hide a change: every seal made again."""
    rows = [(seal.pk, seal.at, seal.events) for seal in Seal.objects.order_by("pk")]
    Seal.objects.all().delete()
    previous = ""
    for pk, at, ids in rows:
        found = Event.objects.in_bulk(list(journal.unpack(ids)))
        leaves = [journal.fingerprint(found[key]) for key in journal.unpack(ids)]
        root = journal.merkle_root(leaves)
        made = journal.chained(previous, root, ids, at)
        Seal.objects.create(
            pk=pk,
            at=at,
            events=ids,
            leaves=b"".join(leaves).hex(),
            root=root,
            previous=previous,
            hash=made,
        )
        previous = made


def test_what_was_kept_agrees_with_what_is_there(kept):
    assert _faults(kept) == []


def test_a_rewritten_chain_is_seen_by_whoever_kept_a_seal(kept):
    _without_triggers()
    event = Event.objects.filter(verb="cases.approve").first()
    Event.objects.filter(pk=event.pk).update(role="secretary")
    _seal_all_anew()
    assert journal.verify()[1] == "", "the log alone cannot tell"
    assert "the past was rewritten" in _faults(kept)[0]


def test_a_log_cut_off_at_the_end_is_seen_by_whoever_kept_a_seal(kept):
    _without_triggers()
    last = Seal.objects.last()
    gone = list(journal.unpack(last.events))
    Seal.objects.filter(pk=last.pk).delete()
    Salt.objects.filter(event__in=gone).delete()
    Event.objects.filter(pk__in=gone).delete()
    assert journal.verify()[1] == ""
    assert "is gone" in _faults(kept)[0]


def test_a_forged_head_is_not_believed(kept):
    key, first = heads.read(kept)[0]
    forged = heads.Head(**{**asdict(first), "hash": "0" * 64})
    assert "is not signed" in next(heads.compare([(key, forged)]))
    strange = heads.read('{"key": 5}\n' + json.dumps({**asdict(first), "signature": 7}))
    assert "is not signed" in next(heads.compare(strange))
    elsewhere = kept.replace(key, "00" * 32)
    assert not list(heads.compare(heads.read(kept + kept)))
    assert "is not signed" in next(heads.compare(heads.read(kept + elsewhere)))


@pytest.mark.parametrize("text", ["", "not json", '{"seal": 1}', "[]", '{"key": "x"}'])
def test_something_else_than_seals_is_explained(text):
    with pytest.raises(Refused):
        heads.read(text)


def test_the_key_is_made_once_and_read_by_nobody_else(settings, tmp_path):
    settings.JOURNAL_KEY = tmp_path / "new" / "journal_key"
    first = heads.public_key()
    assert settings.JOURNAL_KEY.stat().st_mode & 0o777 == 0o600
    heads._key.cache_clear()
    assert heads.public_key() == first
    assert [path.name for path in settings.JOURNAL_KEY.parent.iterdir()] == ["journal_key"]


def _change_decision():
    item = Decision.objects.first().item
    Item.objects.filter(pk=item.pk).update(resolution="Noe annet")


def _change_two_votes():
    ballots = Ballot.objects.filter(vote__votes_against__gt=0, vote__votes_for__gt=0)
    Ballot.objects.filter(pk=ballots.filter(choice="against").first().pk).update(choice="for")


def _turn_a_result_round():
    vote = Vote.objects.filter(result="carried").first()
    Vote.objects.filter(pk=vote.pk).update(result="lost")


def _change_delegated():
    DelegatedDecision.objects.filter(pk=DelegatedDecision.objects.first().pk).update(amount=1)


def _change_pay():
    settlement = Settlement.objects.get()
    for check in settlement.checks.all():
        check.status = "confirmed"
        check.save()
    Settlement.objects.update(status="closed")
    journal.record("allowances.authorise", Settlement.objects.get(), by=None)
    assert list(content.changed()) == []
    Line.objects.filter(pk=Line.objects.first().pk).update(amount=99_999)


def _add_a_version():
    document = Document.objects.filter(kind="minutes").first()
    document.versions.update(sha256="0" * 64)


def _take_the_files_away():
    Document.objects.filter(kind="minutes").first().versions.update(key="")


def _throw_a_salt_away():
    """The last trace of what a decision said; and what it says now is another thing."""
    decision = Decision.objects.first()
    Salt.objects.filter(
        event__subject_type="decisions.decision", event__subject_id=decision.pk
    ).delete()
    Item.objects.filter(pk=decision.item_id).update(resolution="Noe annet")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_take_the_files_away, "outside the database"),
        (_throw_a_salt_away, "nothing says that it was erased"),
    ],
)
def test_what_can_no_longer_be_proven_is_named(change, says):
    change()
    assert [fault for fault in content.changed() if says in fault]


def test_an_event_that_waits_again_hides_no_other():
    journal.seal_all()
    sealed = Event.objects.earliest("pk")
    Unsealed.objects.create(event=sealed)
    assert "waits to be sealed again" in journal.verify()[1]
    journal.seal_all()
    assert "sealed twice" in journal.verify()[1]


@pytest.mark.once
def test_whoever_writes_meanwhile_is_not_seen_in_a_snapshot(lillevik):
    assert lillevik.ask(MEANWHILE) == "True 1"


MEANWHILE = """
from threading import Thread
from django.db import connection
from tannhjul.cases.models import Case
from tannhjul.core.journal import record, seal_all
from tannhjul.core.models import Event
from tannhjul.core.snapshot import snapshot
def write():
    record("portal.confirm", Case.objects.first(), by=None)
    seal_all()
    connection.close()
with snapshot():
    before = Event.objects.count()
    other = Thread(target=write)
    other.start()
    other.join()
    same = Event.objects.count() == before
print(same, Event.objects.count() - before)
"""


@pytest.mark.parametrize(
    "change",
    [
        _change_decision,
        _change_two_votes,
        _turn_a_result_round,
        _change_delegated,
        _change_pay,
        _add_a_version,
    ],
)
def test_content_that_was_changed_is_named(change):
    assert list(content.changed()) == []
    change()
    (fault,) = content.changed()
    assert "is not what event" in fault


def test_a_document_changed_on_disc_is_named(monkeypatch):
    version = Document.objects.filter(kind="minutes").first().versions.first()
    real = intake.stream
    monkeypatch.setattr(
        intake, "stream", lambda key: iter([b"other"]) if key == version.key else real(key)
    )
    (fault,) = content.changed()
    assert "outside the database" in fault


def test_erasing_a_text_keeps_the_proof_that_it_was_there():
    decision = Decision.objects.first()
    event = Event.objects.get(verb="decisions.adopt", subject_id=decision.pk)
    assert len(event.content) == 64
    journal.forget(decision, by=None)
    Item.objects.filter(pk=decision.item_id).update(resolution="")
    assert list(content.changed()) == []
    assert journal.verify()[1] == ""
    assert Event.objects.get(pk=event.pk).content == event.content


def test_nobody_guesses_a_text_by_trying(decision):
    event = Event.objects.get(verb="decisions.adopt", subject_id=decision.pk)
    assert content.hashed(decision)[1] != event.content, "the salt is another each time"
    assert content.hashed(decision, Salt.objects.get(pk=event.pk).salt)[1] == event.content


REPLACED = {
    "sqlite": "INSERT OR REPLACE INTO core_event SELECT * FROM core_event LIMIT 1",
    "postgresql": "TRUNCATE core_event, core_unsealed, core_salt, core_seal",
}


def test_the_past_is_neither_replaced_nor_emptied():
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(REPLACED[connection.vendor])


def test_the_command_prints_and_compares(capsys, tmp_path):
    assert cli.main(["journal", "heads"]) == 0
    kept = tmp_path / "kept.txt"
    kept.write_text(capsys.readouterr().out)
    assert cli.main(["journal", "verify", "--against", str(kept)]) == 0
    lines = kept.read_text().splitlines()
    row = json.loads(lines[-1])
    kept.write_text("\n".join([lines[0], json.dumps({**row, "seal": 10_000})]))
    assert cli.main(["journal", "verify", "--against", str(kept)]) == 1
    assert cli.main(["journal", "verify", "--against", str(tmp_path / "nothing")]) == 2
    assert cli.main(["journal", "verify", "--against", "http://127.0.0.1:9/"]) == 2


def test_seals_are_published_with_a_feed(browse, kept):
    client = browse()
    page = client.get("/segl/").content.decode()
    assert Seal.objects.last().hash in page
    assert heads.public_key() in page
    assert client.get("/segl/alle.txt").content.decode() == kept
    assert Seal.objects.last().hash in client.get("/segl/feed/").content.decode()
