"""Where a request comes from, as those who are trusted say."""

from django.conf import settings
from django.http import HttpRequest


def of_reader(request: HttpRequest) -> str:
    """The network address of the reader's own machine, or of the last that is not one of our proxies.

    Each proxy adds at the end whom it had the request from; what stands before the first of ours
    anybody can write (``TANNHJUL_PROXIES``: how many are ours).
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    named = settings.PROXIES and len(told) >= settings.PROXIES
    return (told[-settings.PROXIES] or nearest) if named else nearest
