"""Put the hat on: which of the user's roles this request is made in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from tannhjul.core.enums import Role

from .queries import hats_of


class HatOn:
    """Sets ``request.user.hat`` and ``request.hats`` (what the user may choose between)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.hats = []
        if request.user.is_authenticated:
            request.hats = hats_of(request.user, localdate()) or [Role.INHABITANT]
            wanted = request.session.get("hat")
            request.user.hat = wanted if wanted in request.hats else request.hats[0]
        return self.get_response(request)
