"""What every page gets."""

from django.conf import settings

from tannhjul.core.enums import ELECTED, Role
from tannhjul.organisation.queries import entity


def house(request) -> dict:
    """The municipality, the roles to choose between, the languages, and whether this is the demo.

    Asked once for a page, however many panels it has.
    """
    if not hasattr(request, "_house"):
        request._house = _house(request)
    return request._house


def _house(request) -> dict:
    names = dict(Role.choices)
    return {
        "municipality": entity(),
        "hats": [(role, names[role]) for role in getattr(request, "hats", [])],
        "hat_name": names.get(getattr(request.user, "hat", ""), "")
        if hasattr(request, "user")
        else "",
        "is_elected": getattr(getattr(request, "user", None), "hat", "") in ELECTED,
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
