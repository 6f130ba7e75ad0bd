"""The product's memory: recording events, sealing them, proving that none was touched."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from .enums import GEAR_OF
from .models import Counter, Event, Seal, Unsealed

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)
_handlers: dict[str, list[Callable[[Event, models.Model], None]]] = defaultdict(list)


@contextmanager
def replaying(moment: datetime) -> Iterator[None]:
    """Record events as of ``moment``: for imports and the demonstration, which play the past."""
    token = _replayed.set(moment)
    try:
        yield
    finally:
        _replayed.reset(token)


def on(verb: str) -> Callable:
    """Run the decorated ``handler(event, subject)`` whenever ``verb`` ("*": any) is recorded."""

    def register(handler: Callable[[Event, models.Model], None]) -> Callable:
        _handlers[verb].append(handler)
        return handler

    return register


def _now() -> datetime:
    """Now (or the moment that is replayed) in whole milliseconds, which every export can carry."""
    now = _replayed.get() or timezone.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Any,
    arena: int | None = None,
    matter: int | None = None,
    phase: str = "",
    **facts: Any,
) -> Event:
    """Write one event in the caller's transaction. ``facts``: ids, dates and codes only."""
    return record_all(verb, subject, [by], arena=arena, matter=matter, phase=phase, facts=facts)[0]


def record_all(verb: str, subject: models.Model, by: Iterable[Any], **where: Any) -> list[Event]:
    """Write the same event for each of several actors, in two statements however many."""
    events = Event.objects.bulk_create(
        Event(
            at=_now(),
            verb=verb,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            actor_id=getattr(actor, "pk", None),
            role=getattr(actor, "hat", "") or "",
            gear=GEAR_OF.get(getattr(actor, "hat", ""), ""),
            **where,
        )
        for actor in by
    )
    Unsealed.objects.bulk_create(Unsealed(event=event) for event in events)
    for event in events:
        for handler in [*_handlers[verb], *_handlers["*"]]:
            handler(event, subject)
    return events


def next_number(series: str, year: int, count: int = 1) -> int:
    """Take the next ``count`` numbers of a series; returns the last of them.

    Safe for any number of writers. The row stays locked until the caller's transaction ends, so a
    number that is rolled back is given again.
    """
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (series, year, last) VALUES (%s, %s, %s) "  # noqa: S608
            f"ON CONFLICT (series, year) DO UPDATE SET last = {table}.last + %s RETURNING last",
            [series, year, count, count],
        )
        return cursor.fetchone()[0]


# --- seals -------------------------------------------------------------------------------------


def fingerprint(event: Event) -> bytes:
    """The SHA-256 of every column of an event, in one canonical form."""
    row = [
        event.pk,
        event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        event.verb,
        event.subject_type,
        event.subject_id,
        event.actor_id,
        event.role,
        event.gear,
        event.arena,
        event.matter,
        event.phase,
        event.facts,
    ]
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"\0" + text.encode()).digest()


def merkle_root(leaves: list[bytes]) -> str:
    """The root of a Merkle tree over ``leaves`` (not empty), as hexadecimal."""
    level = leaves
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []
        level = [hashlib.sha256(b"\1" + a + b).digest() for a, b in pairs] + odd
    return level[0].hex()


def pack(ids: Iterable[int]) -> str:
    """Ascending ids as ranges: 3, 4, 5, 9 -> "3-5,9"."""
    ranges: list[list[int]] = []
    for number in ids:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in ranges)


def unpack(text: str) -> Iterator[int]:
    """The ids that ``pack`` wrote."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def chained(previous: str, root: str, events: str, at: datetime) -> str:
    """The hash of a seal: it binds the seal before it, the root, the ids and the time."""
    when = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return hashlib.sha256("\n".join([previous, root, events, when]).encode()).hexdigest()


@transaction.atomic
def seal(limit: int = 10_000) -> int:
    """Seal what waits, at most ``limit`` events; returns how many. Sealers queue, writers do not."""
    Seal.objects.select_for_update(of=("self",)).order_by("pk").first()  # one at a time
    last = Seal.objects.order_by("-pk").first()
    waiting = Unsealed.objects.select_related("event").order_by("pk")[:limit]
    events = [
        row.event
        for row in waiting.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",)
        )
    ]
    if not events:
        return 0
    at, previous = _now(), last.hash if last else ""
    ids, leaves = pack(e.pk for e in events), [fingerprint(e) for e in events]
    root = merkle_root(leaves)
    Seal.objects.create(
        at=at,
        events=ids,
        leaves=b"".join(leaves).hex(),
        root=root,
        previous=previous,
        hash=chained(previous, root, ids, at),
    )
    Unsealed.objects.filter(pk__in=[e.pk for e in events]).delete()
    return len(events)


def seal_all() -> int:
    """Seal everything that waits; called whenever a command ends."""
    total = 0
    while count := seal():
        total += count
    return total


def verify() -> tuple[int, str]:
    """Check every seal. Returns (events proven, first fault or "")."""
    proven, previous = 0, ""
    for each in Seal.objects.iterator(chunk_size=200):
        if each.previous != previous:
            return proven, f"seal {each.pk}: the chain is broken, a seal before it is missing"
        if fault := _fault_in(each):
            return proven, fault
        proven, previous = proven + sum(1 for _ in unpack(each.events)), each.hash
    loose = Event.objects.exclude(pk__in=Unsealed.objects.values("pk")).count() - proven
    if loose:
        return proven, f"{loose} events stand outside every seal"
    return proven, ""


def _fault_in(each: Seal) -> str:
    leaves = bytes.fromhex(each.leaves)
    parts = [leaves[i : i + 32] for i in range(0, len(leaves), 32)]
    ids = list(unpack(each.events))
    if len(ids) != len(parts) or merkle_root(parts) != each.root:
        return f"seal {each.pk}: its root does not match its leaves"
    if chained(each.previous, each.root, each.events, each.at) != each.hash:
        return f"seal {each.pk}: changed after it was made"
    found = Event.objects.in_bulk(ids)
    for number, leaf in zip(ids, parts, strict=True):
        if number not in found:
            return f"event {number}: missing (seal {each.pk})"
        if fingerprint(found[number]) != leaf:
            return f"event {number}: changed after sealing (seal {each.pk})"
    return ""
