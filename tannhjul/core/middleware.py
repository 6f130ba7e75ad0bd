"""Language by the reader's own choice; refusals as pages that explain."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from .flow import IllegalMove
from .law import Breach, Refused

Next = Callable[[HttpRequest], HttpResponse]


class Language:
    """The language of the cookie, else the municipality's; the browser's wish does not decide."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class Refusals:
    """A breach of law is 422 with sentence and paragraph; too late or too early is 409."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer the three expected refusals; everything else is a real fault."""
        if isinstance(fault, Breach):
            return render(request, "refused.html", {"rule": fault.rule}, status=422)
        if isinstance(fault, Refused):
            return render(request, "refused.html", {"says": str(fault)}, status=422)
        if isinstance(fault, IllegalMove):
            says = _("Someone was here before you, or this step has already been taken.")
            return render(request, "refused.html", {"says": says}, status=409)
        return None
