"""The server's entrance: streams are held and ballots collected here, all else goes on to Django.

A stream stays open for hours and costs next to nothing while it waits; ballots come all at once; a
page takes a thread for some milliseconds. Each gets what it needs, at one address.
"""

from typing import Any

from a2wsgi import WSGIMiddleware

from config.wsgi import application
from tannhjul.meetings.ballot_box import is_ballot, take_ballot
from tannhjul.meetings.stream import is_stream, stream

THREADS = 8
pages: Any = application
django = WSGIMiddleware(pages, workers=THREADS)


async def entrance(scope, receive, send) -> None:
    """Hold the stream, take the ballot, or let Django answer."""
    if scope["type"] != "http":
        return
    if is_stream(scope["path"]):
        await stream(scope, receive, send)
    elif is_ballot(scope):
        await take_ballot(scope, receive, send, django)
    else:
        await django(scope, receive, send)
