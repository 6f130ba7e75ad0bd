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
        "own_roles": [(role, names[role]) for role in getattr(request, "roles", [])],
        "own_role": names.get(getattr(request.user, "acting_as", ""), "")
        if hasattr(request, "user")
        else "",
        "is_elected": getattr(getattr(request, "user", None), "acting_as", "") in ELECTED,
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
