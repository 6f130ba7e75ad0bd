"""Ballots from many members at once: what arrives together is recorded together.

A page takes several milliseconds to answer, most of it to find out who asks. A ballot need not ask:
it was signed when it was given to the member, for one vote and one person. So ballots go by here on
their way to the page that takes them: those that arrive within a few hundredths of a second are
recorded in one transaction, and each is answered when that is committed. A ballot that is not sound
in every respect goes on to the page, which says what is wrong.
"""

import asyncio
from collections import defaultdict
from urllib.parse import parse_qs

from django.db import close_old_connections
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.journal import Actor

from .actions.ballots import Handed, hand_in
from .voting import Paper, read_paper

NAME = "meetings:vote"
TOGETHER, LARGEST = 0.02, 8_192

Waiting = tuple[Handed, asyncio.Future]


class BallotBox:
    """The ballots that wait to be recorded, by vote.

    One transaction at a time for each vote: what arrives meanwhile waits here, together, and not in
    the database for the lock on the vote.
    """

    def __init__(self) -> None:
        self.waiting: dict[int, list[Waiting]] = defaultdict(list)
        self.turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.tasks: set[asyncio.Task] = set()

    async def take(self, vote: int, handed: Handed) -> bool:
        """Wait until the ballot is committed; False if it was not recorded."""
        done = asyncio.get_running_loop().create_future()
        rows = self.waiting[vote]
        rows.append((handed, done))
        if len(rows) == 1:
            task = asyncio.create_task(self._record(vote))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        return await done

    async def _record(self, vote: int) -> None:
        await asyncio.sleep(TOGETHER)
        async with self.turns[vote]:
            rows = self.waiting.pop(vote)
            try:
                recorded = await asyncio.to_thread(_commit, vote, [row for row, _done in rows])
            except Exception:  # each is tried again alone by the page, and told there what it is
                recorded = set()
        if vote not in self.waiting:
            self.turns.pop(vote, None)
        for handed, done in rows:
            if not done.done():
                done.set_result((handed.person, handed.choice) in recorded)


def _commit(vote: int, rows: list[Handed]) -> set[tuple[int, str]]:
    """Record each person's first ballot; a second one with another choice is not recorded."""
    close_old_connections()
    first: dict[int, Handed] = {}
    for row in rows:
        first.setdefault(row.person, row)
    people = hand_in(vote, list(first.values()), at=timezone.now())
    return {(person, first[person].choice) for person in people}


box = BallotBox()


async def _body(receive) -> tuple[bytes, bool]:
    """What was sent, and whether that is all of it; at most a little, a ballot is small."""
    body, more = b"", True
    while more and len(body) <= LARGEST:
        message = await receive()
        if message["type"] != "http.request":
            return body, False
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body, not more


def _again(body: bytes, whole: bool, receive):
    """A ``receive`` that gives what has been read already, and then goes on."""
    given = False

    async def replay():
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": not whole}

    return replay


def _sound(vote: int, body: bytes) -> tuple[Paper, str] | None:
    fields = parse_qs(body.decode("latin-1"))
    paper = read_paper(fields.get("paper", [""])[0])
    choice = fields.get("choice", [""])[0]
    return (paper, choice) if paper and paper.vote == vote else None


async def take_ballot(vote: int, scope, receive, send, otherwise) -> None:
    """Take a ballot in for a vote; hand the request on to ``otherwise`` unless it is recorded."""
    body, whole = await _body(receive)
    found = _sound(vote, body) if whole else None
    if found:
        paper, choice = found
        handed = Handed(paper.person, choice, Actor(paper.user, paper.acting_as), paper.sign_in)
        if await box.take(paper.vote, handed):
            url = reverse("meetings:live", args=[paper.meeting]).encode()
            headers = [(b"location", url), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 302, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
    await otherwise(scope, _again(body, whole, receive), send)
