"""Forms about seats: who takes one, leaves it, comes back or sits instead."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.choices import chosen
from tannhjul.organisation.choices import ONLY_OF_THE_DISTRICT
from tannhjul.organisation.enums import BodyKind, Leaving, Office, SeatKind
from tannhjul.organisation.models import Body, Party, Person
from tannhjul.organisation.rules.lists import read_lines
from tannhjul.web.forms import DateField, Form


def agreed_field() -> forms.BooleanField:
    """That those who are to sit have agreed, and can be elected."""
    return forms.BooleanField(
        label=_("Everyone has agreed in writing to stand, may vote, and is registered here"),
        help_text="kommuneloven § 7-2",
    )


def of_the_district_field() -> forms.BooleanField:
    """That those who are to sit live in the district, where the council wants that."""
    return forms.BooleanField(
        label=_("Everyone is registered in the district"), help_text="kommuneloven § 7-3"
    )


def ask_of_the_district(form: Form, body: Body) -> None:
    """Ask it where it counts; a list that is put forward or seated carries the answer."""
    if body.kind == BodyKind.DISTRICT_COMMITTEE and chosen(ONLY_OF_THE_DISTRICT, localdate()):
        form.fields["lives_there"] = of_the_district_field()


class SeatForm(Form):
    """A seat for a person."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.all())
    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.all(), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=SeatKind)
    order = forms.IntegerField(label=_("Place on the list"), min_value=1, max_value=999)
    office = forms.ChoiceField(label=_("Office"), choices=Office, required=False)
    elected_by = forms.ModelChoiceField(
        label=_("Elected by"),
        queryset=Body.objects.filter(kind=BodyKind.EXECUTIVE_COMMITTEE, valid_to=None),
        required=False,
        empty_label=_("The council"),
        help_text=_("Of a deputy elected between two elections (kommuneloven § 7-10)."),
    )
    today = DateField(label=_("From"))
    nobody_else = forms.BooleanField(
        label=_("The group has nobody of the under-represented gender"), required=False
    )
    by_employees = forms.BooleanField(
        label=_("Elected by the employees of the enterprise"),
        required=False,
        help_text=_("At most a fifth of the board (kommuneloven § 9-6)."),
    )
    agreed = agreed_field()

    def __init__(self, body: Body, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_of_the_district(self, body)
        if body.kind != BodyKind.ENTERPRISE_BOARD:
            del self.fields["by_employees"]


class FillForm(Form):
    """A list of people to seat, pasted."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SeatKind)
    lines = forms.CharField(
        label=_("The list"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "One line for each person, in the order of the list: party code; name; e-mail; k or m. Rows pasted from a spreadsheet work as they are. The last two may be left out."
        ),
    )
    today = DateField(label=_("From"))
    agreed = agreed_field()

    def __init__(self, body: Body, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_of_the_district(self, body)

    def clean_lines(self) -> list:
        """The lines in their parts."""
        try:
            lines = read_lines(self.cleaned_data["lines"])
        except ValueError as fault:
            raise forms.ValidationError(
                _("Line %(number)s cannot be read. Write: party code; name; e-mail; k or m."),
                params={"number": fault.args[0]},
            ) from None
        for line in lines:
            if line.email:
                self._check(forms.EmailField(max_length=150), line.email, line.number)
            self._check(forms.CharField(max_length=120), line.name, line.number)
        return lines

    @staticmethod
    def _check(field: forms.Field, text: str, number: int) -> None:
        try:
            field.clean(text)
        except forms.ValidationError as fault:
            raise forms.ValidationError(
                _("Line %(number)s: %(why)s"),
                params={"number": number, "why": " ".join(fault.messages)},
            ) from None


def _votes(label) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=1000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
        help_text=_("Only when the council suspends or removes its mayor."),
    )


class LeaveForm(Form):
    """Why someone leaves a seat, from when and, if not for good, until when."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Leaving)
    today = DateField(label=_("First day without the seat"))
    until = DateField(
        label=_("Back on"),
        required=False,
        help_text=_(
            "Leave it open if it is for good, or if nobody knows how long a suspension or an exemption lasts."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
        help_text=_("Needed for exemption and suspension. Not shown to others."),
    )
    decided_by = forms.CharField(
        label=_("Decision"),
        max_length=200,
        required=False,
        help_text=_("Needed for exemption and suspension, e.g. PS 12/26."),
    )
    votes_for = _votes(_("Votes for"))
    votes_cast = _votes(_("Votes cast"))

    def clean(self) -> dict:
        """No votes where none are given."""
        data = super().clean() or {}
        return data | {name: data.get(name) or 0 for name in ("votes_for", "votes_cast")}


class ComeBackForm(Form):
    """The first day on which someone who was away sits again."""

    today = DateField(label=_("Back on"))


class ReplaceForm(Form):
    """Who is elected in the place of someone who left."""

    person = forms.ModelChoiceField(label=_("New member"), queryset=Person.objects.all())
    today = DateField(label=_("From"))
    agreed = agreed_field()
    nobody_else = forms.BooleanField(
        label=_("The group has nobody of the under-represented gender"), required=False
    )

    def __init__(self, body: Body, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_of_the_district(self, body)


class SubstituteForm(Form):
    """Who sits for someone who is away for long."""

    person = forms.ModelChoiceField(label=_("Substitute member"), queryset=Person.objects.all())
    today = DateField(label=_("From"))
    agreed = agreed_field()

    def __init__(self, body: Body, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_of_the_district(self, body)
