"""Forms for the secretary's desk and the meeting room."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tannhjul.cases.enums import Kind, Outcome
from tannhjul.meetings.enums import ClosedBasis, Finding, Plea, ProposalKind
from tannhjul.meetings.enums import MeetingForm as WhereForm
from tannhjul.meetings.models import Meeting, Presence
from tannhjul.meetings.order import points_of
from tannhjul.meetings.queries import (
    day_of,
    entitled,
    expected,
    power_in,
    proposing_by_law,
    signers_wanted,
)
from tannhjul.meetings.rules import BOARD
from tannhjul.organisation.models import Body, Person, Seat
from tannhjul.organisation.rules.bodies import has_power_to_decide
from tannhjul.web.forms import Form, MomentField, Several

LONG = 200_000


class TimeForm(Form):
    """When and where."""

    starts_at = MomentField(label=_("Starts"))
    place = forms.CharField(label=_("Place"), max_length=200)
    form = forms.ChoiceField(
        label=_("Form"),
        choices=WhereForm,
        initial=WhereForm.PHYSICAL,
        help_text=_(
            "Meeting in one room is best where people are to shape something together; remote does for information and simple clarification."
        ),
    )
    stream = forms.URLField(
        label=_("Where it can be followed"),
        required=False,
        assume_scheme="https",
        help_text=_("Needed for a remote meeting."),
    )
    form_because = forms.CharField(
        label=_("Why in this form"),
        max_length=300,
        required=False,
        help_text=_(
            "For an urgent meeting, remote or in writing: what must be decided before the next one, and why no extra meeting is held (kommuneloven § 11-8). For a remote one: why people who are to discuss something for the first time do not meet in one room."
        ),
    )

    def clean_starts_at(self) -> datetime:
        """Not in the past, and not beyond the next term."""
        at = self.cleaned_data["starts_at"]
        if not timezone.localdate() <= at.date() <= timezone.localdate() + timedelta(days=5 * 365):
            raise forms.ValidationError(_("Choose a day from today on, at most five years ahead."))
        return at


class TakeUpForm(Form):
    """Who objects to deciding an item that was not on the agenda."""

    objecting = forms.IntegerField(
        label=_("How many object"),
        min_value=0,
        max_value=1000,
        initial=0,
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
    )
    leader_objects = forms.BooleanField(label=_("The leader objects"), required=False)


class MeetingForm(TimeForm):
    """A meeting in the calendar."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.all())
    constituting = forms.BooleanField(
        label=_("Constituting meeting of a new council"),
        required=False,
        help_text=_("Its agenda, notice and quorum are set by law (kommuneloven § 7-1)."),
    )
    field_order = ["body", "starts_at", "place", "form", "stream", "form_because", "constituting"]


class ItemForm(Form):
    """An item without a case."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, initial=Kind.BRIEFING)


class StepForm(Form):
    """Which waiting case to put on the agenda."""

    step = forms.IntegerField(min_value=1, max_value=2**31)


class AbsenceForm(Form):
    """Why a member cannot come."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class RollCallForm(Form):
    """Who of the expected are here."""

    people = forms.MultipleChoiceField(label=_("Present"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        rows = expected(meeting)
        self.offer(
            "people", [(e.person.pk, self._label(e)) for e in rows], [e.person.pk for e in rows]
        )

    @staticmethod
    def _label(e) -> str:
        party = f" ({e.party.code})" if e.party else ""
        stands_in = _(", deputy for %(person)s") % {"person": e.replaces} if e.replaces else ""
        return f"{e.person}{party}{stands_in}"


class ArriveForm(Form):
    """Someone comes."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    replaces = forms.ModelChoiceField(
        label=_("Deputy for"), queryset=Person.objects.none(), required=False
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        seats = Seat.objects.on(day_of(meeting)).filter(body=meeting.body)
        seated = Person.objects.filter(seats__in=seats).distinct()
        here = meeting.presences.filter(left_at=None).values("person")
        self.offer("person", seated.exclude(pk__in=here))
        self.offer("replaces", Person.objects.filter(seats__in=seats.filter(kind="member")))


class ChairForm(Form):
    """Who leads the meeting from now on."""

    person = forms.ModelChoiceField(label=_("Who chairs"), queryset=Person.objects.none())

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        here = meeting.presences.filter(left_at=None, item=None).values("person")
        self.offer("person", Person.objects.filter(pk__in=here), meeting.chair_id)


class RecordingForm(Form):
    """Whether the meeting may be recorded, and if not, why."""

    disturbs = forms.BooleanField(label=_("Recording disturbs the meeting"), required=False)
    reason = forms.CharField(
        label=_("How it disturbs"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everyone reads this. Leave both empty to let whoever asks record."),
    )

    def clean(self):
        data = self.cleaned_data
        if data.get("disturbs") and not data.get("reason"):
            self.add_error("reason", _("Say how it disturbs."))
        return data


class RemarksForm(Form):
    """Remarks to notice and agenda."""

    remarks = forms.CharField(
        label=_("Remarks, if any"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=LONG,
    )


class PartialityForm(Form):
    """Whose impartiality is in question, and why."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=Person.objects.none())
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=LONG
    )
    plea = forms.ChoiceField(label=_("Question"), choices=Plea)
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=200,
        required=False,
        help_text=_("For example forvaltningsloven § 6 (2)."),
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        here = Presence.objects.filter(meeting=item.meeting_id, left_at=None).values("person")
        self.offer("person", Person.objects.filter(pk__in=here))


class DeclareForm(Form):
    """What a member says of the own impartiality."""

    plea = forms.ChoiceField(label=_("Question"), choices=Plea)
    reason = forms.CharField(
        label=_("What the body should know"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
    )


class DoorsForm(Form):
    """Whether the doors are open, and if not, why."""

    basis = forms.ChoiceField(label=_("Doors"), choices=ClosedBasis, required=False)
    debated_behind_doors = forms.BooleanField(
        label=_("The debate on closing them was held behind closed doors"), required=False
    )
    against = Several(
        label=_("Voted against closing them"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("The vote is open. Everyone else who sits in the case voted for it."),
    )

    def __init__(self, *args, sitting: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("against", Person.objects.filter(pk__in=[person.pk for person in sitting]))


class FindingForm(Form):
    """What the body decided, and who of those who decide on it voted against."""

    finding = forms.ChoiceField(
        label=_("The body decided"), choices=[c for c in Finding.choices if c[0] != Finding.PENDING]
    )
    against = Several(
        label=_("Voted against this"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_(
            "Everyone else who decides on it voted for. Those of whom it is asked do not decide, for themselves or each other."
        ),
    )

    def __init__(self, *args, deciding: Collection[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("against", Person.objects.filter(pk__in=deciding))


class ProposalForm(Form):
    """A proposal."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[c for c in ProposalKind.choices if c[0] != ProposalKind.RECOMMENDATION],
    )
    point = forms.CharField(
        label=_("Point"),
        max_length=20,
        required=False,
        help_text=_("Only if it concerns one point, e.g. 3 or 1 a."),
    )
    text = forms.CharField(
        label=_("Proposed decision"), widget=forms.Textarea(attrs={"rows": 4}), max_length=LONG
    )
    on_behalf_of = forms.CharField(label=_("On behalf of"), max_length=200, required=False)


class SplitForm(Form):
    """A proposal divided into points."""

    text = forms.CharField(
        label=_("The points, each on lines of its own that begin with its number"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONG,
        help_text=_("For example «1. The plan is adopted.»"),
    )

    def clean_text(self) -> list[tuple[str, str]]:
        """(point, text) of at least two points with different numbers."""
        try:
            points = points_of(self.cleaned_data["text"])
        except ValueError:
            raise forms.ValidationError(
                _("Write at least two points, each beginning with a number of its own.")
            ) from None
        return points


class AnyProposalForm(ProposalForm):
    """A proposal that the secretary writes down for a member."""

    proposer = forms.ModelChoiceField(
        label=_("Proposer"), queryset=Person.objects.none(), required=False
    )

    def __init__(self, *args, item, at, **kwargs):
        super().__init__(*args, **kwargs)
        here = {row.person_id for row in entitled(item, at)} | proposing_by_law(item)
        self.offer("proposer", Person.objects.filter(pk__in=here))


class UrgentForm(Form):
    """In whose place the body decides, and why it cannot wait."""

    body = forms.ModelChoiceField(label=_("In place of"), queryset=Body.objects.none())
    reason = forms.CharField(
        label=_("Why it cannot wait"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000
    )


class ConcludeForm(Form):
    """Outcome and decision text; the text is what the adopted proposals say."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        decides = has_power_to_decide(power_in(item))
        allowed = [c for c in Outcome.choices if decides or c[0] != Outcome.ADOPTED]
        self.offer("outcome", allowed, self.initial.get("outcome"))

    resolution = forms.CharField(
        label=_("Decision text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=LONG,
    )


class SignersForm(Form):
    """Who signs the minutes."""

    people = Several(label=_("Signers"), queryset=Person.objects.none())

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        here = Person.objects.filter(presences__meeting=meeting).distinct()
        self.offer("people", here, list(meeting.signatures.values_list("person_id", flat=True)))
        wanted = here.count() if meeting.body.kind == BOARD else signers_wanted(meeting)
        self.fields["people"].help_text = ngettext(
            "In this body %(number)s person signs.", "In this body %(number)s people sign.", wanted
        ) % {"number": wanted}


class DemandForm(Form):
    """How many demand that an urgent meeting waits for an ordinary one."""

    demanding = forms.IntegerField(
        label=_("How many demand it"),
        min_value=1,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "ds-input"}),
    )
