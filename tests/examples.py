"""One row of every kind in every state that matters for who may see it: for the table of access.

They are read off Lillevik: of each model the first row for each state, exempt or not. What Lillevik
does not have, the modules' own examples make (``tests/*/examples.py``).
"""

import importlib
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Model

HERE = Path(__file__).parent
STATES = ("actor", "kind", "status", "openness", "tie", "internal")
# Where the state says nothing about who sees it, one example is enough.
SAME_FOR_ALL = {"kind": {"cases.case", "meetings.item", "meetings.motion", "organisation.body"}}


def make_what_lillevik_lacks() -> None:
    """Let each module make its own examples."""
    for path in sorted(HERE.glob("*/examples.py")):
        importlib.import_module(f"tests.{path.parent.name}.examples").make()


def examples(model: type[Model]) -> Iterator[tuple[str, int]]:
    """(label, primary key) of the first row of each state, in order of label."""
    names = {field.name for field in model._meta.concrete_fields}
    key = model._meta.label_lower
    told = [n for n in STATES if n in names and key not in SAME_FOR_ALL.get(n, ())]
    exempt = [n for n in ("ground", "closed_basis") if n in names]
    first: dict[str, int] = {}
    for row in model._default_manager.order_by("pk"):
        label = " ".join(str(getattr(row, name)) for name in told)
        if any(getattr(row, name) for name in exempt):
            label = f"{label} exempt".strip()
        first.setdefault(label, row.pk)
    yield from sorted(first.items())
