"""What every page gets, and how forms look."""

from django.conf import settings
from django.forms.renderers import TemplatesSetting

from tannhjul.core.enums import ELECTED, Role
from tannhjul.organisation.queries import entity


class HouseRenderer(TemplatesSetting):
    """Forms and fields in the house look."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def house(request) -> dict:
    """The municipality, the roles to choose between, the languages, and whether this is the demo."""
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
