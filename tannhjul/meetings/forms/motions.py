"""Forms for what members raise."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.forms import CaseField
from tannhjul.meetings.enums import MotionKind
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries import reviewable, tools
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Person
from tannhjul.organisation.queries import sitting_in
from tannhjul.web.forms import Form


class MotionForm(Form):
    """What a member raises."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MotionKind)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000
    )
    confidential = forms.BooleanField(
        label=_("It concerns confidential papers that the body needs to treat the case"),
        required=False,
        help_text=_("Only for a demand to see documents: then a majority must stand behind it."),
    )
    case = CaseField(
        label=_("Number of the case whose documents it is about"),
        required=False,
        help_text=_("Only for a demand to see documents. E.g. 26/12."),
    )
    who = forms.ModelChoiceField(
        label=_("Who is to leave"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("The whole executive council"),
        help_text=_("Only for a proposal that the executive council is to leave."),
    )
    about = forms.ChoiceField(
        label=_("The decision that is to be tried"),
        help_text=_("Only decisions on doors and impartiality can be tried before a case is over."),
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [row.kind for row in tools(meeting, localdate())]
        self.offer("kind", [(kind.value, kind.label) for kind in kinds], self.initial.get("kind"))
        if MotionKind.CONFIDENCE in kinds:
            governs = sitting_in(BodyKind.EXECUTIVE_COUNCIL, localdate())
            self.offer("who", Person.objects.filter(pk__in=[row.pk for row in governs]))
        else:
            del self.fields["who"]
        if MotionKind.LEGALITY in kinds:
            self.reviewable = {row.key: row for row in reviewable(meeting)}
            choices = [(key, str(row)) for key, row in self.reviewable.items()]
            self.offer("about", choices, self.initial.get("about"))
            del self.fields["confidential"], self.fields["case"]
        else:
            del self.fields["about"]

    def clean(self):
        data = self.cleaned_data
        asks = data.get("kind") == MotionKind.DOCUMENTS
        if asks and not data.get("case") and "case" not in self.errors:
            self.add_error("case", _("Say which case it is about."))
        if data.get("about"):
            tried = self.reviewable[data["about"]]
            data["about"], data["tries"] = tried.item, tried.tries
        return data


class AnswerForm(Form):
    """An answer, or why something is not taken up."""

    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000
    )


class AtOnceForm(Form):
    """Which meeting treats that the executive council is to leave (§ 10-7)."""

    demanding = forms.IntegerField(
        label=_("How many of those present demand that it is voted on in this meeting"),
        min_value=0,
        max_value=199,
        initial=0,
        help_text=_(
            "Two thirds are needed. Write 0 to put it on the agenda of the next meeting of the council."
        ),
    )
