"""Forms for who takes the floor, and what is entered in the minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.meetings.floor import rights
from tannhjul.meetings.queries import entered_by_law, entitled
from tannhjul.organisation.models import Person
from tannhjul.web.forms import Form

from .meetings import LONG


class SpeechForm(Form):
    """Who takes the floor: someone who sits in the case, or has the right by law."""

    person = forms.ModelChoiceField(label=_("Who takes the floor"), queryset=Person.objects.none())
    instead_of = forms.ModelChoiceField(
        label=_("On behalf of"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("Only for someone who stands in for one who may speak here by law."),
    )

    def __init__(self, *args, item, at, **kwargs):
        super().__init__(*args, **kwargs)
        outside = rights(item)
        here = {row.person_id for row in entitled(item, at)}
        here |= {row.person.pk for row in outside}
        lending = [row for row in outside if row.stand_ins]
        here = here.union(*(row.stand_ins for row in lending))
        self.offer("person", Person.objects.filter(pk__in=here))
        self.offer("instead_of", Person.objects.filter(pk__in=[row.person.pk for row in lending]))


class StatementForm(Form):
    """What someone has entered in the minutes."""

    person = forms.ModelChoiceField(label=_("Whose statement"), queryset=Person.objects.none())
    text = forms.CharField(
        label=_("Statement"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONG
    )

    def __init__(self, *args, item, at, **kwargs):
        super().__init__(*args, **kwargs)
        here = {row.person_id for row in entitled(item, at)}
        here |= entered_by_law(item)
        self.offer("person", Person.objects.filter(pk__in=here))
