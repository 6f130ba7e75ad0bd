"""Refusals as pages that explain."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .flow import IllegalMove
from .law import Breach, Refused

Next = Callable[[HttpRequest], HttpResponse]


class Refusals:
    """A breach of law is 422 with sentence and paragraph; too late or too early is 409."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer the three expected refusals; everything else is a real fault."""
        came = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(came, {request.get_host()})
        back = {"back": came if safe else "/"}
        if isinstance(fault, Breach):
            return render(request, "refused.html", {"rule": fault.rule, **back}, status=422)
        if isinstance(fault, Refused):
            return render(
                request, "refused.html", {"rule": None, "says": str(fault), **back}, status=422
            )
        if isinstance(fault, IllegalMove):
            says = _("Someone was here before you, or this step has already been taken.")
            return render(request, "refused.html", {"rule": None, "says": says, **back}, status=409)
        return None
