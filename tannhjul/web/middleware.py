"""Refusals as pages that explain."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused

from . import errors, typed

Next = Callable[[HttpRequest], HttpResponse]


class Typed:
    """A form acts once, and what was typed into one is not lost with the session (``typed``)."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        typed.settle(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Before anything is acted on."""
        if request.method != "POST":
            return None
        return typed.take(request) if request.user.is_authenticated else typed.keep(request)


class Refusals:
    """A breach of law is 422 with sentence and paragraph; too late or too early is 409."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:  # nothing is called that, and PostgreSQL does not look for it
            return errors.not_found(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer the three expected refusals, and numbers that no row can have; the rest are real faults."""
        if isinstance(fault, OverflowError):
            return errors.bad_request(request)
        if not isinstance(fault, Breach | Refused | IllegalMove):
            return None
        came = request.headers.get("Referer", "")
        back = came if url_has_allowed_host_and_scheme(came, {request.get_host()}) else "/"
        rule = fault.rule if isinstance(fault, Breach) else None
        late = _("Someone was here before you, or this step has already been taken.")
        says = late if isinstance(fault, IllegalMove) else str(fault)
        status = 409 if isinstance(fault, IllegalMove) else 422
        return render(
            request, "refused.html", {"rule": rule, "says": says, "back": back}, status=status
        )
