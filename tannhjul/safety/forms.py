"""Forms about hate and threats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation.models import Person
from tannhjul.web.forms import DateField, Form

from .enums import Channel


class ContactForm(Form):
    """Whom to turn to, and the guidelines."""

    person = forms.ModelChoiceField(label=_("Whom to turn to"), queryset=Person.objects.all())
    guidelines = forms.CharField(
        label=_("Guidelines"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text=_(
            "What one does, who is called, what is reported to the police. Everyone can read it."
        ),
    )
    today = DateField(label=_("From"))


class IncidentForm(Form):
    """What happened."""

    happened_on = DateField(label=_("When"))
    channel = forms.ChoiceField(label=_("Where"), choices=Channel)
    text = forms.CharField(
        label=_("What happened"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    police = forms.BooleanField(label=_("I have reported it to the police"), required=False)


class IncidentAnswerForm(Form):
    """What has been done."""

    answer = forms.CharField(
        label=_("What has been done"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )
