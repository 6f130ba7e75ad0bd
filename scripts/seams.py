"""Every seam of the house: what it promises, and who uses it, read off the sources.

A seam is a place where a module above is heard by one below that does not know it, or where an
engine collects what each module says of itself.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "tannhjul"

# (module, function): all that a seam needs to be listed here.
SEAMS = [
    ("core.subjects", "subject"),
    ("core.verbs", "declare"),
    ("core.journal", "on"),
    ("core.journal", "after"),
    ("core.inbox", "waiting_for"),
    ("core.findings", "finds"),
    ("core.clock", "daily"),
    ("core.scenes", "scene"),
    ("core.law", "statute"),
    ("core.choices", "option"),
    ("core.choices", "share"),
    ("core.choices", "yes_no"),
    ("core.choices", "one_of"),
    ("core.choices", "several"),
    ("core.choices", "guards"),
    ("core.access", "permission"),
    ("web.panels", "add"),
    ("web.nav", "link"),
    ("commitments.queries.promises", "barring"),
    ("commitments.kinds", "kind"),
    ("cases.gates", "gate"),
    ("documents.access", "vouch"),
    ("delegation.papers", "chapter"),
]


def _file(module: str) -> Path:
    return HOUSE / Path(*module.split(".")).with_suffix(".py")


def _promise(module: str, name: str) -> str:
    """The docstring of the function that makes the seam, on one line."""
    for node in ast.parse(_file(module).read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            doc = ast.get_docstring(node)
            assert doc, f"{module}.{name} says nothing"
            return " ".join(doc.split())
    raise SystemExit(f"there is no seam {module}.{name}")


def _names(tree: ast.Module) -> dict[str, str]:
    """local name -> where it comes from, e.g. «add» -> «web.panels.add», «panels» -> «web.panels»."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tannhjul."):
            base = (node.module or "").removeprefix("tannhjul.")
            for each in node.names:
                found[each.asname or each.name] = f"{base}.{each.name}"
    return found


def _uses() -> Iterator[tuple[str, str, str]]:
    """(seam, module that uses it, with what)."""
    for path in sorted(HOUSE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        names, module = _names(tree), path.relative_to(HOUSE).parts[0]
        decorators = {
            id(decorator): node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            for decorator in node.decorator_list
        }
        for node in ast.walk(tree):
            seam = _called(node, names, decorators)
            if seam:
                yield seam, module, _with_what(node, decorators)


def _called(node: ast.AST, names: dict[str, str], decorators: dict[int, str]) -> str:
    bare = node if id(node) in decorators and not isinstance(node, ast.Call) else None
    func = node.func if isinstance(node, ast.Call) else bare
    if isinstance(func, ast.Name):
        return names.get(func.id, "")
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        return f"{names.get(func.value.id, '')}.{func.attr}"
    return ""


def _with_what(node: ast.AST, decorators: dict[int, str]) -> str:
    """What is put in: the first argument, and the function that is registered."""
    first = ""
    if isinstance(node, ast.Call) and node.args:
        first = ast.unparse(node.args[0]).strip("'\"")
    name = decorators.get(id(node), "")
    return " → ".join(part for part in (first, name) if part)


def written() -> str:
    """The document."""
    used: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for seam, module, what in _uses():
        used[seam][module].append(what)
    lines = [
        "# Seams",
        "",
        "Written by `make seams` from the sources. A seam is where a module above is heard by one below that does",
        "not know it, or where an engine collects what each module says of itself.",
    ]
    for module, name in SEAMS:
        lines += ["", f"## `{module}.{name}`", _promise(module, name), ""]
        users = used.get(f"{module}.{name}", {})
        for user, whats in sorted(users.items()):
            told = sorted({what for what in whats if what and len(what) < 60})
            few = ", ".join(f"`{what}`" for what in told[:12])
            more = f" and {len(told) - 12} more" if len(told) > 12 else ""
            lines.append(
                f"- **{user}** ({len(whats)}): {few}{more}"
                if few
                else f"- **{user}** ({len(whats)})"
            )
        if not users:
            lines.append("- nobody yet")
    return "\n".join(lines) + "\n"


def unlisted() -> list[str]:
    """Functions that keep what they are given in a list of the module, and are no seam here."""
    listed, found = set(SEAMS), []
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text())
        module = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef)
                and _registers(node)
                and (module, node.name) not in listed
            ):
                found.append(f"{module}.{node.name}")
    return found


def _registers(node: ast.FunctionDef) -> bool:
    """Whether a public function appends to a private list of its module, itself or in a closure."""
    if node.name.startswith("_"):
        return False
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr == "append"
        and ast.unparse(each.func.value).startswith("_")
        for each in ast.walk(node)
    )
