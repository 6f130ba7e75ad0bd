"""Forms about delegation."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.law import Refused
from tannhjul.organisation.models import Body, Unit
from tannhjul.web.forms import DateField, Form, Number

from . import papers
from .enums import Holder, Measure
from .models import Area, Grant


def _amount() -> Number:
    return Number(label=_("Amount"), min_value=Decimal(0), max_digits=14, required=False)


def _not_back_in_time(day: date) -> date:
    if day < localdate():
        raise forms.ValidationError(
            _("Power cannot be taken back for days that have been. Choose today or later.")
        )
    return day


class AskForm(Form):
    """Who decides about this?"""

    q = forms.CharField(label=_("What is to be decided"), max_length=100, required=False)
    amount = _amount()
    measure = forms.ChoiceField(
        label=_("Counted in"), choices=[(m.value, m.label) for m in Measure if m], required=False
    )
    principled = forms.BooleanField(label=_("It is a matter of principle"), required=False)
    today = DateField(label=_("On"), required=False)


class AreaForm(Form):
    """An area of decision."""

    name = forms.CharField(label=_("Name"), max_length=160)
    words = forms.CharField(
        label=_("Other words for it"),
        max_length=300,
        required=False,
        help_text=_("What people search for, separated by commas."),
    )
    parent = forms.ModelChoiceField(label=_("Part of"), queryset=Area.objects.all(), required=False)
    reserved = forms.CharField(
        label=_("The council itself, by"),
        max_length=120,
        required=False,
        help_text=_("The paragraph that says that it cannot be delegated, if there is one."),
    )


class MarkForm(Form):
    """What is special about an area: an elected body by law, the plan for it, that posts are filled."""

    elected = forms.CharField(
        label=_("An elected body decides, by"),
        max_length=120,
        required=False,
        help_text=_("The paragraph, e.g. alkoholloven § 1-12. Empty: no law asks for it."),
    )
    until = DateField(
        label=_("Until"), required=False, help_text=_("The first day on which that is not the law.")
    )
    principles = forms.CharField(
        label=_("Principles of the plan"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        required=False,
        help_text=_(
            "What the municipality's plan says, e.g. the action plan for alcohol. It stands in the paper when a matter is sent up to elected members."
        ),
    )
    hires = forms.BooleanField(
        label=_("Posts are filled here"),
        required=False,
        help_text=_("Whoever decides then says whether the post leads a unit, and which."),
    )


class GrantForm(Form):
    """A delegation: to whom, about what, how far, and by which decision."""

    area = forms.ModelChoiceField(label=_("About"), queryset=Area.objects.filter(reserved=""))
    excepted = forms.ModelMultipleChoiceField(
        label=_("Except"), queryset=Area.objects.all(), required=False
    )
    holder = forms.ChoiceField(label=_("To"), choices=Holder)
    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.filter(valid_to=None), required=False
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.filter(valid_to=None), required=False
    )
    entity = forms.CharField(label=_("Another legal entity"), max_length=160, required=False)
    limit = _amount()
    measure = forms.ChoiceField(label=_("Counted in"), choices=Measure, required=False)
    principled = forms.BooleanField(label=_("Also matters of principle"), required=False)
    urgent = forms.BooleanField(
        label=_("Only what cannot wait"),
        required=False,
        help_text=_("For the mayor alone (kommuneloven § 11-8)."),
    )
    may_pass_on = forms.TypedChoiceField(
        label=_("May be passed on"),
        choices=[
            ("", _("Nothing is said: as the municipality has chosen")),
            ("1", _("Yes")),
            ("0", _("No")),
        ],
        coerce=lambda value: value == "1",
        empty_value=None,
        required=False,
    )
    conditions = forms.CharField(
        label=_("Conditions"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    staff_because = forms.CharField(
        label=_("Why staff decides here"),
        max_length=300,
        required=False,
        help_text=_("Staff advises. Only for an exception from that."),
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)
    today = DateField(label=_("From"))
    valid_to = DateField(label=_("Ends on"), required=False)
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, help_text=_("E.g. Kommunestyret PS 12/26.")
    )

    def clean(self):
        data = self.cleaned_data
        holder = data.get("holder", "")
        field = "body" if holder == Holder.LEADER else holder
        if field and not data.get(field):
            self.add_error(field, _("Choose who it is."))
        for name in {"body", "unit", "entity"} - {field}:
            data[name] = "" if name == "entity" else None
        return data


class VersionForm(Form):
    """Which day's regulations, and compared with which."""

    on = DateField(label=_("As they are on"), required=False)
    since = DateField(label=_("What has changed since"), required=False)


class SheetForm(Form):
    """A spreadsheet of delegations."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("xlsx, with the headings of the spreadsheet that is fetched here."),
    )

    def clean_file(self) -> list:
        """The lines of the spreadsheet."""
        file = self.cleaned_data["file"]
        if file.size > papers.LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        try:
            return papers.lines(file.read())
        except Refused as fault:
            raise forms.ValidationError(str(fault)) from fault


class _Powers(forms.ModelMultipleChoiceField):
    """Delegations of one unit, named by what they are about."""

    def label_from_instance(self, obj: Grant) -> str:
        """The area alone: whose they are stands above."""
        return str(obj.area)


class HandOverForm(Form):
    """Who has the power of a unit after it, from when, and by which decision."""

    below = _Powers(
        label=_("To the leaders of the units right below it"),
        queryset=Grant.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "The rest goes back to whoever it came from. What has been passed on stands, from the one above."
        ),
    )
    today = DateField(label=_("From"))
    decided_by = forms.CharField(label=_("Decided by"), max_length=200)

    def clean_today(self):
        """As for a recall: not back in time."""
        return _not_back_in_time(self.cleaned_data["today"])


class RecallForm(Form):
    """Why the power is taken back, and from when."""

    today = DateField(label=_("From"))
    why = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000
    )

    def clean_today(self):
        """Not back in time: what was decided with the power was decided with it."""
        return _not_back_in_time(self.cleaned_data["today"])
