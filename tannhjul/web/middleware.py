"""Refusals as pages that explain."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused

Next = Callable[[HttpRequest], HttpResponse]


class Refusals:
    """A breach of law is 422 with sentence and paragraph; too late or too early is 409."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer the three expected refusals; everything else is a real fault."""
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
