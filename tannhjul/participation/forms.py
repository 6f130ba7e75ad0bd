"""Forms for inhabitants' proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.web.forms import Form


class InitiativeForm(Form):
    """What is proposed."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("What is proposed, and why"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        help_text=_("Everyone can read it, with your name."),
    )
    what_is_new = forms.CharField(
        label=_("What is new in it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
        help_text=_(
            "Only if something like it has been proposed or treated by the council in this term."
        ),
    )
    lives_here = forms.BooleanField(label=_("I live in the municipality"))

    def clean(self) -> dict[str, Any]:
        """What is written; that one lives here is asked and not kept."""
        data = super().clean() or {}
        data.pop("lives_here", None)
        return data


class WhatIsNewForm(Form):
    """What is new in it."""

    text = forms.CharField(
        label=_("What is new in it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5_000
    )


class PaperForm(Form):
    """How many have signed on paper."""

    number = forms.IntegerField(
        label=_("How many have signed on paper"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
        help_text=_("Count those who live here, once each, also against those who signed here."),
    )


class TakeDownForm(Form):
    """Why it cannot stand."""

    reason = forms.CharField(
        label=_("Why it is taken down"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        help_text=_(
            "For example that it names private persons. That one disagrees is no reason. Whoever wrote it is told."
        ),
    )
