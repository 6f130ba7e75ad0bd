"""Forms for preparing a case."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.accounts.models import User
from tannhjul.core.enums import Gear
from tannhjul.documents.enums import Ground
from tannhjul.documents.rules import ground_fits_elected_body
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Body, Person, Unit
from tannhjul.web.forms import DateField, Form, label_of

from . import queries
from .enums import CONSEQUENCES, PAPER_PARTS, Actor, Kind, Mandate, Nature, Status
from .models import Alternative, Case, Paper, Track, TrackStep

LONG = 200_000


class CaseField(forms.RegexField):
    """A case by its number; the number as it is written in, the case (or None) out."""

    def __init__(self, **kwargs):
        unclear = {"invalid": _("Write the number like this: 26/3.")}
        super().__init__(r"^\d{2}/\d{1,9}$", error_messages=unclear, **kwargs)

    def clean(self, value) -> Case | None:
        """The case with this number."""
        text = super().clean(value)
        if not text:
            return None
        case = queries.numbered(text).first()
        if case is None:
            raise forms.ValidationError(_("There is no case with this number."))
        return case


class HandOverForm(Form):
    """Who prepares the case from now on."""

    officer = forms.ModelChoiceField(label=_("Case officer"), queryset=User.objects.none())
    unit = forms.ModelChoiceField(
        label=_("Responsible unit"),
        queryset=Unit.objects.filter(valid_to=None),
        required=False,
        help_text=_("Its leader, and whoever leads a unit above, reads what is exempt."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("officer", queries.officers(localdate()), self.initial.get("officer"))


class CaseForm(Form):
    """A new case, or its cover."""

    title = forms.CharField(
        label=_("Public title"),
        max_length=300,
        help_text=_("Everyone can read this, also when the case is exempt."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[c for c in Kind.choices if c[0] != Kind.PROCEDURE]
    )
    nature = forms.ChoiceField(label=_("Sort of matter"), choices=Nature, required=False)
    complaint_over = CaseField(
        label=_("Complaint over"),
        required=False,
        help_text=_(
            "The number of the decided case, e.g. 26/3. Whoever took part in that decision is disqualified in this one."
        ),
    )
    mandate = forms.ChoiceField(
        label=_("The municipality acts as"), choices=Mandate, required=False
    )
    unit = forms.ModelChoiceField(
        label=_("Responsible unit"), queryset=Unit.objects.all(), required=False
    )
    initiative_by = forms.CharField(
        label=_("Who took the initiative"), max_length=160, required=False
    )
    initiative_gear = forms.ChoiceField(label=_("Where the initiative came from"), choices=Gear)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)
    ground = forms.ChoiceField(label=_("Public access"), choices=Ground, required=False)
    screened_title = forms.CharField(
        label=_("Full title (not public)"),
        max_length=300,
        required=False,
        help_text=_("Only if the case is exempt."),
    )

    def clean_complaint_over(self) -> Case | None:
        """The decided case with this number."""
        case = self.cleaned_data["complaint_over"]
        if case and case.status != Status.DECIDED:
            raise forms.ValidationError(_("There is no decided case with this number."))
        return case

    def clean(self) -> dict:
        """A screened title makes sense only where there is a ground."""
        data = super().clean() or {}
        if bool(data.get("complaint_over")) != (data.get("nature") == Nature.COMPLAINT):
            self.add_error(
                "complaint_over", _("A complaint, and nothing else, is over a decided case.")
            )
        if data.get("screened_title") and not data.get("ground"):
            self.add_error("ground", _("A title that is not public needs a ground for exemption."))
        return data


class PaperForm(Form):
    """The texts of the case paper, and the revision they started from."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in PAPER_PARTS:
            label = label_of(Paper, name)
            widget = forms.Textarea(
                attrs={"class": "ds-input", "rows": 3 if name == "question" else 8}
            )
            self.fields[name] = forms.CharField(
                label=label, required=False, widget=widget, max_length=LONG
            )


class AlternativeForm(Form):
    """One alternative and its five consequences."""

    title = forms.CharField(label=_("Title"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CONSEQUENCES:
            label = label_of(Alternative, name).lower()
            widget = forms.Textarea(attrs={"class": "ds-input", "rows": 3})
            self.fields[name] = forms.CharField(
                label=_("Consequences for %(what)s") % {"what": label},
                required=False,
                widget=widget,
                max_length=LONG,
            )


class LinkForm(Form):
    """A link."""

    title = forms.CharField(label=_("Title"), max_length=200)
    url = forms.URLField(label=_("Address"), assume_scheme="https")


class CasePartyForm(Form):
    """A party to the case."""

    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        help_text=_("A person, company or organisation that the case is about or decides for."),
    )


class AttachmentForm(Form):
    """A file and who may see it."""

    title = forms.CharField(label=_("Public title"), max_length=300)
    file = forms.FileField(label=_("File"))
    ground = forms.ChoiceField(label=_("Public access"), choices=Ground, required=False)
    exempt_until = DateField(label=_("Access postponed until"), required=False)


class TakeDownForm(Form):
    """What a paper is called in public from now on, on which ground it is closed, and why."""

    title = forms.CharField(
        label=_("Public title from now on"),
        max_length=300,
        help_text=_("Without what was not to be published."),
    )
    ground = forms.ChoiceField(
        label=_("Ground that was overlooked"),
        choices=[
            (each.value, each.label)
            for each in Ground
            if each and ground_fits_elected_body(each.value)
        ],
    )
    why = forms.CharField(
        label=_("Why it is taken down"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=_("It stands where the document stood, for everyone to read."),
    )


class RouteForm(Form):
    """The bodies that shall treat the case, in order."""

    PLACES = 5

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = Body.objects.on(localdate())
        for place in range(1, self.PLACES + 1):
            self.fields[f"body_{place}"] = forms.ModelChoiceField(
                label=_("Body number %(place)s") % {"place": place},
                queryset=bodies,
                required=place == 1,
                widget=forms.Select(attrs={"class": "ds-input"}),
            )
            self.fields[f"power_{place}"] = forms.ChoiceField(
                label=_("Task of body number %(place)s") % {"place": place},
                choices=Power,
                initial=Power.DECIDES if place == 1 else Power.RECOMMENDS,
                required=False,
                widget=forms.Select(attrs={"class": "ds-input"}),
            )

    def bodies(self) -> list[tuple[Body, str]]:
        """The way as (body, task), empty places left out."""
        data = self.cleaned_data
        places = range(1, self.PLACES + 1)
        return [(data[f"body_{n}"], data[f"power_{n}"]) for n in places if data.get(f"body_{n}")]


class ReasonForm(Form):
    """Why a case is sent back."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, max_length=LONG)


def _because() -> forms.CharField:
    """Why a case goes on though a gate that is only advice is not met."""
    return forms.CharField(
        label=_("Why it goes on all the same"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
    )


class RecommendForm(Form):
    """The chief executive's recommendation, and the revision of the paper that was read.

    ``asks_why``: a gate that is advice is not met, so it is asked why the case goes on.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    recommendation = forms.CharField(
        label=_("Recommendation"), widget=forms.Textarea(attrs={"rows": 8}), max_length=LONG
    )
    because = _because()

    def __init__(self, *args, asks_why: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["because"]


class PoliticalForm(Form):
    """What the leader of a body recommends to it, and why if it deviates."""

    body = forms.ModelChoiceField(label=_("Recommendation to"), queryset=Body.objects.none())
    text = forms.CharField(
        label=_("Recommendation"), widget=forms.Textarea(attrs={"rows": 8}), max_length=LONG
    )
    reason = forms.CharField(
        label=_("Why it deviates"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONG,
        required=False,
        help_text=_("Required if it differs from what the chief executive recommends."),
    )


class AssessForm(Form):
    """The chief executive's assessment of what deviates."""

    text = forms.CharField(
        label=_("Factual assessment and comment"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONG,
    )


class SpokespersonForm(Form):
    """Who presents the case."""

    person = forms.ModelChoiceField(
        label=_("Case spokesperson"), queryset=Person.objects.none(), required=False
    )


class TrackForm(Form):
    """Who a track leads through, where it leaves that open, and why if the case is moved to it."""

    def __init__(self, *args, track: Track, moved: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.ids = []
        for step, _leg in queries.legs(track):
            if asked := _asked(step):
                self.ids.append(step.pk)
                self.fields[f"place_{step.pk}"] = asked
        if moved:
            self.fields["reason"] = forms.CharField(
                label=_("Why the case is moved"),
                widget=forms.Textarea(attrs={"rows": 3, "class": "ds-input"}),
                max_length=2_000,
            )

    def places(self) -> dict[int, Any]:
        """The body, the unit or the names of each step, by the id of the step."""
        return {key: self.cleaned_data[f"place_{key}"] for key in self.ids}


def _asked(step: TrackStep) -> forms.Field | None:
    """What is asked of a step of a track: which body or unit, or who; None if nothing is open."""
    select = forms.Select(attrs={"class": "ds-input"})
    if step.actor == Actor.BODY and not step.each:
        bodies = Body.objects.on(localdate()).filter(kind=step.kind)
        only = bodies.first() if bodies.count() == 1 else None
        label = f"{step}: {step.get_power_display()}"
        return forms.ModelChoiceField(label=label, queryset=bodies, initial=only, widget=select)
    if step.actor == Actor.UNIT:
        units = Unit.objects.on(localdate())
        return forms.ModelChoiceField(label=str(step), queryset=units, widget=select)
    if step.actor == Actor.PARTNER:
        return NamesField(label=str(step), help_text=_("One on each line."))
    return None


class NamesField(forms.CharField):
    """Names, one on each line; a list of them out."""

    MOST, LONGEST = 40, 160
    widget = forms.Textarea(attrs={"rows": 3, "class": "ds-input"})

    def clean(self, value: Any) -> Any:
        """The names, without blank lines."""
        text = super().clean(value) or ""
        names = [line.strip() for line in text.splitlines() if line.strip()]
        if len(names) > self.MOST or any(len(name) > self.LONGEST for name in names):
            facts = {"most": self.MOST, "longest": self.LONGEST}
            raise forms.ValidationError(
                _("Write at most %(most)s names, of at most %(longest)s signs each.") % facts
            )
        return names


class BeginForm(Form):
    """When a workshop, a hearing or another arena began."""

    on = DateField(label=_("Began"))


class EndForm(Form):
    """What came of it; why it goes on, where a gate is only advice and not met."""

    summary = forms.CharField(
        label=_("What came of it"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONG,
        help_text=_("It is shown on the page of the case."),
    )
    because = _because()

    def __init__(self, *args, asks_why: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["because"]


class InquiryForm(Form):
    """A question to the chief executive."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    text = forms.CharField(
        label=_("Question"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        help_text=_("The question is public. Do not write what is confidential."),
    )


class AnswerForm(Form):
    """The answer to a question."""

    text = forms.CharField(
        label=_("Answer"), widget=forms.Textarea(attrs={"rows": 8}), max_length=LONG
    )
    ground = forms.ChoiceField(
        label=_("Public access"),
        choices=Ground,
        required=False,
        help_text=_("Group leaders get the answer in any case."),
    )
