"""Forms for follow-up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.core.pages import DateField, Form
from tannhjul.organisation.models import Person, Unit


class CommitForm(Form):
    """Who does what by when."""

    what = forms.CharField(
        label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=Person.objects.filter(
            leaderships__valid_to=None, leaderships__isnull=False
        ).distinct(),
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.all(), required=False)
    deadline = DateField(label=_("Deadline"))


class ReportForm(Form):
    """What was done."""

    report = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000
    )
