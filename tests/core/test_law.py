"""Every citation against the texts of the acts, and the register of sentences against both."""

import csv
import dataclasses
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from tannhjul.core.choices import OPTIONS
from tannhjul.core.law import RULES, SHORT, Rule
from tests.conftest import data

REGISTER = Path(__file__).resolve().parents[2] / "docs" / "law.tsv"
# Rules that several subsections say together.
BY_SEVERAL = {
    "delegation.other_entities_need_a_basis",
    "elections.method_fits",
    "allowances.council_has_set_the_rate",
    "meetings.auditor_may_speak",
    "meetings.enough_demand_documents",
    "meetings.executive_councillors_may_speak",
    "meetings.may_close_doors",
}


@cache
def parts(act: str) -> dict[str, list[str]]:
    """section -> its subsections, of an act in the data folder; lists are part of theirs."""
    year = SHORT[act].split("/")[1]
    [path] = data("no-lover").glob(f"LOV-{year}*.md")
    found: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        head = re.match(r"#+ § ?(\d+(?:-\d+)?(?: ?[a-z])?)\.", line)
        if head:
            section = head[1].replace(" ", "")
            found[section] = []
        elif line.startswith("#"):
            section = ""
        elif section and line.strip() and not _is_listed(line.strip(), found[section]):
            found[section] += re.split(r"(?<=.)(?=\(\d\) )", line.strip())
    return found


def _is_listed(line: str, before: list[str]) -> bool:
    """Whether a line repeats an item of a list that the subsection above holds already."""
    return any(line.rstrip(".") in part and len(part) > len(line) for part in before)


def wrong(rule: Rule) -> str:
    """What is wrong with where a rule says that it stands; empty if nothing is."""
    there = parts(rule.act).get(rule.section.replace(" ", ""))
    if there is None:
        return f"{rule.name}: no such section as {rule.paragraph}"
    if rule.part is None:
        name = rule.name not in BY_SEVERAL and len(there) > 1
        return f"{rule.name}: which subsection of {rule.paragraph}?" if name else ""
    return "" if rule.part <= len(there) else f"{rule.name}: no such subsection as {rule.paragraph}"


def register() -> list[dict[str, str]]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def cited_elsewhere(rule: Rule, rows: list[dict[str, str]]) -> bool:
    """Whether the register has sentences that the rule keeps, and none where it says that it stands."""
    mine = [row for row in rows if row["how"] == "rule" and rule.name in row["by"].split()]
    here = (rule.act, rule.section, str(rule.part))
    return (
        bool(mine)
        and rule.part is not None
        and here not in {(row["act"], row["section"], row["part"]) for row in mine}
    )


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_stands_where_it_says(name):
    rule = RULES[name]
    if rule.act == "domstolloven":
        pytest.skip("the act is not among the texts")
    assert wrong(rule) == ""
    assert not cited_elsewhere(rule, register())


def test_a_wrong_citation_is_seen():
    rule = RULES["meetings.has_quorum"]
    assert "no such subsection" in wrong(dataclasses.replace(rule, part=9))
    assert "no such section" in wrong(dataclasses.replace(rule, section="11-99"))
    assert "which subsection" in wrong(dataclasses.replace(rule, part=None))
    assert cited_elsewhere(dataclasses.replace(rule, part=3), register())


def test_the_words_of_each_sentence_stand_in_their_subsection():
    for row in register():
        there = parts(row["act"])[row["section"]]
        assert row["key"] in there[int(row["part"]) - 1], row


def test_what_is_said_to_keep_a_sentence_is_there():
    for row in register():
        names = row["by"].split()
        if row["how"] == "rule":
            assert names, row
            assert set(names) <= set(RULES), row
        elif row["how"] == "choice":
            assert set(names) <= set(OPTIONS), row
        elif row["how"] == "structure":
            assert all(_exists(name) for name in names), row
        else:
            assert len(row["by"]) > 3, row


def _exists(name: str) -> bool:
    """Whether ``tannhjul.<name>`` can be imported, to the attribute."""
    *path, last = ["tannhjul", *name.split(".")]
    for cut in range(len(path), 0, -1):
        try:
            found = importlib.import_module(".".join(path[:cut]))
        except ModuleNotFoundError:
            continue
        for each in [*path[cut:], last]:
            if not hasattr(found, each):
                try:
                    found = importlib.import_module(f"{found.__name__}.{each}")
                except (ModuleNotFoundError, AttributeError):
                    return False
            else:
                found = getattr(found, each)
        return True
    return False
