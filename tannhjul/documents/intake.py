"""What comes in from outside: size, type by content, virus scan, and where bytes are kept."""

import hashlib
import io
import os
import re
import socket
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pikepdf
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused

CHUNK = 64 * 1024
RUNS = (".bin", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1")
KNOWN = {"pdf", "png", "jpg", "jpeg", "docx", "xlsx", "pptx", "txt"}
MARKUP = re.compile(r"<(!doctype|html|svg|script|\?xml|!--)", re.IGNORECASE)
OFFICE = {
    "word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}


@dataclass(frozen=True)
class Taken:
    """Bytes that have been let in: where they lie, and what they are by content."""

    key: str
    sha256: str
    size: int
    mime: str
    extension: str


def megabytes(size: int) -> int:
    """Whole megabytes, rounded up."""
    return -(-size // 1_000_000)


def safe_name(name: str) -> str:
    """A file name without path or characters that some system cannot take."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"[^\w .()+-]", "_", last).strip(". ")[:120] or "fil"


def sniff(data: bytes) -> tuple[str, str]:
    """(MIME type, extension) from the content alone; Refused if it is nothing we accept."""
    if data.startswith(b"%PDF-"):
        return _sound_pdf(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and b"IEND" in data[-16:]:
        return "image/png", "png"
    if data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-64:]:
        return "image/jpeg", "jpg"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text and not MARKUP.search(text[:4096]):
        return "text/plain", "txt"
    raise Refused(
        _(
            "This kind of file is not accepted. Use PDF, PNG, JPEG, Word, Excel, PowerPoint or plain text (UTF-8)."
        )
    )


def _sound_pdf(data: bytes) -> tuple[str, str]:
    try:
        if b"%%EOF" not in data[-2048:]:
            raise EOFError("cut off")
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError as fault:
        raise Refused(
            _("The PDF is locked with a password. Save it without one and try again.")
        ) from fault
    except Exception as fault:
        raise Refused(
            _(
                "The file calls itself a PDF but cannot be read as one. Make it again and try once more."
            )
        ) from fault
    if not pages:
        raise Refused(_("The PDF has no pages."))
    return "application/pdf", "pdf"


def _office(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception as fault:
        raise Refused(_("The file is damaged and cannot be opened.")) from fault
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused(_("The file holds a path that leads outside itself, and was not taken in."))
    if "[Content_Types].xml" not in names or any(name.lower().endswith(RUNS) for name in names):
        raise Refused(_("Archives, and files with macros or programs in them, are not accepted."))
    for prefix, kind in OFFICE.items():
        if any(name.startswith(prefix) for name in names):
            return kind
    raise Refused(_("Archives, and files with macros or programs in them, are not accepted."))


def scan(data: bytes) -> None:
    """Ask clamd (INSTREAM) when TANNHJUL_CLAMD is set; Refused on a hit or if it does not answer."""
    if not settings.CLAMD:
        return
    host, _colon, port = settings.CLAMD.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=30) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                part = data[start : start + CHUNK]
                line.sendall(struct.pack(">I", len(part)) + part)
            line.sendall(struct.pack(">I", 0))
            answer = line.recv(4096).rstrip(b"\0").decode()
    except OSError as fault:
        raise Refused(
            _(
                "The virus scanner does not answer, so the file was not taken in. Try again in a while."
            )
        ) from fault
    if not answer.endswith("OK"):
        raise Refused(_("The virus scanner found something in the file, so it was not taken in."))


def read(upload: IO[bytes], size: int) -> bytes:
    """The bytes of an upload, or Refused if it is empty or larger than the limit."""
    if size > settings.MAX_UPLOAD:
        limit = megabytes(settings.MAX_UPLOAD)
        raise Refused(
            _("The file is %(size)s MB; the limit is %(limit)s MB. Make it smaller or split it.")
            % {"size": megabytes(size), "limit": limit}
        )
    data = upload.read()
    if not data:
        raise Refused(_("The file is empty."))
    return data


def keep(data: bytes, name: str = "") -> Taken:
    """Check, scan and store bytes under their own checksum; storing the same twice is one file.

    ``name``: what the file is called, if it was sent by someone; it must not claim to be another
    kind than the content is.
    """
    mime, extension = sniff(data)
    claimed = name.lower().rpartition(".")[2]
    if claimed in KNOWN and claimed != extension and {claimed, extension} != {"jpg", "jpeg"}:
        raise Refused(
            _("The file is called %(name)s, but its content is something else. Check it.")
            % {"name": safe_name(name)}
        )
    scan(data)
    digest = hashlib.sha256(data).hexdigest()
    key = f"{digest[:2]}/{digest}"
    put(key, data, digest)
    return Taken(key, digest, len(data), mime, extension)


def put(key: str, data: bytes, digest: str) -> bool:
    """Let bytes lie under a key, whole or not at all; whether they were not there already.

    What lies there and is something else, as when the machine stopped while it was written, is
    replaced. ``digest``: the SHA-256 of the bytes.
    """
    if checksum(key) == digest:
        return False
    if not isinstance(default_storage, FileSystemStorage):  # whose objects are whole by themselves
        default_storage.delete(key)
        default_storage.save(key, ContentFile(data))
        return True
    path = Path(default_storage.path(key))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return True


def fetch(key: str) -> bytes:
    """The bytes that ``keep`` stored."""
    with default_storage.open(key, "rb") as file:
        return file.read()


def checksum(key: str) -> str:
    """The SHA-256 of the bytes that lie there now; empty if there are none."""
    if not key or not default_storage.exists(key):
        return ""
    digest = hashlib.sha256()
    for chunk in stream(key):
        digest.update(chunk)
    return digest.hexdigest()


def stream(key: str) -> Iterator[bytes]:
    """The bytes that ``keep`` stored, a chunk at a time."""
    with default_storage.open(key, "rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
