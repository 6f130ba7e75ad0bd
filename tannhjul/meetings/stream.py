"""Live streams: server-sent events with what everyone may see of a meeting.

One task in each server process asks the database a few times a second whether anything has happened
at all; only then is a page rendered, once for each meeting and language however many watch it. Who
comes late, or comes back after a while, first gets the state as it is: there is nothing to miss.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import close_old_connections
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from tannhjul.core.models import Event
from tannhjul.organisation.enums import Openness

from . import access
from .enums import Status, VoteStatus
from .live import Live, live, marks
from .models import Meeting, Voter

NAME = "meetings:stream"
EVERY, HEARTBEAT = 0.25, 15.0
WOKEN_AT_ONCE = 10
log = logging.getLogger(__name__)
PARTS = {"room": "meetings/live_now.html", "hall": "meetings/hall_now.html"}

Key = tuple[int, str, str]


@dataclass
class Room:
    """A page of a meeting in one language: the parts as they were last rendered, and who waits for more.

    Each part is kept as the bytes that are sent, the same for everyone who watches.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    watchers: set[asyncio.Event] = field(default_factory=set)

    async def wake(self) -> None:
        """Let everyone see the new parts; some at a time, so that ballots get in between."""
        for number, watcher in enumerate(list(self.watchers), 1):
            watcher.set()
            if number % WOKEN_AT_ONCE == 0:
                await asyncio.sleep(0)


class Hub:
    """The rooms that someone in this process watches."""

    def __init__(self) -> None:
        self.rooms: dict[Key, Room] = {}
        self.task: asyncio.Task | None = None
        self.lock = asyncio.Lock()
        self.seen: tuple | None = None

    async def join(self, key: Key, wake: asyncio.Event) -> Room | None:
        """Begin to watch; None if there is no such meeting."""
        async with self.lock:
            room = self.rooms.get(key)
            if room is None:
                parts = await asyncio.to_thread(rendered, key)
                if parts is None:
                    return None
                room = self.rooms[key] = Room(parts)
                self.seen = None  # what happened while it was rendered is not in it
            room.watchers.add(wake)
            if self.task is None or self.task.done():
                self.task = asyncio.create_task(self.watch())
        return room

    def leave(self, key: Key, wake: asyncio.Event) -> None:
        """Watch no more; a room without watchers is forgotten."""
        room = self.rooms[key]
        room.watchers.discard(wake)
        if not room.watchers:
            del self.rooms[key]

    async def watch(self) -> None:
        """Render anew whatever changed, for as long as anyone watches anything."""
        while self.rooms:
            await asyncio.sleep(EVERY)
            try:
                now = await asyncio.to_thread(happened)
            except Exception:  # the database is away: those who watch wait for it
                log.warning("a live stream could not be read", exc_info=True)
                continue
            if now != self.seen:
                self.seen = now
                await self.render_all()

    async def render_all(self) -> None:
        """Render every room; wake those who watch one that changed."""
        for key, room in list(self.rooms.items()):
            try:
                parts = await asyncio.to_thread(rendered, key)
            except Exception:  # one page that cannot be rendered must not stop the others
                log.warning("a live page could not be rendered", exc_info=True)
                continue
            if parts is not None and parts != room.parts:
                room.parts = parts
                await room.wake()


def happened() -> tuple:
    """Differs whenever an event has been committed, in whatever order."""
    close_old_connections()
    newest = Event.objects.aggregate(pk=Max("pk"))["pk"] or 0
    latest = Event.objects.filter(pk__gt=newest - 1000).count()
    return newest, latest, Voter.objects.filter(vote__status=VoteStatus.OPEN, voted=True).count()


def rendered(key: Key) -> dict[str, bytes] | None:
    """The parts of a room as someone who is not signed in may see them, as they are sent."""
    close_old_connections()
    nobody = AnonymousUser()
    pk, language, kind = key
    meeting = access.see.objects(nobody).filter(pk=pk).select_related("body").first()
    if meeting is None or not is_held_now(meeting):
        return None
    with translation.override(language):
        parts = parts_of(kind, live(meeting, nobody, timezone.now()), meeting)
    return {name: event(name, text) for name, text in parts.items()}


def parts_of(kind: str, now: Live, meeting: Meeting) -> dict[str, str]:
    """What is sent: the page, the line that changes most, and the marks of a member's own parts."""
    return {
        kind: render_to_string(PARTS[kind], {"now": now, "meeting": meeting}),
        "clock": render_to_string("meetings/clock.html", {"now": now}),
        "vote": (mark := marks(meeting)).vote,
        "floor": mark.floor,
    }


def is_held_now(meeting: Meeting) -> bool:
    """Whether there is anything to wait for: in session, or called."""
    return meeting.status in (Status.CONVENED, Status.OPEN)


hub = Hub()


def _key(meeting: int, scope) -> Key:
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    language, kind = asked.get("sprak", [""])[0], asked.get("vis", [""])[0]
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    return meeting, language, kind if kind in PARTS else "room"


def address(meeting: Meeting, language: str, kind: str = "room") -> str:
    """Where a page of a meeting listens; nowhere when there is nothing to wait for.

    A stream carries what everyone may see, so a meeting behind closed doors has none.
    """
    if not is_held_now(meeting) or meeting.body.openness == Openness.CLOSED:
        return ""
    return f"{reverse(NAME, args=[meeting.pk])}?sprak={language}&vis={kind}"


def event(name: str, data: str) -> bytes:
    """One server-sent event."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n".encode()


async def _until_gone(receive, wake: asyncio.Event, gone: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    gone.set()
    wake.set()


async def _answer(send, status: int, text: bytes = b"", kind: bytes = b"text/plain") -> None:
    headers = [
        (b"content-type", kind),
        (b"cache-control", b"no-cache"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": status == 200})


async def stream(meeting: int, scope, receive, send) -> None:
    """Answer one watcher of a meeting: the state as it is, then whatever changes, until the watcher leaves."""
    if scope["method"] != "GET":
        await _answer(send, 405)
        return
    key, wake, gone = _key(meeting, scope), asyncio.Event(), asyncio.Event()
    if sum(len(room.watchers) for room in hub.rooms.values()) >= settings.STREAMS:
        await _answer(send, 503)
        return
    room = await hub.join(key, wake)
    if room is None:
        await _answer(send, 204)  # nothing to wait for: browsers do not try again
        return
    watching = asyncio.create_task(_until_gone(receive, wake, gone))
    try:
        await _answer(send, 200, b"retry: 2000\n\n", b"text/event-stream; charset=utf-8")
        await _send_changes(room, wake, gone, send)
    except (OSError, ConnectionError):
        pass
    finally:
        watching.cancel()
        hub.leave(key, wake)


async def _send_changes(room: Room, wake: asyncio.Event, gone: asyncio.Event, send) -> None:
    sent: dict[str, bytes] = {}
    while not gone.is_set():
        wake.clear()
        changed = [part for name, part in room.parts.items() if sent.get(name) != part]
        sent = room.parts
        body = b"".join(changed) or b":\n\n"
        await send({"type": "http.response.body", "body": body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(HEARTBEAT):
                await wake.wait()
