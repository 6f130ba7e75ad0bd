"""Search and follow."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation.models import Body
from tannhjul.web.forms import Form

from .enums import Kind


def _bodies() -> list[tuple[str, Any]]:
    rows = Body.objects.order_by("pk").values_list("pk", "name")
    return [("", _("All bodies")), *((str(key), name) for key, name in rows)]


class SearchForm(Form):
    """What to look for, and where."""

    q = forms.CharField(
        label=_("Search for"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *Kind.choices], required=False
    )
    body = forms.ChoiceField(label=_("Body"), choices=_bodies, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All states")),
            ("ready", _("On its way through the bodies")),
            ("decided", _("Decided")),
            ("record", _("Historical record")),
        ],
        required=False,
    )


class FollowForm(Form):
    """Where to send news of a case."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
