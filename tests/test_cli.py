"""The commands: what they print, and how they refuse."""

import json
import os
import re
from pathlib import Path

import pytest
from django.conf import settings

from config import cli
from tannhjul.core.choices import OPTIONS
from tests.conftest import data

pytestmark = pytest.mark.django_db
COMMANDS = [
    "demo",
    "serve",
    "migrate",
    "rules",
    "arrangements",
    "invite",
    "import",
    "elect",
    "check",
    "journal",
    "backup",
    "restore",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(capsys, command):
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help"])
    assert end.value.code == 0
    assert f"example: tannhjul {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["import", "nowhere", "."], "no source called nowhere"),
        (["import", "oparl", "/does/not/exist"], "not a folder"),
        (["restore", "/does/not/exist.zip"], "not empty"),
        (["backup", "/does/not/exist/copy.zip"], "not a folder"),
    ],
)
def test_bad_input_is_one_clear_line_and_code_2(capsys, args, says):
    assert cli.main(args) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert error.startswith("tannhjul: ")


@pytest.mark.parametrize(
    "args", [[], ["fly"], ["journal"], ["journal", "fly"], ["import"], ["serve", "--port", "x"]]
)
def test_a_command_that_does_not_exist_is_code_2(args):
    with pytest.raises(SystemExit) as end:
        cli.main(args)
    assert end.value.code == 2


def test_rules_as_json_is_one_document(capsys):
    assert cli.main(["rules", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"rule", "paragraph", "says", "link"} == set(rows[0])
    assert any(row["paragraph"].startswith("kommuneloven § 11-9") for row in rows)


def test_check_is_clean_on_lillevik(capsys):
    assert cli.main(["check", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["findings"] == []
    assert "meetings.has_quorum" in {row["rule"] for row in whole["checked"]}


def test_check_says_1_when_it_finds_something(capsys, council, today):
    council.seats.update(valid_to=today)
    assert cli.main(["check"]) == 1
    says = capsys.readouterr().out
    assert "Kommunestyret" in says
    assert "Checked: " in says


def test_the_journal_is_proven(capsys):
    assert cli.main(["journal", "verify"]) == 0
    assert "events proven" in capsys.readouterr().out


def test_an_empty_database_is_explained(untouched):
    result = untouched.run("check")
    assert result.returncode == 2
    assert "tannhjul migrate" in result.stderr


def test_the_demonstration_loads_once_and_names_its_people(lillevik):
    again = lillevik.run("demo", "--no-serve")
    assert again.returncode == 0, again.stderr
    assert "http://127.0.0.1:8000/" in again.stdout
    assert again.stdout.count("demo-") == 13
    asked = "from tannhjul.meetings.models import Meeting\nprint(Meeting.objects.count())"
    assert lillevik.ask(asked) == "14"


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_what_is_written_is_for_the_own_account_alone(lillevik):
    """The database and what is exempt, as much as the key."""
    shown = [
        path
        for path in (lillevik.home, *lillevik.home.rglob("*"))
        if path.stat().st_mode & 0o077 and "static" not in path.parts
    ]
    assert not shown


def test_the_demonstration_leaves_another_municipality_alone(house):
    house.ask(
        "from tannhjul.organisation.actions.register import establish\nestablish('Annen', '1234', 5000, by=None)"
    )
    result = house.run("demo", "--no-serve")
    assert result.returncode == 2
    assert "belongs to Annen" in result.stderr


def test_every_rule_is_listed_by_the_command(house):
    """Also those of modules that nothing has imported yet."""
    rows = json.loads(house.run("rules", "--json").stdout)
    listed = {row["rule"] for row in rows if "rule" in row}
    choices = {row["choice"] for row in rows if "choice" in row}
    assert choices == set(OPTIONS)
    assert "[meetings.notice_days = 7]" in house.run("rules").stdout
    written = set()
    for path in (Path(settings.ROOT) / "tannhjul").rglob("*.py"):
        if "rules" in (path.stem, path.parent.name):
            module = path.relative_to(settings.ROOT).parts[1]
            text = path.read_text(encoding="utf-8")
            for name in re.findall(r"@statute\(.*?\)\ndef (\w+)", text, re.S):
                written.add(f"{module}.{name}")
    assert listed == written


def test_the_real_council_is_imported_into_an_empty_installation(house):
    done = house.run("import", "steinkjer", str(data("no-steinkjer-2026")), "--json")
    assert done.returncode in (0, 1), done.stderr
    assert json.loads(done.stdout)["counts"]["votes with the result of the minutes"] == 33
    assert house.run("journal", "verify").returncode == 0


def test_a_database_of_an_earlier_version_is_refused_in_plain_words(house):
    house.ask(
        "from django.db.migrations.recorder import MigrationRecorder as Recorder\n"
        "Recorder.Migration.objects.create(app='meetings', name='0001_squashed')"
    )
    for command in ("migrate", "serve", "check", "demo --no-serve"):
        refused = house.run(*command.split())
        assert refused.returncode == 2, command
        assert "made by another version of the program (meetings.0001_squashed)" in refused.stderr
        assert "begin with an empty database" in refused.stderr
