"""Forms for decisions and follow-up."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.delegation.enums import Measure
from tannhjul.delegation.models import Area
from tannhjul.documents.enums import Ground
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.models import Body, Unit
from tannhjul.web.forms import DateField, Form, Number

from .enums import Barred, ReversalGround, Waits
from .models import Decision

NO_UNIT = "none"


class MatterForm(Form):
    """What is to be decided: about what, how much, and whether it is who leads a unit."""

    area = forms.ModelChoiceField(
        label=_("About"), queryset=Area.objects.filter(reserved="").order_by("name")
    )
    amount = Number(label=_("Amount"), min_value=Decimal(0), max_digits=14, required=False)
    measure = forms.ChoiceField(
        label=_("Counted in"), choices=[(m.value, m.label) for m in Measure if m], required=False
    )
    leads = forms.ChoiceField(
        label=_("The post leads"),
        required=False,
        help_text=_("Only when a post is filled: the leader of a unit is hired from above."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = [(str(unit.pk), str(unit)) for unit in Unit.objects.filter(valid_to=None)]
        self.offer("leads", [("", _("No post is filled")), (NO_UNIT, _("No unit")), *units])

    def clean(self):
        data = super().clean() or {}
        said = data.get("leads", "")
        data["leads_nobody"] = said == NO_UNIT
        data["leads"] = Unit.objects.get(pk=said) if said.isdecimal() else None
        if data.get("amount") is None:
            data["measure"] = ""
        return data


class DecideForm(MatterForm):
    """A decision with delegated power, or the judgement that it is a matter of principle."""

    title = forms.CharField(
        label=_("Public title"),
        max_length=300,
        help_text=_("Everyone can read this, also when the decision is exempt."),
    )
    principled = forms.ChoiceField(
        label=_("Is it a matter of principle?"),
        choices=[
            ("no", _("No, it follows established practice")),
            ("yes", _("Yes, so it goes to elected members")),
            ("urgent", _("It cannot wait, and the council has given me power in such matters")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why you judge so"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        help_text=_("It is kept with your name."),
    )
    whose = forms.ModelChoiceField(
        label=_("Whose matter it is"),
        queryset=Unit.objects.filter(valid_to=None),
        required=False,
        help_text=_("Only without a case, where other units have been given the power."),
    )
    taken_because = forms.CharField(
        label=_("Why you take it over"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
        help_text=_("Only if the power has been passed on to the unit of the case."),
    )
    text = forms.CharField(
        label=_("Decision"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
        help_text=_("A matter of principle takes it along as a draft; else it must be written."),
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )
    parties = forms.CharField(
        label=_("Parties"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4_000,
        required=False,
        help_text=_(
            "Whom it is about, one on each line. They are held against your register of interests and not kept."
        ),
    )
    impartial = forms.BooleanField(
        label=_("I am not a party, nor close to one (forvaltningsloven § 6)"),
    )
    impartial_because = forms.CharField(
        label=_("Why you are impartial"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
        help_text=_("Only if you have another special tie to a party."),
    )
    ground = forms.ChoiceField(label=_("Public access"), choices=Ground, required=False)
    screened_title = forms.CharField(
        label=_("Full title (not public)"),
        max_length=300,
        required=False,
        help_text=_("Only if the decision is exempt."),
    )

    field_order = ("title", "area", "amount", "measure", "principled", "why", "leads")

    def clean(self):
        data = super().clean() or {}
        if data.get("principled") in ("no", "urgent") and not data.get("text"):
            self.add_error("text", _("Write what is decided."))
        if data.get("screened_title") and not data.get("ground"):
            self.add_error("ground", _("A title that is not public needs a ground for exemption."))
        return data


class PushDownForm(MatterForm):
    """What the case is about, and why the unit decides it itself."""

    why = forms.CharField(
        label=_("Why the unit decides it itself"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=_("It is kept, and comes up when a like matter is sent up."),
    )


class ReverseForm(Form):
    """By which decision, and why whoever decided could have done it too."""

    decision = forms.ModelChoiceField(
        label=_("Decision that reverses it"),
        queryset=Decision.objects.none(),
        help_text=_(
            "A body above decides it in a meeting first; then the decision is listed here."
        ),
    )
    ground = forms.ChoiceField(
        label=_("Why it can be reversed"),
        choices=ReversalGround,
        widget=forms.RadioSelect,
        help_text=_("forvaltningsloven § 35"),
    )


class CallInForm(Form):
    """By which decision a case was called in."""

    decision = forms.ModelChoiceField(
        label=_("Decision to call it in"),
        queryset=Decision.objects.none(),
        help_text=_("The council decides it in a meeting first; then the decision is listed here."),
    )


def _text(label, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, widget=area, max_length=20_000, required=required)


class DemandForm(Form):
    """Why members of the council want it tried whether a decision is lawful."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Everyone can read the title.")
    )
    text = forms.CharField(
        label=_("What you think is not lawful, and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        help_text=_("Those who may read the decision can read this."),
    )


class WaitsForm(Form):
    """Whether a decision waits while it is tried, and who has decided so."""

    waits = forms.ChoiceField(
        label=_("Who has decided that the decision waits meanwhile"),
        choices=Waits,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "A demand alone does not stop it from being carried out (kommuneloven § 27-3)."
        ),
    )


class BeginAloneForm(WaitsForm):
    """Why the county governor takes up a decision without a demand."""

    reason = _text(_("The special reasons that the county governor gives"))
    field_order = ("tries", "reason", "waits")


class BeginInItemForm(BeginAloneForm):
    """What of an item the county governor tries, and why."""

    tries = forms.ChoiceField(label=_("What is tried"))


class AgendaForm(Form):
    """The meeting in which a body looks again at what it decided."""

    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=Meeting.objects.none())


class _Found(Form):
    """What was found, and why it cannot be tried if it is dismissed."""

    barred = forms.ChoiceField(
        label=_("Why it cannot be tried"),
        choices=[("", "–"), *Barred.choices],
        required=False,
        help_text=_("Only if it is dismissed (kommuneloven § 27-2)."),
    )

    def clean(self):
        data = super().clean() or {}
        dismissed = data.get("outcome") in ("dismiss", "bar")
        if dismissed and not data.get("barred"):
            self.add_error("barred", _("Say why it cannot be tried."))
        if not dismissed:
            data["barred"] = ""
        return data


class _LooksForm(_Found):
    """What whoever decided found."""

    outcome = forms.ChoiceField(
        label=_("What was decided"),
        choices=[
            ("keep", _("The decision is upheld, and goes to the county governor")),
            ("change", _("The decision is changed")),
            ("dismiss", _("The demand is dismissed")),
        ],
        widget=forms.RadioSelect,
    )


class BodyLooksForm(_LooksForm):
    """In which item a body looked at its own decision again."""

    looked_in = forms.ModelChoiceField(
        label=_("Where the body looked at it again"),
        queryset=Item.objects.none(),
        help_text=_("The body looks at it in a meeting first; then the item is listed here."),
    )
    field_order = ("looked_in", "outcome", "barred")


class WhoDecidedLooksForm(_LooksForm):
    """What someone who decided with delegated power found."""

    looked = _text(_("What you found, and why"))
    field_order = ("outcome", "barred", "looked")


class AnswerCheckForm(_Found):
    """What the county governor found."""

    outcome = forms.ChoiceField(
        label=_("What was found"),
        choices=[
            ("find_lawful", _("Lawful")),
            ("find_flawed", _("Something is wrong, but the decision stands")),
            ("annul", _("Invalid, and annulled")),
            ("bar", _("It cannot be tried")),
        ],
        widget=forms.RadioSelect,
    )
    text = _text(_("The answer"))
    field_order = ("outcome", "barred", "text")


class ComplainForm(Form):
    """A complaint that has come."""

    by_whom = forms.CharField(
        label=_("Who complains"), max_length=160, help_text=_("It is not public.")
    )
    text = _text(_("What the complaint says"))
    told_on = DateField(label=_("Told of the decision on"))
    received_on = DateField(label=_("Received on"))
    late_because = _text(_("Why it is treated although it is late"), required=False)


class OutcomeForm(Form):
    """What came of it."""

    outcome = _text(_("Decision and reasons"))


class GrantForm(OutcomeForm):
    """By which decision a body granted a complaint over its own."""

    decision = forms.ModelChoiceField(
        label=_("The body's decision"), queryset=Decision.objects.none()
    )


class PassOnForm(OutcomeForm):
    """The appeal body, and why who decided holds on."""

    body = forms.ModelChoiceField(label=_("Appeal body"), queryset=Body.objects.none())
