"""Forms about arrangements."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import role_of
from tannhjul.core.enums import ELECTED, Gear
from tannhjul.decisions.models import Decision
from tannhjul.organisation.enums import Office, SeatKind
from tannhjul.organisation.models import Party, Person, Seat
from tannhjul.organisation.queries import person_of
from tannhjul.web.forms import DateField, Form, Several

from . import actions, library, queries
from .enums import Verdict
from .models import Adoption, Part
from .parts.setup import Setup

AIMS = 3  # as many as one form asks for


def _named() -> list[tuple[str, str]]:
    return [(row.key, queries.told(row.name)) for row in library.everything().values()]


class CompareForm(Form):
    """Two arrangements to hold side by side with today's."""

    first = forms.ChoiceField(label=_("This"), choices=_named)
    second = forms.ChoiceField(label=_("And this"), choices=_named, required=False)

    def clean(self):
        data = self.cleaned_data
        if data.get("second") and data["second"] == data.get("first"):
            self.add_error("second", _("Choose another than the first."))
        return data


class TryForm(Form):
    """A case to play through another arrangement."""

    case = forms.RegexField(
        r"^\d{2}/\d{1,9}$",
        label=_("Case number"),
        help_text=_("E.g. 26/3."),
        error_messages={"invalid": _("Write the number like this: 26/3.")},
    )


class OppositionForm(Form):
    """The parties that are in opposition."""

    party = Several(label=_("Parties in opposition"), queryset=Party.objects.all())


class DecidedForm(Form):
    """What the council decided about it."""

    decision = forms.ModelChoiceField(
        label=_("The council's decision"),
        queryset=Decision.objects.none(),
        required=False,
    )
    rejected = forms.BooleanField(
        label=_("It was not adopted, or has been taken back"), required=False
    )

    def clean(self):
        data = self.cleaned_data
        if bool(data.get("decision")) == data.get("rejected", False):
            self.add_error("decision", _("Choose the decision, or say that it was not adopted."))
        return data


class RaisingForm(Form):
    """From when something would be in force, and whose initiative it is.

    An elected member raises it alone, for the group, or for a body that the member leads; the
    secretariat says who did.
    """

    valid_from = DateField(label=_("In force from"))
    voted_before = DateField(
        label=_("When the previous council voted on it"),
        required=False,
        help_text=_("Parliamentary rule begins or ends with this (kommuneloven § 10-1)."),
    )
    on_behalf = forms.ChoiceField(label=_("Raised by"))
    initiative_by = forms.CharField(
        label=_("Who took the initiative"), max_length=160, required=False
    )
    initiative_gear = forms.ChoiceField(
        label=_("Where the initiative came from"), choices=Gear, initial=Gear.ADMINISTRATION
    )

    def __init__(self, user, sets: Setup, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not queries.changes_form(sets, localdate()):
            del self.fields["voted_before"]
        self.person = person_of(user) if role_of(user) in ELECTED else None
        if self.person is None:
            del self.fields["on_behalf"]
            return
        del self.fields["initiative_by"], self.fields["initiative_gear"]
        self.offer("on_behalf", [("me", _("Me")), *_speaks_for(self.person)], "me")

    def terms(self, **more: Any) -> actions.Terms:
        """The terms as the actions take them."""
        data = self.cleaned_data
        names = {field.name for field in fields(actions.Terms)} & set(data)
        given = {name: data[name] for name in names} | more
        return actions.Terms(**given, raised_by=self.person, initiative=self._initiative())

    def _initiative(self) -> tuple[tuple[str, Any], ...]:
        data = self.cleaned_data
        if self.person is None:
            by, gear = data["initiative_by"], data["initiative_gear"]
        else:
            known = dict(_speaks_for(self.person))
            by, gear = known.get(data["on_behalf"], self.person.name), Gear.POLITICS
        return (("initiative_by", by[:160]), ("initiative_gear", gear))


def _speaks_for(person: Person) -> list[tuple[str, str]]:
    """The group, and the bodies, for which someone can raise something today."""
    seats = Seat.objects.on(localdate()).filter(person=person, kind=SeatKind.MEMBER)
    rows = list(seats.select_related("party", "body"))
    groups = {
        f"party-{s.party_id}": gettext("The group of %s") % s.party.name for s in rows if s.party
    }
    led = {f"body-{s.body_id}": s.body.name for s in rows if s.office == Office.LEADER}
    return [*groups.items(), *led.items()]


class ProposeForm(RaisingForm):
    """On which terms an arrangement is proposed: aims, trial, review, and what is to hold where two differ."""

    trial_to = DateField(
        label=_("A trial until"),
        required=False,
        help_text=_("If it is tried for a time. What was before holds again the day after."),
    )
    goes_on = forms.BooleanField(
        label=_("It goes on when the trial is over"),
        required=False,
        help_text=_("Unless the council decides otherwise. Everyone is told then."),
    )
    review_on = DateField(
        label=_("Reviewed by"),
        help_text=_(
            "Then the council is asked, part by part, whether to keep it, change it or step back from it."
        ),
    )

    def __init__(self, user, sets: Setup, *args: Any, **kwargs: Any):
        super().__init__(user, sets, *args, **kwargs)
        for n in range(1, AIMS + 1):
            self.fields[f"aim_{n}"] = forms.CharField(
                label=gettext("Aim %s") % n, max_length=300, required=n == 1
            )
            self.fields[f"seen_{n}"] = forms.CharField(
                label=gettext("How one sees that aim %s is reached") % n,
                max_length=300,
                required=n == 1,
            )
        self.clashes = queries.conflicts(sets, localdate())
        for n, clash in enumerate(self.clashes):
            choices = [
                ("ours", "; ".join(clash.ours) or gettext("It ends")),
                ("theirs", f"{clash.other}: {'; '.join(clash.theirs) or gettext('It ends')}"),
            ]
            self.fields[f"clash_{n}"] = forms.ChoiceField(
                label=gettext("%(about)s: which is to hold?") % {"about": clash.about},
                choices=choices,
                widget=forms.RadioSelect,
                help_text=gettext("«%(name)s» sets it differently.") % {"name": clash.other},
            )

    def clean(self):
        data = super().clean() or {}
        for n in range(2, AIMS + 1):
            if bool(data.get(f"aim_{n}")) != bool(data.get(f"seen_{n}")):
                self.add_error(
                    f"seen_{n}", _("Write both the aim and how one sees it, or neither.")
                )
        return data

    def asked(self) -> actions.Terms:
        """What is asked for."""
        data = self.cleaned_data
        pairs = ((data[f"aim_{n}"], data[f"seen_{n}"]) for n in range(1, AIMS + 1))
        holds = (c.key for n, c in enumerate(self.clashes) if data[f"clash_{n}"] == "theirs")
        return self.terms(aims=tuple(pair for pair in pairs if pair[0]), holds=tuple(holds))


class SayForm(Form):
    """What one says of an arrangement: each aim, each part, and the two questions."""

    def __init__(self, asked: list[queries.Question], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for question in asked:
            self.fields[question.key] = forms.ChoiceField(
                label=question.asks, choices=question.verdicts, widget=forms.RadioSelect
            )
        self.fields["why"] = forms.CharField(
            label=_("Why"),
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=4000,
            required=False,
            help_text=_("Needed if you want anything to be otherwise. Everyone can read it."),
        )


class ReviewForm(RaisingForm):
    """What the council is asked to do with each part, and when it is reviewed again."""

    trial_to = DateField(
        label=_("Goes on as a trial until"),
        required=False,
        help_text=_("Leave it empty if what is kept is to stay."),
    )
    review_on = DateField(label=_("Reviewed again by"), required=False)

    def __init__(self, user, adoption: Adoption, *args: Any, **kwargs: Any):
        super().__init__(user, library.setup_from(adoption.before or {}), *args, **kwargs)
        self.parts = {}
        for each in queries.answered(adoption, localdate()):
            if isinstance(each.question.about, Part):
                self.parts[each.question.key] = each.question.about.key
                self.fields[each.question.key] = forms.ChoiceField(
                    label=each.question.about.name,
                    choices=Verdict,
                    widget=forms.RadioSelect,
                    initial=each.most or Verdict.KEEP,
                )
        if not self.parts:
            self.parts = {queries.WHOLE: queries.WHOLE}
            self.fields[queries.WHOLE] = forms.ChoiceField(
                label=gettext("The whole of it"),
                choices=Verdict,
                widget=forms.RadioSelect,
                initial=Verdict.KEEP,
            )

    def verdicts(self) -> dict[str, str]:
        """What is to become of each part."""
        return {key: self.cleaned_data[name] for name, key in self.parts.items()}


class IntroduceForm(Form):
    """By which decision an arrangement is in force."""

    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, help_text=_("E.g. Kommunestyret PS 12/26.")
    )
    valid_from = DateField(label=_("In force from"))
    sure = forms.BooleanField(
        label=_("I have read the decision: the council has adopted this"),
        help_text=_(
            "Bodies, tracks, choices and delegations change on that day. Only a new decision of the council changes them back."
        ),
    )

    def clean_valid_from(self):
        """Not back in time: what has been done until now was done as things were."""
        day = self.cleaned_data["valid_from"]
        if day < localdate():
            raise forms.ValidationError(_("It cannot come into force before today."))
        return day
