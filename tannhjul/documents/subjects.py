"""Documents: how they are found, and what the event log proves of them.

What a document belongs to is known above: whoever files it says so.
"""

from tannhjul.core.subjects import Text, subject

from .access import see
from .enums import Kind
from .intake import checksum, fetch
from .models import Document


def _texts(document: Document) -> list[Text]:
    """A public attachment with a version in plain text, by what the newest says."""
    plain = [row for row in document.versions.all() if row.mime == "text/plain"]
    if document.kind != Kind.ATTACHMENT or document.ground or not plain:
        return []
    return [Text(document.title, fetch(plain[-1].key).decode(errors="replace"))]


def _content(document: Document) -> list[list[object]]:
    return [[row.number, row.sha256] for row in document.versions.order_by("number")]


def _is_intact(document: Document) -> bool:
    """Whether the bytes on disc, or wherever they are kept, are those that were taken in."""
    rows = document.versions.all()
    return all(checksum(row.key) == row.sha256 for row in rows)


subject(
    Document,
    slug="dokument",
    see=see,
    texts=_texts,
    lists=("versions",),
    content=_content,
    intact=_is_intact,
)
