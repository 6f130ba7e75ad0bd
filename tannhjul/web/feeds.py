"""Atom feeds in the house look."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language


def atom(
    request: HttpRequest, title: str, link: str, entries: Iterable[tuple[Any, str, datetime, str]]
) -> HttpResponse:
    """A feed. ``entries``: (what happened, address, when, key that stays the same for ever)."""
    site = request.build_absolute_uri("/")[:-1]
    feed = Atom1Feed(title=title, link=site + link, description=title, language=get_language())
    for what, url, at, key in entries:
        feed.add_item(
            title=str(what),
            link=site + url,
            description=str(what),
            pubdate=at,
            updateddate=at,
            unique_id=f"{site}/{key}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
