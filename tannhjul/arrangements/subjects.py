"""Adoptions of arrangements: they belong to the case that the council treated."""

from tannhjul.cases.subjects import in_case
from tannhjul.core.subjects import Place, Text, subject

from . import library
from .access import see
from .models import Adoption


def _texts(row: Adoption) -> list[Text]:
    """By its name, and by what the library says of it."""
    known = library.everything().get(row.key)
    text = known.what["nb"] if known else ""
    return [Text(row.name, text, state=row.status, day=row.valid_from)]


subject(
    Adoption,
    slug="innforing",
    place=lambda row: Place(**in_case(row.case)),
    see=see,
    texts=_texts,
)
