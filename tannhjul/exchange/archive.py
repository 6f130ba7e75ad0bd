"""Backup and restore: one file with every row and every file, checked by content.

The archive is a zip: ``manifest.json`` (format, counts, checksums), ``rows.jsonl`` (every row, in an
order in which they can be read back, on any engine), ``files/…`` (by checksum) and ``heads.jsonl``
(the seals of the event log as they were published, signed). The search index
is not in it; it is made anew.
"""

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers import sort_dependencies
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction

from tannhjul.core import heads, journal, soundness
from tannhjul.core.law import Refused
from tannhjul.core.models import Seal
from tannhjul.core.snapshot import snapshot
from tannhjul.documents import intake
from tannhjul.documents.models import Version

FORMAT = 3
LEFT_OUT = {
    "contenttypes",
    "sessions",
    "axes",
    "modelsearch",
    "django_tasks",
    "django_tasks_database",
}
# Mail that waited is not sent anew by whoever restores a copy.
LEFT_OUT_MODELS = {"auth.Permission", "accounts.Letter", "web.Sent"}
# How a file shows that it is no backup, or was changed on its way.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    IntegrityError,
    ValidationError,
)


class Exact(DjangoJSONEncoder):
    """Moments to the last microsecond; Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        """A moment in ISO 8601, everything else as Django has it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def tables() -> list[type[models.Model]]:
    """The models in an order in which their rows can be read back."""
    configs = [(config, None) for config in apps.get_app_configs() if config.label not in LEFT_OUT]
    return [
        model
        for model in sort_dependencies(configs, allow_cycles=True)
        if model._meta.label not in LEFT_OUT_MODELS
        and not model._meta.proxy
        and model._meta.managed
    ]


def _rows(counts: dict[str, int]) -> Iterator[str]:
    for model in tables():
        queryset = model._default_manager.order_by("pk").iterator(chunk_size=2_000)
        for row in queryset:
            counts[model._meta.label] = counts.get(model._meta.label, 0) + 1
            yield serializers.serialize("jsonl", [row], cls=Exact)
        for through in _without_a_model(model):
            counts[through._meta.label] = through._base_manager.count()


def _without_a_model(model: type[models.Model]) -> list[type[models.Model]]:
    """The tables of relations that have no model of their own; a row in them is told by ``model``."""
    throughs = (field.remote_field.through for field in model._meta.local_many_to_many)
    return [through for through in throughs if through and through._meta.auto_created]


def backup(path: Path) -> str:
    """Write the archive to ``path``: first beside it, then moved there, so it is never half a file."""
    if not path.parent.is_dir():
        raise Refused(f"{path.parent} is not a folder")
    faults = soundness.faults()
    if faults:
        raise Refused(f"the database is damaged, so it was not backed up: {faults[0]}")
    counts: dict[str, int] = {}
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".backup-")
    os.close(handle)
    try:
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive, snapshot():
            digest = hashlib.sha256()
            with archive.open("rows.jsonl", "w", force_zip64=True) as out:
                for line in _rows(counts):
                    data = line.encode()
                    digest.update(data)
                    out.write(data)
            files = _write_files(archive)
            manifest = {
                "format": FORMAT,
                "rows": digest.hexdigest(),
                "counts": counts,
                "files": files,
            }
            archive.writestr("heads.jsonl", heads.published(Seal.objects.all()))
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return f"{sum(counts.values())} rows and {len(files)} files in {path}"


def _write_files(archive: zipfile.ZipFile) -> dict[str, str]:
    files = dict(Version.objects.values_list("key", "sha256").distinct())
    for key, sha256 in files.items():
        with default_storage.open(key, "rb") as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Refused(f"the file {key} is not what was filed; its checksum differs")
        archive.writestr(f"files/{key}", data)
    return files


def restore(path: Path) -> str:
    """Read an archive back into an empty database; everything or nothing."""
    if any(
        model._default_manager.exists() for model in tables() if model._meta.label != "auth.Group"
    ):
        raise Refused("the database is not empty; restore into a new one (another TANNHJUL_HOME)")
    new: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            with transaction.atomic():
                counts = _read_rows(archive, manifest)
                _read_files(archive, manifest, new)
                _reset_sequences()
                _prove(counts, manifest)
                call_command("rebuild_modelsearch_index", verbosity=0)
    except BaseException as fault:
        for key in new:
            default_storage.delete(key)
        if isinstance(fault, UNREADABLE):
            raise Refused(f"{path.name} is not a whole backup: {fault}") from fault
        if isinstance(fault, OSError):
            raise Refused(f"{path} cannot be read: {fault.strerror}") from fault
        raise
    return f"{sum(counts.values())} rows and {len(manifest['files'])} files restored"


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    manifest = json.loads(archive.read("manifest.json"))
    if not isinstance(manifest, dict):
        raise ValueError("its manifest is no table of contents")
    if manifest.get("format") != FORMAT:
        raise Refused(
            f"this backup was made by another version (format {manifest.get('format')}; this one "
            f"reads {FORMAT}): restore it with the version that made it"
        )
    for key in manifest["files"]:
        if key.startswith("/") or ".." in key.split("/") or "\\" in key:
            raise Refused(f"the backup holds a path that leads outside: {key}")
    return manifest


def _read_rows(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> dict[str, int]:
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    batch: list[models.Model] = []
    related: dict[type[models.Model], list[models.Model]] = {}

    def flush() -> None:
        if batch:
            type(batch[0])._base_manager.bulk_create(batch, batch_size=500)
            batch.clear()

    with connection.constraint_checks_disabled(), archive.open("rows.jsonl") as file:
        for line in file:
            digest.update(line)
            told = _told(line.decode())
            row = told.object
            _relate(told, related)
            if batch and (type(batch[0]) is not type(row) or len(batch) >= 2_000):
                flush()
            batch.append(row)
            counts[row._meta.label] = counts.get(row._meta.label, 0) + 1
        flush()
        for through, rows in related.items():
            through._base_manager.bulk_create(rows, batch_size=500)
    for through in (each for model in tables() for each in _without_a_model(model)):
        counts[through._meta.label] = len(related.get(through, []))
    if digest.hexdigest() != manifest["rows"]:
        raise Refused("the rows of the backup have been changed or cut off; nothing was restored")
    connection.check_constraints()
    return counts


def _relate(told: Any, related: dict[type[models.Model], list[models.Model]]) -> None:
    """Remember which rows a row is related to, where the relation has no model of its own."""
    for name, keys in (told.m2m_data or {}).items():
        field = told.object._meta.get_field(name)
        through = field.remote_field.through
        mine, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
        related.setdefault(through, []).extend(
            through(**{f"{mine}_id": told.object.pk, f"{theirs}_id": getattr(key, "pk", key)})
            for key in keys
        )


def _told(line: str) -> Any:
    """A row as the backup tells it, with what it is related to."""
    try:
        return next(iter(serializers.deserialize("jsonl", line)))
    except DeserializationError as fault:
        raise Refused(
            f"this backup was made by another version, with other tables ({fault}): restore it with"
            " that version, upgrade, and make a new backup"
        ) from fault


def _read_files(archive: zipfile.ZipFile, manifest: dict[str, Any], new: list[str]) -> None:
    """Put every file in its place; ``new``: the keys of those that were not there."""
    for key, sha256 in manifest["files"].items():
        data = archive.read(f"files/{key}")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Refused(f"the file {key} in the backup is damaged; nothing was restored")
        if intake.put(key, data, sha256):
            new.append(key)


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _prove(counts: dict[str, int], manifest: dict[str, Any]) -> None:
    if counts != manifest["counts"]:
        raise Refused("the backup does not hold the rows it says; nothing was restored")
    _proven, fault = journal.verify()
    if fault:
        raise Refused(f"the journal of the backup is broken: {fault}; nothing was restored")
