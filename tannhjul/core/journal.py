"""The product's memory: recording events, sealing them, proving that none was touched."""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from . import content, subjects
from .enums import GEAR_OF
from .models import Counter, Event, Salt, Seal, Unsealed
from .verbs import VERBS, Verb

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)
Handler = Callable[[Event, models.Model], None]
_in_the_act: dict[str, list[Handler]] = defaultdict(list)
_afterwards: dict[str, list[Handler]] = defaultdict(list)
log = logging.getLogger(__name__)


@contextmanager
def replaying(moment: datetime) -> Iterator[None]:
    """Record events as of ``moment``: for imports and the demonstration, which play the past."""
    token = _replayed.set(moment)
    try:
        yield
    finally:
        _replayed.reset(token)


def on(verb: str) -> Callable[[Handler], Handler]:
    """Run the decorated ``handler(event, subject)`` whenever ``verb`` ("*": any) is recorded.

    It is part of the act: what it refuses undoes the act.
    """
    return _registrar(_in_the_act[verb])


def after(verb: str) -> Callable[[Handler], Handler]:
    """Like ``on``, for conveniences such as search and mail: one that fails is logged and left out."""
    return _registrar(_afterwards[verb])


def _registrar(handlers: list[Handler]) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        handlers.append(handler)
        return handler

    return register


def _now() -> datetime:
    """Now (or the moment that is replayed) in whole milliseconds, which every export can carry."""
    now = _replayed.get() or timezone.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def record(
    verb: str, subject: models.Model, *, by: Any, within: models.Model | None = None, **facts: Any
) -> Event:
    """Write one event in the caller's transaction. ``facts``: ids, dates and codes only.

    Where it happened is asked of the subject, or of ``within`` when the subject does not know yet.
    """
    return record_all(verb, subject, [by], within=within, facts=facts)[0]


@dataclass(frozen=True)
class Actor:
    """Who acts, where the account itself has not been read: its id and the role that it acts in."""

    pk: int
    acting_as: str


def record_all(
    verb: str,
    subject: models.Model,
    by: Iterable[Any],
    *,
    within: models.Model | None = None,
    facts: dict[str, Any],
) -> list[Event]:
    """Write the same event for each of several actors, in two statements however many."""
    known = VERBS.get(verb, Verb(verb))
    place = asdict(subjects.of(within or subject).place(within or subject))
    place["phase"] = known.phase or place["phase"]
    salt, proof = content.hashed(subject) if known.proves else ("", "")
    events = Event.objects.bulk_create(
        Event(
            at=_now(),
            verb=verb,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            actor_id=getattr(actor, "pk", None),
            role=getattr(actor, "acting_as", "") or "",
            gear=GEAR_OF.get(getattr(actor, "acting_as", ""), ""),
            content=proof,
            facts=facts,
            **place,
        )
        for actor in by
    )
    Unsealed.objects.bulk_create(Unsealed(event=event) for event in events)
    if salt:
        Salt.objects.bulk_create(Salt(event=event, salt=salt) for event in events)
    for event in events:
        _tell(event, subject)
    return events


@transaction.atomic
def forget(row: models.Model, *, by: Any) -> None:
    """Throw away the salts of a row whose text is erased: that it was there is still proven."""
    events = Event.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    Salt.objects.filter(event__in=events.values("pk")).delete()
    record(content.FORGET, row, by=by)


def _tell(event: Event, subject: models.Model) -> None:
    for handler in [*_in_the_act[event.verb], *_in_the_act["*"]]:
        handler(event, subject)
    for handler in [*_afterwards[event.verb], *_afterwards["*"]]:
        try:
            with transaction.atomic():
                handler(event, subject)
        except Exception:
            log.exception("%s failed after %s; the act stands", handler.__name__, event)


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


# Which columns the fingerprint covers, by version. A new column means a new version at the end;
# what was recorded before keeps the version it has.
COLUMNS = {
    1: ("pk", "at", "verb", "subject_type", "subject_id", "actor_id", "role", "gear")
    + ("arena", "arena_kind", "matter", "unit", "phase", "facts", "content"),
}


def fingerprint(event: Event) -> bytes:
    """The SHA-256 of the columns of an event that its version covers, in one canonical form."""
    row = [event.version, *(getattr(event, name) for name in COLUMNS[event.version])]
    text = json.dumps(
        row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text
    )
    return hashlib.sha256(b"\0" + text.encode()).digest()


def _as_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


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
    return hashlib.sha256("\n".join([previous, root, events, _as_text(at)]).encode()).hexdigest()


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
    """Check every seal. Returns (events proven, first fault or "").

    In a ``snapshot``, where others write meanwhile.
    """
    seen = bytearray(Event.objects.aggregate(last=models.Max("pk"))["last"] or 0)
    proven, previous = 0, ""
    for each in Seal.objects.iterator(chunk_size=200):
        if each.previous != previous:
            return proven, f"seal {each.pk}: the chain is broken, a seal before it is missing"
        if fault := _fault_in(each) or _sealed_before(each, seen):
            return proven, fault
        proven, previous = proven + sum(1 for _ in unpack(each.events)), each.hash
    waiting = list(Unsealed.objects.values_list("pk", flat=True))
    if again := next((number for number in waiting if seen[number - 1]), None):
        return proven, f"event {again}: sealed, and waits to be sealed again"
    if loose := Event.objects.count() - len(waiting) - proven:
        return proven, f"{loose} events stand outside every seal"
    return proven, ""


def _sealed_before(each: Seal, seen: bytearray) -> str:
    """The fault of an event that an earlier seal holds too; marks those of this seal as ``seen``."""
    for number in unpack(each.events):
        if seen[number - 1]:
            return f"event {number}: sealed twice (seal {each.pk})"
        seen[number - 1] = 1
    return ""


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
