"""Forms about promises."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation.models import Person, Unit
from tannhjul.web.forms import DateField, Form


def _text(label, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=20_000)


class CommitForm(Form):
    """Who does what by when."""

    what = _text(_("What is to be done"), 3)
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

    report = _text(_("What was done"))


class HinderForm(Form):
    """What hinders it."""

    why = _text(_("What hinders it, and what is done about it"))
