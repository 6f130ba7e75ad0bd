"""Forms about elections."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation import queries
from tannhjul.organisation.enums import BodyKind, Office
from tannhjul.organisation.forms.seats import FillForm, ask_of_the_district
from tannhjul.organisation.models import Body, Person
from tannhjul.web.forms import DateField, Form

from .enums import Method
from .models import Election
from .rules import settlement
from .rules.methods import method_fits


class ElectionForm(Form):
    """An election that is to be held."""

    office = forms.ChoiceField(
        label=_("Who is elected"),
        choices=[("", _("The members")), *[(o.value, o.label) for o in Office if o]],
        required=False,
    )
    method = forms.ChoiceField(label=_("Method"), choices=Method)
    demanded = forms.BooleanField(
        label=_("A member of the council has demanded lists"),
        required=False,
        help_text=_("One is enough (kommuneloven § 7-4)."),
    )
    today = DateField(label=_("Held"))
    seats = forms.IntegerField(
        label=_("New number of members"),
        min_value=1,
        max_value=199,
        required=False,
        help_text=_("Only if it is changed from this election on."),
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
    )
    decided_on = DateField(label=_("When that was decided"), required=False)

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        possible = [
            method
            for method in Method
            if any(method_fits(method, body.kind, "", demanded) for demanded in (True, False))
        ]
        self.offer("method", [(m.value, m.label) for m in (*possible, Method.MAJORITY)])


class ListForm(Form):
    """A list put forward in an election."""

    name = forms.CharField(
        label=_("Name of the list"),
        max_length=120,
        help_text=_("The party or group, or both for a joint list."),
    )
    signed_by = forms.ModelChoiceField(
        label=_("Signed by"),
        queryset=Person.objects.none(),
        help_text=_("A member of the council from the party or group."),
    )
    agreed = FillForm.base_fields["agreed"]
    lines = FillForm.base_fields["lines"]
    clean_lines = FillForm.clean_lines
    _check = staticmethod(FillForm._check)

    def __init__(self, *args, election: Election, **kwargs):
        super().__init__(*args, **kwargs)
        ask_of_the_district(self, election.body)
        if election.method != Method.PROPORTION:
            del self.fields["signed_by"]
            return
        self.offer(
            "signed_by", Person.objects.filter(pk__in=queries.council_members(election.held_on))
        )


class ComposeForm(Form):
    """The other members of an executive council, the deputy leader first."""

    lines = FillForm.base_fields["lines"]
    clean_lines = FillForm.clean_lines
    _check = staticmethod(FillForm._check)


class DesignateForm(Form):
    """Who is to form the executive council."""

    leader = forms.ModelChoiceField(
        label=_("Who forms the executive council"), queryset=Person.objects.order_by("name")
    )


class FallForm(Form):
    """Who leaves an executive council, as it was said in the council's meeting."""

    person = forms.ModelChoiceField(
        label=_("Who leaves"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("The whole executive council"),
    )
    said = forms.BooleanField(
        label=_("It has been said in a meeting of the council (kommuneloven § 10-7)")
    )

    def __init__(self, body: Body, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sitting = [row.person_id for row in queries.members(body, localdate())]
        self.offer("person", Person.objects.filter(pk__in=sitting).order_by("name"))


class CountForm(Form):
    """What was counted: a number for each list."""

    def __init__(self, *args, election: Election, **kwargs):
        super().__init__(*args, **kwargs)
        agreed = election.method == Method.AGREEMENT
        for slate in election.slates.all():
            self.fields[f"slate_{slate.pk}"] = forms.IntegerField(
                label=_("Seats for %(list)s") % {"list": slate}
                if agreed
                else _("Votes for %(list)s") % {"list": slate},
                min_value=0,
                max_value=10_000_000,
                widget=forms.NumberInput(attrs={"class": "ds-input"}),
                initial=slate.votes,
            )
        if election.method == Method.PROPOSAL:  # opened when the one before resigns, held later
            self.fields["held_on"] = DateField(label=_("Held"), initial=localdate)
        names = ["against"] if agreed else ["blank"]
        names += ["second"] if election.method == Method.MAJORITY else []
        for name in names:
            self.fields[name] = self._more()[name]

    @staticmethod
    def _more() -> dict[str, forms.Field]:
        def number(label: Any) -> forms.Field:
            widget = forms.NumberInput(attrs={"class": "ds-input"})
            return forms.IntegerField(
                label=label, min_value=0, max_value=10_000, initial=0, widget=widget
            )

        return {
            "against": number(_("Votes against")),
            "blank": number(_("Blank votes")),
            "second": forms.BooleanField(label=_("This is the second ballot"), required=False),
        }

    def facts(self) -> dict:
        """What ``actions.elections.count`` takes."""
        data = dict(self.cleaned_data)
        votes = {
            int(name.removeprefix("slate_")): data.pop(name)
            for name in list(data)
            if name.startswith("slate_")
        }
        return {"votes": votes, **data}


class CountFileForm(Form):
    """The whole count of a council election, as a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "JSON with lists, votes, candidates and personal votes, as «tannhjul elect» reads it."
        ),
    )

    def clean_file(self) -> settlement.Election:
        """The election in the file."""
        file = self.cleaned_data["file"]
        if file.size > 10_000_000:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        try:
            return settlement.read(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8 text.")) from None
        except settlement.Unreadable as fault:
            raise forms.ValidationError(
                _("The file cannot be read as an election: %(why)s"), params={"why": fault}
            ) from None


class EffectForm(Form):
    """When an election takes effect."""

    today = DateField(label=_("First day in the new seats"))

    def __init__(self, *args, election: Election, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {
            BodyKind.ELDERLY_COUNCIL: _("How many of those elected have turned 60"),
            BodyKind.YOUTH_COUNCIL: _("How many of those elected are under 19"),
        }
        if election.body.kind in labels and not election.office:
            self.fields["of_age"] = forms.IntegerField(
                label=labels[BodyKind(election.body.kind)],
                min_value=0,
                widget=forms.NumberInput(attrs={"class": "ds-input"}),
            )
