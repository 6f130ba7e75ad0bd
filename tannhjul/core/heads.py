"""The published heads of the event log: whoever kept one can show that the past was changed.

A head is the number, the time and the hash of a seal, signed with the deployment's own key. The
heads stand on a public page and in its feed, in the minutes and in every backup. ``compare`` holds
those that somebody kept against the log as it is.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.conf import settings
from django.db.models import QuerySet

from .law import Refused
from .models import Seal


@dataclass(frozen=True)
class Head:
    """One seal as it is published. ``signature``: Ed25519 over the other three, hexadecimal."""

    seal: int
    at: str
    hash: str
    signature: str = ""

    @property
    def text(self) -> bytes:
        """What is signed."""
        return f"tannhjul seal {self.seal}\n{self.at}\n{self.hash}".encode()


@cache
def _key(path: Path) -> Ed25519PrivateKey:
    """The deployment's own key, made the first time it is needed and read by nobody else."""
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        raw = made.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.touch(mode=0o600)
        beside.write_bytes(raw)
        try:
            os.link(beside, path)  # whoever is first has made the key; nobody sees half of one
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_key() -> str:
    """The key that signatures are checked with, hexadecimal."""
    raw = _key(settings.JOURNAL_KEY).public_key()
    return raw.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def head_of(seal: Seal) -> Head:
    """A seal as it is published, signed."""
    at = seal.at.astimezone(UTC).isoformat(timespec="milliseconds")
    bare = Head(seal.pk, at, seal.hash)
    signature = _key(settings.JOURNAL_KEY).sign(bare.text).hex()
    return Head(bare.seal, bare.at, bare.hash, signature)


def newest() -> Head | None:
    """The head of the newest seal; None before anything was sealed."""
    last = Seal.objects.order_by("-pk").first()
    return head_of(last) if last else None


def published(seals: QuerySet[Seal]) -> str:
    """Heads as they can be kept: the key, and one head on each line, as JSON."""
    lines = [{"key": public_key()}, *(asdict(head_of(seal)) for seal in seals)]
    return "".join(json.dumps(line) + "\n" for line in lines)


def read(text: str) -> list[tuple[str, Head]]:
    """The heads that ``published`` wrote, each with the key it names; also several such lists in a row.

    Refused if it is something else.
    """
    key, heads = "", []
    try:
        for line in filter(None, map(str.strip, text.splitlines())):
            row = json.loads(line)
            if "key" in row:
                key = str(row["key"])
            else:
                heads.append((key, Head(**row)))
    except (ValueError, TypeError) as fault:
        raise Refused(f"this is not a list of published seals: {fault}") from None
    if not heads:
        raise Refused("this holds no published seals")
    return heads


def compare(kept: Iterable[tuple[str, Head]]) -> Iterator[str]:
    """What has been changed since somebody kept these heads, one sentence each."""
    for key, head in kept:
        if not _is_signed(key, head):
            yield f"seal {head.seal}: what was kept is not signed with the key it names"
            continue
        seal = Seal.objects.filter(pk=head.seal).first()
        if seal is None:
            yield f"seal {head.seal} of {head.at} is gone: the end of the log was cut off or redone"
        elif head_of(seal).hash != head.hash or head_of(seal).at != head.at:
            yield f"seal {head.seal} was published with another hash: the past was rewritten"


def _is_signed(key: str, head: Head) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(head.signature), head.text)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
