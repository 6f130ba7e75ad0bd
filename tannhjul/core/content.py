"""What the event log proves of the rows that events are about: salted hashes of their content."""

import hashlib
import json
import secrets
from collections.abc import Iterator

from django.db.models import Exists, Max, Model, OuterRef

from . import subjects
from .models import Event

FORGET = "core.forget"


def hashed(row: Model, salt: str = "") -> tuple[str, str]:
    """(salt, salted hash) of what the log proves of a row as it stands; empty if it proves nothing."""
    content = subjects.of(row).content
    if content is None:
        return "", ""
    salt = salt or secrets.token_hex(16)
    stored = type(row)._default_manager.get(pk=row.pk)  # 100 and 100.00 are one amount once stored
    text = json.dumps(content(stored), ensure_ascii=False, sort_keys=True, default=str)
    return salt, hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def changed() -> Iterator[str]:
    """Rows whose content is not what the newest event that proves it recorded, one sentence each."""
    proving = Event.objects.exclude(content="").values("subject_type", "subject_id")
    newest = proving.annotate(last=Max("pk")).values("last")
    erased = Event.objects.filter(
        verb=FORGET,
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        pk__gt=OuterRef("pk"),
    )
    rows = Event.objects.filter(~Exists(erased), pk__in=newest).select_related("salt")
    for each in rows.order_by("pk").iterator(chunk_size=500):
        if fault := _fault_in(each):
            yield fault


def _fault_in(event: Event) -> str:
    about = subjects.by_key(event.subject_type)
    row = about.model._default_manager.filter(pk=event.subject_id).first() if about else None
    name = f"{event.subject_type} {event.subject_id}"
    if about is None or row is None:
        return f"{name}: gone, though event {event.pk} proves that it was there"
    salt = getattr(event, "salt", None)
    if salt is None:
        return f"{name}: the salt of event {event.pk} is gone, and nothing says that it was erased"
    if hashed(row, salt.salt)[1] != event.content:
        return f"{name}: its content is not what event {event.pk} recorded"
    if about.intact and not about.intact(row):
        return f"{name}: what is kept outside the database is not what was recorded"
    return ""
