"""What every page gets."""

from django.conf import settings

from tannhjul.core.access import role_of
from tannhjul.core.enums import Role
from tannhjul.organisation.queries import entity
from tannhjul.web import nav, typed

MENUS = ("main", "own", "foot")


def house(request) -> dict:
    """The municipality, the menus, the roles to choose between, the languages, whether it is the demo.

    Asked once for a page, however many panels it has.
    """
    if not hasattr(request, "_house"):
        request._house = _house(request)
    return request._house


def _house(request) -> dict:
    names, user = dict(Role.choices), getattr(request, "user", None)
    return {
        "typed": typed.beside(request) if user else None,
        "municipality": entity(),
        "menus": {menu: nav.links(menu, role_of(user)) for menu in MENUS},
        "own_roles": [(role, names[role]) for role in getattr(request, "roles", [])],
        "own_role": names.get(getattr(user, "acting_as", ""), ""),
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
