"""Make the first migration of every module anew, as is right until the first release.

    python scripts/tables.py NAME        # for instance tables_8

What Django writes as steps after a table (indexes, constraints) is put into the table's own step:
each step that changes a table makes Django build its picture of all others again, which is most of
what setting up an empty database takes.
"""

import os
import re
import sys
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent


def _inside(operations: list) -> list:
    """The steps, with indexes and constraints put into the step that makes their table."""
    from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel

    tables = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    later: dict[str, set[str]] = {}
    for op in operations:
        if isinstance(op, AddField):
            later.setdefault(op.model_name_lower, set()).add(op.name)
    left = []
    for op in operations:
        kind = {AddConstraint: "constraint", AddIndex: "index"}.get(type(op), "")
        table = tables.get(getattr(op, "model_name_lower", ""))
        what = getattr(op, kind, None)
        if what is None or table is None or _names(what) & later.get(table.name_lower, set()):
            left.append(op)
        else:
            table.options.setdefault(f"{kind}s".replace("indexs", "indexes"), []).append(what)
    return left


def _names(what) -> set[str]:
    """Every word that an index or a constraint is made of, the names of its fields among them."""
    return set(re.findall(r"[a-z_]+", repr(what.deconstruct())))


def main(name: str) -> None:
    """Delete the first migrations, write new ones, and point what follows at them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path.insert(0, str(ROOT))
    django.setup()  # a fault in the modules is told before anything is deleted
    after = {path: path.read_text() for path in ROOT.glob("tannhjul/*/migrations/0002_*.py")}
    for path in (*after, *ROOT.glob("tannhjul/*/migrations/0001_*.py")):
        path.unlink()
    from django.core.management import call_command
    from django.db.migrations.writer import MigrationWriter

    call_command("makemigrations", name=name, verbosity=0)
    for path in ROOT.glob(f"tannhjul/*/migrations/0001_{name}.py"):
        app = path.parent.parent.name
        module = import_module(f"tannhjul.{app}.migrations.0001_{name}")
        migration = module.Migration(f"0001_{name}", app)
        migration.operations = _inside(migration.operations)
        path.write_text(MigrationWriter(migration, include_header=False).as_string())
    for path, text in after.items():
        path.write_text(re.sub(r'"0001_\w+"', f'"0001_{name}"', text))


if __name__ == "__main__":
    main(sys.argv[1])
