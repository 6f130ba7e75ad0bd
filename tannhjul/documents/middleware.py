"""Uploads that are turned away at the door."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MARGIN = 1_000_000


class TooLarge:
    """What is larger than any upload may be is turned away before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.headers.get("Content-Length") or 0) > settings.MAX_UPLOAD + MARGIN:
            limit = settings.MAX_UPLOAD // 1_000_000
            return render(None, "too_large.html", {"limit": limit}, status=413)
        return self.get_response(request)
