"""Real input replayed and loaded; backup and restore."""

import gzip
import json
import shutil
import zipfile
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from tannhjul.cases.models import Case
from tannhjul.core import journal
from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.exchange import archive, oparl, steinkjer
from tannhjul.exchange.archive import Exact
from tannhjul.meetings import queries
from tannhjul.meetings.models import Item, Meeting, Vote
from tannhjul.organisation.models import Body
from tannhjul.portal.models import Entry
from tests import checking as check
from tests.conftest import data
from tests.exchange.karlsruhe import sample

pytestmark = pytest.mark.django_db


# --- Steinkjer ---------------------------------------------------------------------------------


@pytest.fixture
def replayed(db):
    return steinkjer.load(data("no-steinkjer-2026"))


@pytest.fixture
def held(replayed):
    return Meeting.objects.get(source="steinkjer", source_id="1240")


def test_every_vote_of_the_council_has_the_result_of_the_minutes(replayed, held):
    votes = Vote.objects.filter(item__meeting=held)
    assert votes.count() == 25
    recorded = json.loads(
        (data("no-steinkjer-2026") / "voteringer_KS_2026-02-04.json").read_text()
    )["voteringer"]
    assert replayed.counts["votes"] == replayed.counts["votes with the result of the minutes"] == 33
    for vote, fact in zip(votes.order_by("item__order", "number"), recorded, strict=True):
        if "alternativer" in fact:
            sides = {row["forslag"]: len(row["navn"]) for row in fact["alternativer"]}
            assert (vote.votes_for, vote.votes_against) == (sides.get("1", 0), sides.get("2", 0))
        else:
            assert (vote.votes_for, vote.votes_against) == (fact["antall_for"], fact["antall_mot"])
        names = {
            ballot.person.name
            for ballot in vote.ballots.filter(choice="for").select_related("person")
        }
        said = (
            fact["for"]
            if "for" in fact
            else next((r["navn"] for r in fact["alternativer"] if r["forslag"] == "1"), [])
        )
        known = {"Line M Nordkvelle": "Line Mari Nordkvelle", "Tor Andre Eide": "Tor André Eide"}
        assert names == {known.get(name, name) for name in said}


def test_the_whole_attendance_is_there(held):
    assert held.presences.count() == 39
    deputies = held.presences.filter(capacity="deputy", item=None)
    assert deputies.count() == 8
    assert not deputies.filter(replaces=None).exists()
    calls = {
        call.deputy.name: call.replaces.name
        for call in held.calls.select_related("deputy", "replaces")
    }
    assert calls["Anne Marthe Høgsnes"] == "May Britt Lagesen"
    late = held.presences.get(person__name="Thorolf Antonsen")
    assert late.arrived_at > held.starts_at
    assert queries.present(held, held.starts_at).count() == 37
    assert queries.present(held, late.arrived_at).count() == 38
    assert held.absences.filter(person__name="Erik Røsegg").exists()


def test_the_disqualified_mayor_is_replaced_by_a_deputy_in_that_case_only(held):
    first, second = held.items.filter(kind="PS").order_by("order")[:2]
    assert second.recusals.get().person.name == "Gunnar Thorsen"
    for vote in second.votes.all():
        voters = set(vote.ballots.values_list("person__name", flat=True))
        assert "Gunnar Thorsen" not in voters
        assert "Kristian Hovd Sjøli" in voters
    for vote in first.votes.all():
        assert "Kristian Hovd Sjøli" not in set(vote.ballots.values_list("person__name", flat=True))


def test_the_case_went_through_six_treatments(replayed):
    case = Case.objects.get(source="steinkjer")
    assert [(s.body.short, s.status) for s in case.steps.select_related("body")] == [
        ("HHO-ST" if Body.objects.filter(short="HHO", source="").exists() else "HHO", "done"),
        ("HPNM", "done"),
        ("HOK", "done"),
        ("FS", "done"),
        ("KS", "returned"),
        ("KS", "done"),
    ]
    assert case.status == "decided"
    assert "250 000" in case.decisions.get().item.resolution


def test_what_contradicts_itself_is_reported(replayed):
    text = "\n".join(replayed.findings)
    for trap in (
        "Line M Nordkvelle",
        "Tor Andre Eide",
        "PS 2/26",
        "Wiggo Oksvold (UAVH) sits for Espen Hatlinghus (INP)",
        "no votes or attendance",
    ):
        assert trap in text


def test_there_are_21_bodies(replayed):
    assert Body.objects.filter(source="steinkjer").count() == 21


def test_a_second_run_changes_nothing(replayed):
    before = Event.objects.count()
    assert steinkjer.load(data("no-steinkjer-2026")).counts == {}
    assert Event.objects.count() == before


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(data("no-steinkjer-2026"), tmp_path / "steinkjer")
    for file in (tmp_path / "steinkjer").iterdir():
        file.chmod(0o644)
    return tmp_path / "steinkjer"


def _edit(path, change):
    value = json.loads(path.read_text())
    change(value)
    path.write_text(json.dumps(value))


VOTES = "voteringer_KS_2026-02-04.json"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda p: (p / VOTES).unlink(), "is missing"),
        (lambda p: (p / VOTES).write_text("{"), "not whole JSON"),
        (lambda p: (p / VOTES).write_text("[]"), "should hold a dict"),
        (lambda p: (p / VOTES).write_bytes('{"å": 1}'.encode("latin-1")), "not UTF-8"),
        (lambda p: _edit(p / "utvalg_2026.json", lambda v: v.pop("utvalg")), "«utvalg» is missing"),
        (
            lambda p: _edit(p / VOTES, lambda v: v["voteringer"][2]["for"].append("Ola Ukjent")),
            "Only members and deputies",
        ),
        (lambda p: _edit(p / VOTES, lambda v: v["voteringer"][2]["for"].pop()), "must vote"),
    ],
)
def test_a_spoilt_source_leaves_nothing_half_written(copy, spoil, says):
    from tannhjul.core.law import Breach

    spoil(copy)
    before = Event.objects.count(), Body.objects.count(), Meeting.objects.count()
    with pytest.raises((Refused, Breach), match=says):
        steinkjer.load(copy)
    assert (Event.objects.count(), Body.objects.count(), Meeting.objects.count()) == before


def test_a_tally_that_does_not_add_up_is_a_finding(copy):
    _edit(copy / VOTES, lambda v: v["voteringer"][2].update(antall_for=40))
    assert any(
        "counted (38, 0), the minutes say (40, 0)" in f for f in steinkjer.load(copy).findings
    )


# --- OParl -------------------------------------------------------------------------------------


def _queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.once
def test_the_whole_city_is_loaded_found_and_shown_with_as_few_queries_as_a_village(
    tmp_path, browse
):
    client = browse()
    oparl.load(sample(tmp_path / "sample"))
    few = Item.objects.filter(source="oparl").count()
    meeting = (
        Meeting.objects.filter(source="oparl", items__case__isnull=False).order_by("pk").first()
    )
    item = meeting.items.filter(case__isnull=False).first()
    addresses = [
        item.case.get_absolute_url(),
        meeting.get_absolute_url(),
        meeting.body.get_absolute_url(),
        item.get_absolute_url(),
        "/sok/?q=Durlach",
        "/",
        "/moter/?when=past",
        "/saker/",
    ]
    for address in addresses:
        client.get(address)
    before = [_queries(client, address) for address in addresses]
    report = oparl.load(data("oparl-karlsruhe"))
    assert 80 <= few <= 200
    assert Item.objects.filter(source="oparl").count() == 18_677
    assert Meeting.objects.filter(source="oparl").count() == 2_609
    deleted = report.counts["papers marked as deleted at the source"]
    assert Case.objects.filter(source="oparl").count() + deleted == 14_004
    for address in addresses:
        client.get(address)  # the vocabulary is read once after it has grown
    assert [_queries(client, address) for address in addresses] == before
    assert Event.objects.filter(verb="exchange.batch").count() < 60
    assert any("end before they begin" in finding for finding in report.findings)
    text = client.get("/sok/", {"q": "Haushalt Klimaschutz"}).content.decode()
    assert "Ingenting ble funnet" not in text
    budget = Meeting.objects.get(source="oparl", source_id="meetings/10439")
    assert budget.items.count() == 394
    assert "Side 1 av 8" in client.get(budget.get_absolute_url()).content.decode()
    assert Entry.objects.filter(kind="dokument").count() == 1_481
    again = oparl.load(data("oparl-karlsruhe"))
    assert sum(again.counts.values()) == again.counts.get(
        "papers marked as deleted at the source", 0
    )


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda p: (p / "papers.jsonl.gz").unlink(), "is missing"),
        (
            lambda p: (p / "papers.jsonl.gz").write_bytes(
                (p / "papers.jsonl.gz").read_bytes()[:-200]
            ),
            "cut off or damaged",
        ),
        (lambda p: (p / "papers.jsonl.gz").write_bytes(b"not gzip"), "cut off or damaged"),
        (lambda p: (p / "papers.jsonl.gz").write_bytes(gzip.compress(b"[1]\n")), "not an object"),
        (lambda p: (p / "papers.jsonl.gz").write_bytes(gzip.compress(b"{\n")), "not whole JSON"),
        (lambda p: (p / "papers.jsonl.gz").write_bytes(gzip.compress(b"{}\n")), "«id» is missing"),
        (lambda p: (p / "papers.jsonl.gz").write_bytes(gzip.compress(b"\xff\n")), "not UTF-8"),
        (lambda p: (p / "organizations.json").write_text("{}"), "should hold a list"),
    ],
)
def test_a_spoilt_record_is_explained(tmp_path, spoil, says):
    folder = sample(tmp_path / "sample", 2)
    spoil(folder)
    with pytest.raises(Refused, match=says):
        oparl.load(folder)


# --- the live data -----------------------------------------------------------------------------


def test_lillevik_keeps_every_rule():
    assert check.everything() == []


def test_a_body_that_has_become_too_small_is_found(council, today):
    from tannhjul.organisation.models import Seat

    Seat.objects.filter(body=council, kind="member").update(valid_to=today)
    found = {row["rule"] for row in check.everything()}
    assert "organisation.council_size_is_lawful" in found


# --- backup and restore ------------------------------------------------------------------------


def _rows(path):
    with zipfile.ZipFile(path) as file:
        return file.read("rows.jsonl")


def test_a_backup_holds_every_row_and_file(tmp_path):
    says = archive.backup(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as file:
        manifest = json.loads(file.read("manifest.json"))
    assert manifest["counts"]["core.Event"] == Event.objects.count()
    assert f"{len(manifest['files'])} files" in says
    assert not list(tmp_path.glob(".backup-*"))


def test_a_backup_survives_the_round_trip_unchanged(lillevik, bare, tmp_path):
    from tests.installation import installation

    copy, again = tmp_path / "one.zip", tmp_path / "two.zip"
    lillevik.ask(KEEP_THEM_OPEN)
    assert lillevik.run("backup", str(copy)).returncode == 0
    with installation(tmp_path / "other") as other:
        restored = other.run("restore", str(copy))
        assert restored.returncode == 0, restored.stderr
        assert other.run("journal", "verify").returncode == 0
        assert other.run("backup", str(again)).returncode == 0
        assert _rows(copy) == _rows(again)
        assert other.ask(WHO_KEPT_THEM_OPEN) == "2"
        with zipfile.ZipFile(copy) as a, zipfile.ZipFile(again) as b:
            assert {i.filename: i.CRC for i in a.infolist() if i.filename.startswith("files/")} == {
                i.filename: i.CRC for i in b.infolist() if i.filename.startswith("files/")
            }
        assert "omsorg" in other.ask(
            "from tannhjul.portal import queries\nfrom tannhjul.portal.models import Entry\nprint([e.title for e in queries.search('eldreomsorg', Entry.objects.all())])"
        )
        refused = other.run("restore", str(copy))
        assert refused.returncode == 2
        assert "not empty" in refused.stderr
        _spoilt(copy, tmp_path, bare)


def _with_other_rows(copy, path, old, new):
    """The backup with something else in its rows."""
    with zipfile.ZipFile(copy) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "rows.jsonl":
                content = content.replace(old, new)
            target.writestr(info.filename, content)


KEEP_THEM_OPEN = """
from tannhjul.meetings.models import Item
from tannhjul.organisation.models import Person
Item.objects.first().kept_them_open.set(Person.objects.all()[:2])
"""
WHO_KEPT_THEM_OPEN = """
from tannhjul.meetings.models import Item
print(Item.objects.first().kept_them_open.count())
"""


def _with_another(copy, path, name, content):
    """The backup with another part in it."""
    with zipfile.ZipFile(copy) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            target.writestr(info.filename, content if info.filename == name else source.read(info))


def _spoilt(copy, tmp_path, bare):
    """A backup that was changed on its way is refused, and nothing is left behind."""
    from tests.installation import installation

    _with_other_rows(copy, tmp_path / "bad.zip", b"Lillevik kommune", b"Storevik kommune")
    _with_other_rows(copy, tmp_path / "old.zip", b'"short":', b'"abbreviation":')
    (tmp_path / "cut.zip").write_bytes(copy.read_bytes()[:5_000])
    for name, content in (("words", b"hei"), ("list", b"[]"), ("bare", b'{"format": 3}')):
        _with_another(copy, tmp_path / f"{name}.zip", "manifest.json", content)
    with zipfile.ZipFile(copy) as whole:
        one = next(n for n in whole.namelist() if n.startswith("files/"))
    _with_another(copy, tmp_path / "file.zip", one, b"noe annet")
    with installation(tmp_path / "third", like=bare) as third:
        for name, says in (
            ("bad.zip", "changed or cut off"),
            ("old.zip", "made by another version"),
            ("cut.zip", "not a whole backup"),
            ("none.zip", "cannot be read"),
            ("words.zip", "not a whole backup"),
            ("list.zip", "not a whole backup"),
            ("bare.zip", "not a whole backup"),
            ("file.zip", "damaged"),
        ):
            result = third.run("restore", str(tmp_path / name))
            assert result.returncode == 2, result.stderr
            assert says in result.stderr
        assert (
            third.ask(
                "from tannhjul.organisation.models import Entity\nprint(Entity.objects.count())"
            )
            == "0"
        )
        files = third.home / "files"
        assert not [each for each in files.rglob("*") if each.is_file()], "no file is left behind"


@pytest.mark.once
def test_a_damaged_database_file_is_found_and_not_backed_up(lillevik, tmp_path):
    """Also where only an index is hurt, which no row tells of."""
    file = lillevik.home / "tannhjul.sqlite3"
    if not file.exists():
        pytest.skip("only the embedded database is one file")
    lillevik.ask(
        "from django.db import connection\nconnection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')"
    )
    page = int(
        lillevik.ask(
            "from django.db import connection\nc = connection.cursor()\n"
            "c.execute(\"select rootpage from sqlite_master where type='index' and tbl_name='core_event'\")\n"
            "print(c.fetchone()[0])"
        )
    )
    lillevik.leave()
    with file.open("r+b") as raw:
        raw.seek((page - 1) * 4096)
        raw.write(b"\xff" * 4096)
    checked = lillevik.run("check")
    assert checked.returncode != 0
    assert "damaged" in checked.stdout + checked.stderr
    refused = lillevik.run("backup", str(tmp_path / "b.zip"))
    assert refused.returncode == 2, refused.stderr
    assert "damaged" in refused.stderr
    assert not (tmp_path / "b.zip").exists()


def test_a_path_that_leads_outside_the_archive_is_refused(house, tmp_path):
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as file:
        file.writestr("rows.jsonl", "")
        file.writestr(
            "manifest.json",
            json.dumps(
                {"format": archive.FORMAT, "rows": "", "counts": {}, "files": {"../../evil": "x"}}
            ),
        )
    result = house.run("restore", str(bad))
    assert result.returncode == 2
    assert "leads outside" in result.stderr


def test_the_journal_is_whole_after_everything():
    journal.seal_all()
    assert journal.verify()[1] == ""


def test_search_page_links_to_imported_pages(browse, tmp_path):
    oparl.load(sample(tmp_path / "sample", 3))
    for entry in Entry.objects.filter(matter__in=Case.objects.filter(source="oparl").values("pk"))[
        :5
    ]:
        assert browse().get(entry.url).status_code == 200
    assert reverse("portal:search")


@pytest.mark.parametrize("micro", [0, 1, 456, 123_000, 999_999])
def test_a_backup_keeps_moments_to_the_microsecond(micro):
    moment = datetime(2026, 5, 17, 12, 0, 0, micro, tzinfo=UTC)
    text = json.dumps(moment, cls=Exact)
    assert parse_datetime(json.loads(text)) == moment
