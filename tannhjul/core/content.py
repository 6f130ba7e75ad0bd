"""What the event log proves of the rows that events are about: salted hashes of their content."""

import hashlib
import json
import secrets
from collections.abc import Iterator

from django.db.models import Max, Model

from . import subjects
from .models import Event, Salt


def hashed(row: Model, salt: str = "") -> tuple[str, str]:
    """(salt, salted hash) of what the log proves of a row as it stands; empty if it proves nothing."""
    content = subjects.of(row).content
    if content is None:
        return "", ""
    salt = salt or secrets.token_hex(16)
    stored = type(row)._default_manager.get(pk=row.pk)  # 100 and 100.00 are one amount once stored
    text = json.dumps(content(stored), ensure_ascii=False, sort_keys=True, default=str)
    return salt, hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def forget(row: Model) -> None:
    """Throw away the salts of a row whose text is erased: that it was there is still proven."""
    events = Event.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    Salt.objects.filter(event__in=events.values("pk")).delete()


def changed() -> Iterator[str]:
    """Rows whose content is not what the newest event that proves it recorded, one sentence each."""
    proving = Event.objects.exclude(content="").values("subject_type", "subject_id")
    newest = proving.annotate(last=Max("pk")).values("last")
    salts = Salt.objects.filter(event__in=newest).select_related("event").order_by("pk")
    for each in salts.iterator(chunk_size=500):
        if fault := _fault_in(each.event, each.salt):
            yield fault


def _fault_in(event: Event, salt: str) -> str:
    about = subjects.by_key(event.subject_type)
    row = about.model._default_manager.filter(pk=event.subject_id).first() if about else None
    name = f"{event.subject_type} {event.subject_id}"
    if about is None or row is None:
        return f"{name}: gone, though event {event.pk} proves that it was there"
    if hashed(row, salt)[1] != event.content:
        return f"{name}: its content is not what event {event.pk} recorded"
    if about.intact and not about.intact(row):
        return f"{name}: what is kept outside the database is not what was recorded"
    return ""
