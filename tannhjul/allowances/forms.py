"""Forms about claims and settlements."""

from decimal import Decimal

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Person
from tannhjul.web.forms import DateField, Form, Number

from .enums import CLAIMED, GRANTED_FOR_LONG, SHOWN, Kind

QUANTITY = {Kind.LOSS: _("Hours"), Kind.CAR: _("Kilometres there and back")}
WHAT = {
    Kind.LOSS_SHOWN: _("Which work was lost"),
    Kind.LOSS: _("Which work was lost"),
    Kind.CARE: _("Whom you paid for care, and when"),
    Kind.EXPENSE: _("What you paid for"),
    Kind.CAR: _("From where to where"),
    Kind.FARE: _("From where to where, and by what"),
    Kind.MEALS: _("Which journey, and which meals"),
    Kind.NIGHT: _("Which journey, and where you stayed"),
}


class MeetingChoice(forms.ModelChoiceField):
    """A meeting with its date."""

    def label_from_instance(self, obj):
        return f"{localtime(obj.starts_at):%d.%m.%Y} {obj.body}"


class StartForm(Form):
    """What to claim, and for which meeting."""

    kind = forms.ChoiceField(
        label=_("What you want covered"), choices=[(kind.value, kind.label) for kind in CLAIMED]
    )
    meeting = MeetingChoice(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Something else"),
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("meeting", meetings, meetings.first())


class ClaimForm(Form):
    """One claim of one kind; the receipt is asked for where the kind needs it."""

    meeting = MeetingChoice(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Something else"),
    )
    day = DateField(
        label=_("Day"), required=False, help_text=_("Only if it was not for a meeting.")
    )
    what = forms.CharField(max_length=300)
    quantity = Number(label=_("Kroner"), min_value=Decimal("0.01"))
    receipt = forms.FileField(
        label=_("Receipt or other documentation"),
        help_text=_("A picture or a PDF. Only you and those who settle can see it."),
    )

    def __init__(self, *args, kind, meetings, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("meeting", meetings)
        self.fields["what"].label = WHAT[kind]
        self.fields["quantity"].label = QUANTITY.get(kind, _("Kroner"))
        self.fields["receipt"].required = not shown
        if kind not in SHOWN:
            del self.fields["receipt"]

    def clean(self):
        data = self.cleaned_data
        if not data.get("meeting") and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose the meeting, or the day."))
        return data


class GrantForm(Form):
    """What is granted of a claim."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    granted = Number(label=_("Kroner granted"), min_value=0)
    reply = forms.CharField(
        label=_("Message to the member"),
        max_length=500,
        required=False,
        help_text=_("Needed when less is granted than can be."),
    )


class IncomeForm(Form):
    """What someone else has paid in the time of an allowance after office."""

    income = Number(label=_("Other income in the period"), min_value=0, max_digits=10)


class ReasonForm(Form):
    """Why, in words."""

    text = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


class SettlementForm(Form):
    """Up to which day to settle."""

    since = DateField(
        label=_("First day that is settled here"),
        help_text=_("What was earned before it was paid in another way."),
    )
    until = DateField(label=_("To and including"))

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, **kwargs)
        if not first:
            del self.fields["since"]


class FixedForm(Form):
    """A fixed allowance, with the decision behind it."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in GRANTED_FOR_LONG]
    )
    yearly = Number(label=_("Kroner a year"), min_value=0, max_digits=10)
    income = Number(
        label=_("Other income in the period"),
        min_value=0,
        max_digits=10,
        required=False,
        help_text=_("Only for an allowance after office; it is drawn from it."),
    )
    percent = forms.IntegerField(
        label=_("Percent of a full position"),
        min_value=1,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
        help_text=_("Whoever is suspended is paid for a year if it is at least 20."),
    )
    today = DateField(label=_("From"))
    until = DateField(
        label=_("Ends on"), required=False, help_text=_("The first day that is not paid.")
    )
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, help_text=_("E.g. Kommunestyret PS 12/26.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("person", people)

    def clean_income(self):
        return self.cleaned_data["income"] or Decimal(0)


class LeaveForm(Form):
    """Leave from an office that is someone's main work."""

    first = DateField(label=_("First day of leave"))
    until = DateField(label=_("First day back"))
    like_employees = forms.BooleanField(
        label=_("For birth, adoption or a sick child"),
        required=False,
        help_text=_(
            "Then the allowance is kept as long as the municipality's employees keep their pay; else for two weeks."
        ),
    )
    decided_by = FixedForm.base_fields["decided_by"]


class EndForm(Form):
    """From when it is no longer paid."""

    today = DateField(label=_("The first day that is not paid."))


class PayrollForm(Form):
    """The payroll number of each person, and the wage code of each kind."""

    def __init__(self, *args, people, codes, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in Kind:
            self.fields[f"code_{kind}"] = self._field(
                _("Wage code: %(kind)s") % {"kind": kind.label}, codes.get(kind.value, "")
            )
        for person in people:
            number = person.payee.number if hasattr(person, "payee") else ""
            self.fields[f"number_{person.pk}"] = self._field(person.name, number)

    def _field(self, label, initial):
        widget = forms.TextInput(attrs={"class": "ds-input", "size": 10})
        return forms.CharField(
            label=label, max_length=20, required=False, initial=initial, widget=widget
        )

    def split(self) -> tuple[dict[int, str], dict[str, str]]:
        """(numbers by person id, codes by kind)."""
        data = self.cleaned_data
        numbers = {int(n[7:]): v for n, v in data.items() if n.startswith("number_")}
        return numbers, {n[5:]: v for n, v in data.items() if n.startswith("code_")}
