"""What papers and meetings share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tannhjul.core.journal import pack, record
from tannhjul.documents.models import Document
from tannhjul.organisation.models import Entity

SOURCE = "oparl"


EARLIEST = date(1989, 1, 1)


def short(url: str) -> str:
    """The last parts of an OParl id: "papers/vo/54486" -> "vo/54486"."""
    parts = url.rstrip("/").split("/")
    return "/".join(parts[-2:])


def event(rows: Iterable[Any]) -> None:
    """Record that an import has brought these rows, all of one kind."""
    batch = list(rows)
    if batch:
        what, ids = batch[0]._meta.label_lower, pack(row.pk for row in batch)
        record("exchange.batch", Entity.objects.get(), by=None, what=what, ids=ids)


def already(model: Any, ids: Iterable[str]) -> dict[str, int]:
    """source id -> pk of what is already here."""
    rows = model.objects.filter(source=SOURCE, source_id__in=list(ids))
    return dict(rows.values_list("source_id", "pk"))


def document_of(file: dict, kind: str) -> Document:
    name = file.get("name") or file.get("fileName") or "fil"
    return Document(
        title=name[:300],
        kind=kind,
        external_url=(file.get("accessUrl") or file.get("downloadUrl") or "")[:500],
        source=SOURCE,
        source_id=short(file["id"]),
    )
