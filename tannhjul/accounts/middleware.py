"""The reader's own choices: the language, and the role one acts in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import localdate

from tannhjul.core.enums import Role

from .queries import roles_of


class Language:
    """The language of the cookie, else the municipality's; the browser's wish does not decide."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class ActingRole:
    """Sets ``request.user.acting_as`` and ``request.roles`` (what the user may choose between)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.roles = []
        if request.user.is_authenticated:
            request.roles = roles_of(request.user, localdate()) or [Role.INHABITANT]
            wanted = request.session.get("role")
            request.user.acting_as = wanted if wanted in request.roles else request.roles[0]
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in:  # no cache between keeps it, and no browser shows it when one has signed out
            response.headers["Cache-Control"] = "private, no-store"
        return response
