"""Forms about promises, duties and judgements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Role
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, Person, Unit
from tannhjul.web.forms import DateField, Form, label_of

from .enums import Per
from .models import Duty
from .presets import Preset
from .queries import duties

OWING = (Role.CHIEF_EXECUTIVE, Role.MAYOR, Role.SECRETARY, Role.AUDITOR)


def _text(label, rows: int = 4, help_text="") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=20_000, help_text=help_text)


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


class DutyForm(Form):
    """What is owed by whom to whom, how often and from when; of a preset, only how often and when."""

    what = forms.CharField(label=label_of(Duty, "what"), max_length=300)
    source = forms.CharField(
        label=label_of(Duty, "source"),
        max_length=160,
        required=False,
        help_text=_("The decision, the agreement or the paragraph."),
    )
    owed_by = forms.ChoiceField(label=_("Owed by"))
    to = forms.ModelChoiceField(
        label=_("Owed to"),
        queryset=Body.objects.all(),
        required=False,
        empty_label=_("Whoever they answer to"),
    )
    unit = forms.ModelChoiceField(label=_("Which enterprise"), queryset=Unit.objects.none())
    first = DateField(label=label_of(Duty, "valid_from"))
    every = forms.IntegerField(label=_("Again after"), min_value=1, max_value=60)
    per = forms.ChoiceField(label=label_of(Duty, "per"), choices=Per)

    def __init__(self, *args: Any, day: Any, preset: Preset | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        bodies = Body.objects.on(day)
        self.preset = preset
        self.offer("per", Per.choices, preset.per if preset else Per.MONTH)
        self.fields["every"].initial = preset.every if preset else None
        if preset:
            for name in ("what", "source", "owed_by", "to"):
                del self.fields[name]
            self.council = bodies.filter(kind=preset.to).first()
            if preset.enterprise:
                enterprises = Unit.objects.on(day).exclude(board=None).order_by("name")
                self.offer("unit", enterprises, duties.without(preset, day).first())
            else:
                del self.fields["unit"]
            return
        del self.fields["unit"]
        roles = [(f"role:{role}", role.label) for role in OWING]
        units = [(f"unit:{unit.pk}", unit.name) for unit in Unit.objects.on(day)]
        self.offer("owed_by", [(_("Roles"), roles), (_("The leader of"), units)])
        self.offer("to", bodies, bodies.filter(kind=BodyKind.COUNCIL).first())

    def clean(self) -> dict[str, Any]:
        """What the action asks for."""
        data = super().clean() or {}
        if self.preset:
            return {**data, **self._asked(self.preset)}
        kind, _sep, key = data.pop("owed_by", "").partition(":")
        owing = {"role": key} if kind == "role" else {"unit_id": int(key)} if key else {}
        return {**data, **owing}

    def _asked(self, preset: Preset) -> dict[str, Any]:
        paragraph = preset.rule.paragraph
        owed = {"what": preset.named, "source": paragraph, "role": preset.role}
        unit = self.cleaned_data.get("unit")
        to = unit.board if unit and preset.to == BodyKind.ENTERPRISE_BOARD else self.council
        return {**owed, "to": to, "key": preset.key}


class PerformForm(Form):
    """What was given."""

    text = _text(_("What was given, and where it is found"), help_text=_("Everyone can read it."))
    waived = forms.BooleanField(
        label=_("It was not needed this time"),
        required=False,
        help_text=_("Say above why. It is shown as not needed, not as given."),
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if duty.key:
            del self.fields["waived"]  # the law asks for it each time


class JudgeForm(Form):
    """What one judges, and why."""

    verdict = forms.ChoiceField(label=_("What do you judge?"), widget=forms.RadioSelect)
    why = _text(_("Why?"), help_text=_("It is shown with your name."))
    until = DateField(
        label=_("Holds until"), required=False, help_text=_("Empty: until you judge again.")
    )


class AnswerForm(Form):
    """An answer to what was judged."""

    text = _text(_("Answer"))
