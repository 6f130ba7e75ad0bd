"""The server's entrance: streams are held and ballots collected here, all else goes on to Django.

A stream stays open for hours and costs next to nothing while it waits; ballots come all at once; a
page takes a thread for some milliseconds. Each gets what it needs, at one address.
"""

from functools import lru_cache
from typing import Any

from a2wsgi import WSGIMiddleware
from django.urls import Resolver404, resolve

from config.wsgi import application
from tannhjul.meetings import ballot_box, stream

THREADS, KNOWN = 8, 1_000
pages: Any = application
django = WSGIMiddleware(pages, workers=THREADS)


@lru_cache(maxsize=KNOWN)
def named(path: str) -> tuple[str, int]:
    """The name of an address in the table of addresses, and the number in it; "" if it has none."""
    try:
        found = resolve(path)
    except Resolver404:
        return "", 0
    return found.view_name, found.kwargs.get("pk", 0)


async def entrance(scope, receive, send) -> None:
    """Hold the stream, take the ballot, or let Django answer."""
    if scope["type"] != "http":
        return
    name, pk = named(scope["path"])
    if name == stream.NAME:
        await stream.stream(pk, scope, receive, send)
    elif name == ballot_box.NAME and scope["method"] == "POST":
        await ballot_box.take_ballot(pk, scope, receive, send, django)
    else:
        await django(scope, receive, send)
