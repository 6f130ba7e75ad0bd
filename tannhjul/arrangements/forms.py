"""Forms about arrangements."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.decisions.models import Decision
from tannhjul.organisation.models import Party
from tannhjul.web.forms import DateField, Form, Several

from . import library, queries


def _named() -> list[tuple[str, str]]:
    return [(row.key, queries.told(row.name)) for row in library.everything().values()]


class CompareForm(Form):
    """Two arrangements to hold side by side with today's."""

    first = forms.ChoiceField(label=_("This"), choices=_named)
    second = forms.ChoiceField(label=_("And this"), choices=_named, required=False)

    def clean(self):
        data = self.cleaned_data
        if data.get("second") and data["second"] == data.get("first"):
            self.add_error("second", _("Choose another than the first."))
        return data


class TryForm(Form):
    """A case to play through another arrangement."""

    case = forms.RegexField(
        r"^\d{2}/\d{1,9}$",
        label=_("Case number"),
        help_text=_("E.g. 26/3."),
        error_messages={"invalid": _("Write the number like this: 26/3.")},
    )


class OppositionForm(Form):
    """The parties that are in opposition."""

    party = Several(label=_("Parties in opposition"), queryset=Party.objects.all())


class DecidedForm(Form):
    """What the council decided about it."""

    decision = forms.ModelChoiceField(
        label=_("The council's decision"),
        queryset=Decision.objects.none(),
        required=False,
    )
    rejected = forms.BooleanField(
        label=_("It was not adopted, or has been taken back"), required=False
    )

    def clean(self):
        data = self.cleaned_data
        if bool(data.get("decision")) == data.get("rejected", False):
            self.add_error("decision", _("Choose the decision, or say that it was not adopted."))
        return data


class ProposeForm(Form):
    """From when an arrangement would be in force."""

    valid_from = DateField(label=_("In force from"))
    voted_before = DateField(
        label=_("When the previous council voted on it"),
        required=False,
        help_text=_("Only where parliamentary rule begins or ends (kommuneloven § 10-1)."),
    )


class IntroduceForm(Form):
    """By which decision an arrangement is in force."""

    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, help_text=_("E.g. Kommunestyret PS 12/26.")
    )
    valid_from = DateField(label=_("In force from"))
    sure = forms.BooleanField(
        label=_("I have read the decision: the council has adopted this"),
        help_text=_(
            "Bodies, tracks, choices and delegations change on that day. Only a new decision of the council changes them back."
        ),
    )

    def clean_valid_from(self):
        """Not back in time: what has been done until now was done as things were."""
        day = self.cleaned_data["valid_from"]
        if day < localdate():
            raise forms.ValidationError(_("It cannot come into force before today."))
        return day
