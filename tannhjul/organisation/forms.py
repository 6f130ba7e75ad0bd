"""Forms for the register of bodies and seats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.core.pages import DateField, Form

from .enums import BodyKind, Office, Openness, Power, SeatKind
from .models import Party, Person


class DayForm(Form):
    """Which date to show a page as of."""

    on = DateField(label=_("Show as of"), required=False)


class BodyForm(Form):
    """A new body."""

    name = forms.CharField(label=_("Name"), max_length=160)
    short = forms.SlugField(
        label=_("Short name"), max_length=20, help_text=_("Letters and digits, e.g. KST.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind)
    power = forms.ChoiceField(label=_("Power"), choices=Power)
    openness = forms.ChoiceField(label=_("Openness"), choices=Openness)
    seats_total = forms.IntegerField(label=_("Number of members"), min_value=1, max_value=200)
    today = DateField(label=_("From"))


class SeatForm(Form):
    """A seat for a person."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.all())
    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.all(), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=SeatKind)
    order = forms.IntegerField(label=_("Place on the list"), min_value=1, max_value=999)
    office = forms.ChoiceField(label=_("Office"), choices=Office, required=False)
    today = DateField(label=_("From"))


class VacateForm(Form):
    """The end of a seat."""

    today = DateField(label=_("First day without the seat"))


class RegulationsForm(Form):
    """A body's regulations."""

    scope = forms.CharField(label=_("Scope"), widget=forms.Textarea, max_length=20_000)
    decision_power = forms.CharField(
        label=_("Power to decide"), widget=forms.Textarea, max_length=20_000
    )
    period = forms.CharField(label=_("Period"), max_length=120)
    other = forms.CharField(
        label=_("Other central rules"), widget=forms.Textarea, required=False, max_length=20_000
    )
    today = DateField(label=_("From"))
