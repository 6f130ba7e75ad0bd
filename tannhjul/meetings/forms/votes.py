"""Forms for putting a question to the vote, and for counting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tannhjul.elections.models import Election
from tannhjul.meetings import queries, voting
from tannhjul.meetings.enums import (
    OWN_DEVICE,
    TWO_SIDED,
    ItemStatus,
    Majority,
    Method,
    ProposalKind,
    ProposalStatus,
    Question,
)
from tannhjul.meetings.models import Item, Proposal, Vote
from tannhjul.meetings.order import RIVALS
from tannhjul.web.forms import Form, Several

OPEN_METHODS = [(m.value, m.label) for m in (Method.HANDS, Method.ELECTRONIC)]
ALL_METHODS = [*OPEN_METHODS, (Method.SECRET.value, Method.SECRET.label)]


class AskForm(Form):
    """What is put to the vote. ``question`` says which of the forms was sent."""

    question = forms.CharField(widget=forms.HiddenInput)
    method = forms.ChoiceField(label=_("Method"), choices=OPEN_METHODS)
    kind: str = Question.SINGLE

    def __init__(self, *args, item: Item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].initial = self.kind
        self.tabled = item.proposals.filter(status=ProposalStatus.TABLED)
        self.prepare(item)

    def prepare(self, item: Item) -> None:
        """Fill in what can be chosen between."""

    def what(self) -> dict[str, Any]:
        """What ``actions.votes.open_vote`` takes."""
        facts = {k: v for k, v in self.cleaned_data.items() if k != "question"}
        return facts | {"among": list(facts.get("among", []))}


class SingleForm(AskForm):
    """One proposal, for or against."""

    method = forms.ChoiceField(
        label=_("Method"),
        choices=[*OPEN_METHODS, (Method.UNANIMOUS.value, Method.UNANIMOUS.label)],
    )
    proposal = forms.ModelChoiceField(label=_("Proposal"), queryset=Proposal.objects.none())
    majority = forms.ChoiceField(label=_("Majority"), choices=Majority)
    trial = forms.BooleanField(
        label=_("Trial vote"), required=False, help_text=_("It decides nothing.")
    )

    def clean(self) -> dict:
        """All at once is for the ordinary majority, and for good."""
        data = super().clean() or {}
        plain = data.get("majority") == Majority.SIMPLE and not data.get("trial")
        if data.get("method") == Method.UNANIMOUS and not plain:
            self.add_error(
                "method", _("A trial vote, or a larger majority, is voted on with names.")
            )
        return data

    def prepare(self, item: Item) -> None:
        """The proposals on the table, the one to vote on first beforehand."""
        rows = self.tabled.exclude(kind=ProposalKind.CANDIDATE)
        singles = [a.turn for a in voting.advice(item) if a.turn.question == self.kind]
        first: Any = singles[0].proposals[0] if singles else rows.first()
        self.offer("proposal", rows, first.pk if first else None)


class AgainstForm(AskForm):
    """Two proposals against each other."""

    kind = Question.AGAINST
    proposal = forms.ModelChoiceField(label=_("Proposal"), queryset=Proposal.objects.none())
    against = forms.ModelChoiceField(label=_("Against proposal"), queryset=Proposal.objects.none())
    trial = SingleForm.base_fields["trial"]

    def prepare(self, item: Item) -> None:
        """The proposals on the table, the two that meet first beforehand."""
        rows = self.tabled.exclude(kind=ProposalKind.CANDIDATE)
        pairs = [a.turn for a in voting.advice(item) if a.turn.question == self.kind]
        first: Any = pairs[0].proposals if pairs else (None, None)
        for name, row in zip(("proposal", "against"), first, strict=True):
            self.offer(name, rows, row.pk if row else None)


class WholeForm(AskForm):
    """A choice between several whole proposals, as for a budget."""

    kind = Question.WHOLE
    among = Several(label=_("Whole proposals"), queryset=Proposal.objects.none())
    trial = SingleForm.base_fields["trial"]

    def prepare(self, item: Item) -> None:
        """The proposals on the table."""
        rows = self.tabled.exclude(kind=ProposalKind.CANDIDATE)
        pks = [row.pk for row in rows if row.kind in RIVALS]
        self.offer("among", rows, pks)


class HiringForm(AskForm):
    """A choice between candidates for a position."""

    kind = Question.HIRING
    method = forms.ChoiceField(label=_("Method"), choices=ALL_METHODS, initial=Method.SECRET)
    among = Several(label=_("Candidates"), queryset=Proposal.objects.none())

    def prepare(self, item: Item) -> None:
        """The candidates."""
        rows = self.tabled.filter(kind=ProposalKind.CANDIDATE)
        self.offer("among", rows, [row.pk for row in rows])


class ElectionVoteForm(AskForm):
    """The lists or names of an election."""

    kind = Question.ELECTION
    method = forms.ChoiceField(label=_("Method"), choices=ALL_METHODS)
    election = forms.ModelChoiceField(label=_("Election"), queryset=Election.objects.none())

    def prepare(self, item: Item) -> None:
        """The elections that this body holds."""
        rows = queries.elections_held_by(item)
        first = rows.first()
        self.offer("election", rows, first.pk if first else None)


FORMS = {
    form.kind: form for form in (SingleForm, AgainstForm, WholeForm, HiringForm, ElectionVoteForm)
}


def ask_forms(item: Item) -> list[tuple[Any, AskForm]]:
    """The forms that make sense with what lies on the table, each with what it asks."""
    kinds = list(item.proposals.filter(status=ProposalStatus.TABLED).values_list("kind", flat=True))
    people = kinds.count(ProposalKind.CANDIDATE)
    proposals = len(kinds) - people
    sense = {
        Question.AGAINST: proposals > 1,
        Question.SINGLE: proposals > 0,
        Question.WHOLE: proposals > 1,
        Question.HIRING: people > 1,
        Question.ELECTION: queries.elections_held_by(item).exists(),
    }
    return [
        (kind.label, FORMS[kind](item=item, auto_id=f"{kind}_%s"))
        for kind, sensible in sense.items()
        if sensible
    ]


class CorrectForm(Form):
    """What is wrong with a counted vote: who voted for what, or all of it; and why."""

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    again = forms.BooleanField(
        label=_("Annul the vote, so that the body votes again"),
        required=False,
        help_text=_(
            "What it settled is on the table again. Who voted for what is then left as it is."
        ),
    )
    why = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=_("It stands with the vote and in the minutes."),
    )

    def __init__(self, *args, vote: Vote, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["based_on"].initial = vote.corrections.count()
        if vote.item.status != ItemStatus.OPEN:
            del self.fields["again"]
        answers = [(row.key, row.label) for row in voting.answers(vote)]
        ballots = (
            vote.ballots.select_related("person", "party") if vote.question in TWO_SIDED else []
        )
        for row in ballots:
            label = f"{row.person} ({row.party.code})" if row.party else str(row.person)
            self.fields[f"person_{row.person_id}"] = forms.ChoiceField(
                label=label, choices=answers, widget=forms.RadioSelect, initial=row.choice
            )
        self.order_fields(["again", *(name for name in self.fields if name != "why")])

    def ballots(self) -> dict[int, str]:
        """Person id -> choice."""
        named = self.cleaned_data.items()
        return {int(name[7:]): value for name, value in named if name.startswith("person_")}


class CountForm(Form):
    """One choice for each who sits in the case, and one for all who are not marked."""

    def __init__(self, *args, vote: Vote, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        answers = [(row.key, row.label) for row in voting.answers(vote)]
        own = vote.method in OWN_DEVICE
        rows = voting.not_voted(vote, at) if own else queries.entitled(vote.item, at)
        if not own:
            self._add("others", _("Everyone who is not marked below"), answers)
        for row in rows:
            label = f"{row.person} ({row.party.code})" if row.party else str(row.person)
            self._add(f"person_{row.person_id}", label, answers)

    def _add(self, name: str, label, answers: list) -> None:
        widget = forms.RadioSelect
        self.fields[name] = forms.ChoiceField(
            label=label, choices=answers, widget=widget, required=False
        )

    def clean(self) -> dict:
        """Everyone present votes: marked, or with the others."""
        data = super().clean() or {}
        if not data.get("others") and "others" in self.fields:
            for name, value in list(data.items()):
                if name != "others" and not value:
                    self.add_error(
                        name, _("Mark a vote, or choose one for all who are not marked.")
                    )
        return data

    def ballots(self) -> dict[int, str]:
        """person id -> choice."""
        others = self.cleaned_data.get("others", "")
        return {
            int(name.removeprefix("person_")): value or others
            for name, value in self.cleaned_data.items()
            if name != "others" and (value or others)
        }


class PaperForm(Form):
    """Ballots of a secret vote handed in on paper: by whom, and what they held, apart."""

    voters = forms.MultipleChoiceField(
        label=_("Handed in a ballot on paper"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, vote: Vote, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        rows = voting.not_voted(vote, at)
        self.offer("voters", [(row.person_id, str(row.person)) for row in rows])
        if not rows:
            del self.fields["voters"]
            return
        for choice in voting.answers(vote):
            self.fields[f"choice_{choice.key}"] = forms.IntegerField(
                label=_("Ballots on paper: %(choice)s") % {"choice": choice.label},
                min_value=0,
                max_value=1000,
                initial=0,
                required=False,
                widget=forms.NumberInput(attrs={"class": "ds-input"}),
            )

    def paper(self) -> tuple[list[int], dict[str, int]]:
        """Who handed in, and the number of ballots of each choice."""
        data = dict(self.cleaned_data)
        voters = [int(person) for person in data.pop("voters", [])]
        return voters, {name.removeprefix("choice_"): n or 0 for name, n in data.items()}
