"""Forms about bodies, seats, people, units and local choices."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tannhjul.core.choices import Option, Sort
from tannhjul.organisation.enums import (
    BodyKind,
    Gender,
    Openness,
    Power,
    Tie,
    UnitBasis,
    UnitTask,
)
from tannhjul.organisation.models import Body, Person, Unit
from tannhjul.web.forms import DateField, Form


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
    valid_to = DateField(
        label=_("Ends"),
        required=False,
        help_text=_("Only if it is for a time. The first day without it."),
    )

    def clean(self):
        data = super().clean() or {}
        if data.get("valid_to") and data.get("today") and data["valid_to"] <= data["today"]:
            self.add_error("valid_to", _("The end must come after the beginning."))
        return data


class InterestForm(Form):
    """What ties a person to something outside."""

    tie = forms.ChoiceField(label=_("Tie"), choices=Tie)
    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        help_text=_(
            "The organisation, company, property or relative, as it is called in case papers."
        ),
    )
    ours = forms.BooleanField(
        label=_("The municipality owns a share"),
        required=False,
        help_text=_("Whoever leads such a company or sits on its board cannot control its owner."),
    )
    today = DateField(label=_("From"))


class EndForm(Form):
    """The end of a body or a unit."""

    today = DateField(label=_("First day without it"))


class EntityForm(Form):
    """The municipality."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("E.g. Lillevik kommune."))
    number = forms.RegexField(
        r"^\d{4}$",
        label=_("Municipality number"),
        error_messages={"invalid": _("The number has four digits.")},
    )
    inhabitants = forms.IntegerField(
        label=_("Number of inhabitants"),
        min_value=1,
        max_value=10_000_000,
    )
    counted_on = DateField(
        label=_("When the inhabitants were counted"),
        help_text=_(
            "As a rule 1 January. Numbers of earlier days are kept: those at the last new year but one before an election decide how small the council may be (kommuneloven § 5-5)."
        ),
    )
    url = forms.URLField(label=_("Web address"), required=False, assume_scheme="https")


class TermForm(Form):
    """An election term."""

    name = forms.CharField(label=_("Name"), max_length=40, help_text=_("E.g. 2027–2031."))
    start = DateField(label=_("First day"))
    end = DateField(label=_("First day of the next term"))


class PartyForm(Form):
    """A party or a local list."""

    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("E.g. AP."))
    name = forms.CharField(label=_("Name"), max_length=120)


class FindForm(Form):
    """Some letters of a name."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)


class PersonForm(Form):
    """A person in the register."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=150,
        required=False,
        help_text=_("Needed for notices of meetings, and to sign in."),
    )


class FullPersonForm(PersonForm):
    """Everything that can be put right about a person."""

    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=Gender,
        required=False,
        help_text=_("For the balance that the law wants in elected bodies. Not shown to others."),
    )


class UnitForm(Form):
    """A new administrative unit."""

    name = forms.CharField(label=_("Name"), max_length=160)
    parent = forms.ModelChoiceField(
        label=_("Below"), queryset=Unit.objects.filter(valid_to=None), required=False
    )
    leader = forms.ModelChoiceField(
        label=_("Leader"), queryset=Person.objects.all(), required=False
    )
    today = DateField(label=_("From"))


class TogetherForm(Form):
    """Several units, and a day."""

    units = forms.ModelMultipleChoiceField(
        label=_("Services"),
        queryset=Unit.objects.filter(valid_to=None).exclude(task=UnitTask.HEAD).order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the services that somebody needs.")},
    )
    on = DateField(label=_("On"), required=False)


class MoveUnitForm(Form):
    """Which unit another stands below, from when."""

    above = forms.ModelChoiceField(label=_("Below"), queryset=Unit.objects.none())
    today = DateField(label=_("From"))


class DescribeUnitForm(Form):
    """What a unit is in the organisation."""

    task = forms.ChoiceField(
        label=_("Place in the organisation"),
        choices=[(task.value, task.label) for task in UnitTask if task != UnitTask.HEAD],
    )
    basis = forms.ChoiceField(label=_("Divided by"), choices=UnitBasis, required=False)
    keeps_accounts = forms.BooleanField(
        label=_("Keeps the municipality's accounts"),
        required=False,
        help_text=_("Its leader cannot sit in elected bodies (kommuneloven § 7-3)."),
    )
    board = forms.ModelChoiceField(
        label=_("Board of the enterprise"),
        queryset=Body.objects.filter(kind=BodyKind.ENTERPRISE_BOARD),
        required=False,
        help_text=_(
            "Only for a municipal enterprise: its leader is the manager (kommuneloven ch. 9)."
        ),
    )


class FollowUpForm(Form):
    """Which director follows up a unit, from when."""

    director = forms.ModelChoiceField(
        label=_("Director"),
        queryset=Person.objects.filter(
            leaderships__unit__task=UnitTask.DIRECTOR, leaderships__valid_to=None
        ).distinct(),
    )
    today = DateField(label=_("From"))


class AppointForm(Form):
    """Who is accountable for a unit."""

    person = forms.ModelChoiceField(label=_("Leader"), queryset=Person.objects.all())
    today = DateField(label=_("From"))


class KeepForm(Form):
    """Why a network stands though units work together without standing networks."""

    because = forms.CharField(
        label=_("Why it is kept"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpennessForm(Form):
    """Whether everyone may follow a body."""

    openness = forms.ChoiceField(label=_("Openness"), choices=Openness)


class ChooseForm(Form):
    """A local choice, with the decision that made it."""

    value = forms.Field(label=_("Chosen"))
    body = forms.ModelChoiceField(
        label=_("For"),
        queryset=Body.objects.filter(valid_to=None),
        required=False,
        empty_label=_("All bodies"),
    )
    today = DateField(label=_("From"))
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, help_text=_("E.g. Kommunestyret PS 12/26.")
    )

    def __init__(self, *args, option, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field_for(option)


def _field_for(option: Option) -> forms.Field:
    """What a choice of this sort is made with."""
    label, among = _("Chosen"), [(key, gettext(says)) for key, says in option.among.items()]
    if option.sort == Sort.YES_NO:
        answers = [("1", gettext("Yes")), ("", gettext("No"))]
        return forms.ChoiceField(
            label=label, choices=answers, required=False, widget=forms.RadioSelect
        )
    if option.sort == Sort.ONE_OF:
        return forms.ChoiceField(label=label, choices=among, widget=forms.RadioSelect)
    if option.sort == Sort.SEVERAL:
        return forms.MultipleChoiceField(
            label=label, choices=among, required=False, widget=forms.CheckboxSelectMultiple
        )
    widget = forms.NumberInput(attrs={"class": "ds-input", "step": option.step})
    unit = "%" if option.sort == Sort.SHARE else gettext(option.unit) if option.unit else ""
    whole = forms.IntegerField if option.step == "1" else forms.DecimalField
    return whole(
        label=label,
        help_text=unit,
        widget=widget,
        min_value=option.least,
        max_value=option.most,
    )


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
