"""What promises and judgements are about: rows of any kind, read together."""

from collections.abc import Iterable
from typing import TypeVar

from tannhjul.commitments.models import About
from tannhjul.core import subjects

Row = TypeVar("Row", bound=About)


def with_about(rows: Iterable[Row]) -> list[Row]:
    """The rows with what each is about, in one query for each kind of thing."""
    found = list(rows)
    for kind in {row.about_kind for row in found}:
        known = subjects.by_slug(kind)
        mine = [row for row in found if row.about_kind == kind]
        if known:
            about = known.rows().in_bulk([row.about_id for row in mine])
            for row in mine:
                row.about = about.get(row.about_id)
    return found
