"""Forms about gatherings."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.forms import CaseField
from tannhjul.core.enums import Gear
from tannhjul.meetings.enums import MeetingForm
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries.urgent import NOT_OVER
from tannhjul.organisation.enums import Openness
from tannhjul.organisation.models import Body, Party, Person, Unit
from tannhjul.web.forms import DateField, Form, MomentField, Several

from . import queries
from .enums import PLANNED, Ask, Climate, Kind, NextStep, Understood
from .models import Gathering, Prompt, Topic

LONG = 50_000
FORMS = (MeetingForm.PHYSICAL, MeetingForm.REMOTE, MeetingForm.HYBRID)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class GatheringForm(Form):
    """A gathering: what it is for, when, where, for whom."""

    kind = forms.ChoiceField(
        label=_("What sort of gathering"), choices=[(kind.value, kind.label) for kind in PLANNED]
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    purpose = forms.CharField(label=_("Purpose"), widget=_area(3), max_length=LONG, required=False)
    starts_at = MomentField(label=_("Starts"))
    place = forms.CharField(label=_("Place"), max_length=200)
    form = forms.ChoiceField(
        label=_("Form"),
        choices=[(row.value, row.label) for row in FORMS],
        help_text=_("People who meet in one room talk better together."),
    )
    form_because = forms.CharField(
        label=_("Why in this form"),
        max_length=300,
        required=False,
        help_text=_("Only for a conversation that is held remotely."),
    )
    stream = forms.URLField(
        label=_("Address for those who follow"),
        required=False,
        assume_scheme="https",
        help_text=_("Required when it is remote; not when people meet in one room."),
    )
    openness = forms.ChoiceField(
        label=_("Openness"), choices=Openness, initial=Openness.NOT_STREAMED
    )
    body = forms.ModelChoiceField(
        label=_("For the members of"),
        queryset=Body.objects.none(),
        required=False,
        help_text=_("Empty: the whole council."),
    )
    unit = forms.ModelChoiceField(
        label=_("Place of service"), queryset=Unit.objects.filter(valid_to=None), required=False
    )
    party = forms.ModelChoiceField(
        label=_("Party"),
        queryset=Party.objects.all(),
        required=False,
        help_text=_("Only for the preparation of a party group."),
    )
    case = CaseField(
        label=_("About the case"), required=False, help_text=_("Its number, e.g. 26/3.")
    )
    guests = Several(
        label=_("Others it is for"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_(
            "They are told, put matters on the agenda and answer by name. Nobody chosen: those whom this sort is for."
        ),
    )
    facilitator = forms.ModelChoiceField(
        label=_("Facilitator"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_(
            "Someone in the administration who leads the conversation and sits at no table."
        ),
    )
    every = forms.IntegerField(
        label=_("Held again after this many weeks"), min_value=1, max_value=52, required=False
    )
    times = forms.IntegerField(
        label=_("How many times in all"), min_value=2, max_value=52, required=False
    )
    follows = forms.ModelChoiceField(
        label=_("Follows the workshop"),
        queryset=Gathering.objects.filter(kind=Kind.WORKSHOP, next=None),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("body", Body.objects.on(localdate()))
        self.offer("guests", queries.administration(localdate()))
        self.offer("facilitator", queries.administration(localdate()))

    def clean(self):
        data = super().clean() or {}
        if bool(data.get("every")) != bool(data.get("times")):
            self.add_error("times", _("For a series, say both how often and how many times."))
        data["guests"] = list(data.get("guests") or []) or None
        return data


class CancelForm(Form):
    """Why it is not held."""

    because = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=300,
        required=False,
        help_text=_("Needed when it is one of a fixed series."),
    )


class PutBeforeForm(Form):
    """The meeting in which the body treats it."""

    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=Meeting.objects.none())

    def __init__(self, topic: Topic, *args, **kwargs):
        super().__init__(*args, **kwargs)
        coming = Meeting.objects.filter(body=topic.body_id, status__in=NOT_OVER)
        self.offer("meeting", coming.order_by("starts_at"))


class TopicForm(Form):
    """A matter to talk about."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    text = forms.CharField(
        label=_("What you want to talk about"), widget=_area(5), max_length=LONG, required=False
    )


class AgreeForm(Form):
    """The next step with a matter."""

    next_step = forms.ChoiceField(label=_("Next step"), choices=NextStep, widget=forms.RadioSelect)
    body = forms.ModelChoiceField(
        label=_("Which body"), queryset=Body.objects.none(), required=False
    )
    agreed = forms.CharField(
        label=_("What was agreed"), widget=_area(4), max_length=LONG, required=False
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees to it, or leads the working group"),
        queryset=Person.objects.none(),
        required=False,
    )
    people = Several(label=_("Who else is in it"), queryset=Person.objects.none(), required=False)
    due = DateField(label=_("By when"), required=False)

    def __init__(self, *args, gathering: Gathering, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("body", queries.can_decide(localdate()))
        for name in ("owner", "people"):
            self.offer(name, queries.could_be_there(gathering))


class PromptForm(Form):
    """A question for the tables."""

    asks = forms.ChoiceField(label=_("It asks"), choices=Ask, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Question"),
        max_length=300,
        help_text=_("What to prioritise, and why; the administration works out how."),
    )


class NoteForm(Form):
    """What a table says."""

    prompt = forms.ModelChoiceField(label=_("Question"), queryset=Prompt.objects.none())
    text = forms.CharField(label=_("What the table says"), widget=_area(5), max_length=LONG)

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("prompt", table.gathering.prompts.all())


class TextForm(Form):
    """A longer text."""

    text = forms.CharField(label=_("Text"), widget=_area(10), max_length=LONG)


class ReplyForm(Form):
    """Have we understood you correctly?"""

    understood = forms.ChoiceField(
        label=_("Have we understood you correctly?"), choices=Understood, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("What is missing or wrong"), widget=_area(4), max_length=LONG, required=False
    )


class CaseTitleForm(Form):
    """The case that it led to."""

    title = forms.CharField(label=_("Public title of the case"), max_length=300)
    initiative_gear = forms.ChoiceField(
        label=_("Where the initiative came from"), choices=Gear, initial=Gear.POLITICS
    )
    because = forms.CharField(
        label=_("Why it is opened all the same"),
        widget=_area(3),
        max_length=2_000,
        required=False,
        help_text=_("Needed after fewer than two workshops, or one that was not mirrored back."),
    )


class AttendanceForm(Form):
    """Who was there, of those it was for and of the administration."""

    people = Several(label=_("Who was there"), queryset=Person.objects.none())

    def __init__(self, *args, gathering: Gathering, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("people", queries.could_be_there(gathering))


class TalkForm(Form):
    """A conversation that has taken place."""

    title = forms.CharField(label=_("What it was about"), max_length=200)
    at = MomentField(label=_("When"))
    case = CaseField(label=_("Case number"), required=False, help_text=_("E.g. 26/3."))
    others = Several(
        label=_("Others who took part"), queryset=Person.objects.none(), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("others", queries.administration(localdate()))


class ClimateForm(Form):
    """How it was, one to five."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for statement in Climate:
            self.fields[statement.value] = forms.TypedChoiceField(
                label=statement.label,
                choices=[(n, str(n)) for n in range(1, 6)],
                coerce=int,
                widget=forms.RadioSelect,
                help_text=_("1 is not at all, 5 is entirely."),
            )
