"""Search and follow."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.organisation.models import Body
from tannhjul.web.forms import Form


def _bodies() -> list[tuple[str, Any]]:
    rows = Body.objects.order_by("pk").values_list("pk", "name")
    return [("", _("All bodies")), *((str(key), name) for key, name in rows)]


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("All kinds")), *((each.slug, each.label) for each in subjects.found())]


class SearchForm(Form):
    """What to look for, and where."""

    q = forms.CharField(
        label=_("Search for"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=_kinds, required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
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

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer("body", _bodies())

    def narrowed(self) -> dict[str, Any]:
        """The filters that were chosen, as they stand on an entry."""
        data = self.cleaned_data
        chosen = {"kind": data["kind"], "arena": data["body"], "day__year": data["year"]}
        return {key: value for key, value in {**chosen, "state": data["state"]}.items() if value}


class FollowForm(Form):
    """Where to send news."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
