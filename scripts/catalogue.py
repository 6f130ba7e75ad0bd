"""Writes docs/law.md (rules and local choices), docs/seams.md (how modules hear one another) and
docs/sources.md (what the sources hold, and which tests play it).

``python scripts/catalogue.py law|seams|sources [--check]``: with ``--check`` nothing is written, and the
exit code is 1 where a document is not as it would be written.
"""

import ast
import csv
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import seams

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TANNHJUL_DATA", ROOT.parent / "shared" / "data"))
LIST = DATA.parent / "systems.csv"


def law() -> str:
    """Every statutory rule and every local choice, as Markdown."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from tannhjul.core import findings
    from tannhjul.core.choices import OPTIONS
    from tannhjul.core.law import RULES

    daily = {rule.name for rule in findings.checked()}

    lines = [
        "# The law that is kept",
        "",
        "Written by `make law` from the rules themselves; each is exercised at its boundary in `tests/test_rules.py`.",
        "",
        "## Laid down by law",
        "| Paragraph | What it says | What to do | Rule | Held against live data |",
        "|---|---|---|---|---|",
    ]
    rows = sorted(RULES.values(), key=lambda rule: (rule.act, rule.paragraph, rule.name))
    lines += [
        f"| [{r.paragraph}]({r.link}) | {r.says} | {r.remedy} | `{r.name}` | {'yes' if r.name in daily else ''} |"
        for r in rows
    ]
    lines += [
        "",
        "## Chosen by the municipality, by date",
        "| Choice | Where nothing is decided | What can be chosen | Left open by | Key |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {o.says} | {_valued(o, o.default)} | {_range(o)} | {o.source} | `{o.key}` |"
        for o in sorted(OPTIONS.values(), key=lambda option: option.key)
    ]
    return "\n".join([*lines, *_sentences()]) + "\n"


HOW = {
    "rule": "the rule `{}`",
    "choice": "chosen by the municipality: `{}`",
    "structure": "by how it is built: `{}`",
    "none": "no rule is needed: {}",
    "missing": "**not yet**: {}",
}


def _sentences() -> list[str]:
    """``docs/law.tsv``: the sentences of the chapters about politics, and what keeps each of them."""
    with (ROOT / "docs/law.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    number = Counter(row["how"] for row in rows)
    lines = [
        "",
        "## Sentence by sentence",
        "From `docs/law.tsv`, which the tests hold against the texts of the acts.",
        f"{len(rows)} sentences: {number['rule']} are kept by a rule, {number['structure']} by how it is built, "
        f"{number['choice']} are chosen, {number['none']} need no rule, {number['missing']} are not kept yet.",
        "",
        "| Where | The words | Kept by |",
        "|---|---|---|",
    ]
    for row in rows:
        by = row["by"] if row["how"] in ("none", "missing") else "`, `".join(row["by"].split())
        where = f"{row['act']} § {row['section']} ({row['part']}) {row['sentence']}"
        lines.append(f"| {where} | «{row['key']}» | {HOW[row['how']].format(by)} |")
    return lines


def _valued(option, value) -> str:
    return option.among.get(value, str(value)) if option.among else str(value)


def _range(option) -> str:
    """What can be chosen, in words."""
    if option.among:
        return "; ".join(option.among.values())
    if option.sort.value == "yes_no":
        return "yes or no"
    unit = "per cent" if option.sort.value == "share" else option.unit
    return f"{option.least} – {option.most} {unit}".strip()


def sources() -> str:
    """Every row of the sources' list, with the tests that play it, as Markdown."""
    played = _played()
    modules: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with LIST.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tests = played.pop(row["id"], [])
            counts[row["module"]][0] += bool(tests)
            counts[row["module"]][1] += 1
            by = ", ".join(f"`{name}`" for name in tests) or "not yet"
            stands = row["real_when"].startswith("Stands:") or not tests
            when = "" if stands else row["real_when"]
            modules[row["module"]].append(f"| {row['id']} | {row['what']} | {by} | {when} |")
    if played:
        raise SystemExit(f"tests are marked with ids that no source has: {', '.join(played)}")
    lines = [
        "# What the sources hold, and what plays it",
        "",
        "Written by `make coverage-of-sources` from the marks on the tests (`@pytest.mark.source`).",
        "",
        "| Module | Played | Rows |",
        "|---|---|---|",
        *(f"| {name} | {done} | {total} |" for name, (done, total) in counts.items()),
    ]
    for name, rows in modules.items():
        lines += [
            "",
            f"## {name}",
            "| Id | What | Played by | Played when |",
            "|---|---|---|---|",
            *rows,
        ]
    return "\n".join(lines) + "\n"


def _played() -> dict[str, list[str]]:
    """Source id -> the tests marked with it. A mark stands on a test, never on a file of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for key in _marks(node.decorator_list):
                    found[key].append(f"{path.name}::{node.name}")
            elif isinstance(node, ast.Assign) and _marks([node.value]):
                sys.exit(f"{path.name}: a mark of a source stands on a test, not on the file")
    return found


def _marks(nodes: list[ast.expr]) -> list[str]:
    """The ids in ``pytest.mark.source("…", …)`` among these expressions."""
    calls = [each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Call)]
    return [
        str(argument.value)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "source"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def main() -> int:
    """Write or check one document."""
    name = sys.argv[1]
    if name == "sources" and not LIST.exists():
        print(f"skipped: the sources' list is not at {LIST} (set TANNHJUL_DATA)", file=sys.stderr)
        return 0
    text = {"law": law, "seams": seams.written, "sources": sources}[name]()
    path = ROOT / "docs" / f"{name}.md"
    if "--check" in sys.argv:
        if path.read_text(encoding="utf-8") == text:
            return 0
        print(f"docs/{name}.md is not up to date", file=sys.stderr)
        return 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
