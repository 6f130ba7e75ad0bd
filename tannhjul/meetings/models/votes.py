"""Votes: the question, the ballots with names, and what a secret vote keeps instead."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tannhjul.elections.models import Election, Slate
from tannhjul.meetings.enums import (
    TWO_SIDED,
    Majority,
    Method,
    Question,
    Result,
    VoteStatus,
)
from tannhjul.organisation.models import Party, Person

from .meetings import Item, Proposal


class Vote(models.Model):
    """Votering: one question put to the body, and how it was answered."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="votes")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(
        _("question"), max_length=8, choices=Question, default=Question.SINGLE
    )
    method = models.CharField(_("method"), max_length=12, choices=Method)
    majority = models.CharField(
        _("majority"), max_length=6, choices=Majority, default=Majority.SIMPLE
    )
    trial = models.BooleanField(_("trial vote"), default=False)
    second = models.BooleanField(_("second ballot"), default=False)
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="votes"
    )
    against = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, null=True, blank=True, related_name="votes"
    )
    status = models.CharField(_("state"), max_length=6, choices=VoteStatus, default=VoteStatus.OPEN)
    votes_for = models.PositiveIntegerField(default=0)
    votes_against = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(_("blank votes"), default=0)
    entitled = models.PositiveIntegerField(default=0)
    result = models.CharField(_("result"), max_length=8, choices=Result, blank=True, default="")
    by_casting_vote = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("vote")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="meetings_vote_number"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(status=VoteStatus.OPEN), name="meetings_one_open_vote"
            ),
            models.CheckConstraint(
                condition=Q(votes_for__lte=F("entitled") - F("votes_against")),
                name="meetings_vote_within_entitled",
            ),
            models.CheckConstraint(
                condition=Q(status=VoteStatus.OPEN) | ~Q(result=""),
                name="meetings_closed_vote_has_result",
            ),
            models.CheckConstraint(
                condition=~Q(question=Question.AGAINST) | Q(against__isnull=False),
                name="meetings_against_has_two",
            ),
            models.CheckConstraint(
                condition=~Q(question__in=TWO_SIDED) | Q(proposal__isnull=False),
                name="meetings_vote_has_a_proposal",
            ),
            models.CheckConstraint(
                condition=Q(votes_for=0, votes_against=0) | Q(question__in=TWO_SIDED),
                name="meetings_sides_only_where_there_are_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.number}"


class Correction(models.Model):
    """Rettelse: a vote that was recorded wrongly and has been put right: what it said, why, and when."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="corrections")
    was = models.TextField(_("what it said"))
    why = models.TextField(_("reason"))
    at = models.DateTimeField(_("put right"))

    class Meta:
        verbose_name = _("correction of a vote")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.vote}: {self.why}"


class VoteOption(models.Model):
    """Stemmealternativ: one of several choices, and how many chose it; number 0 is blank.

    In a secret vote this number is all that is kept of the ballots.
    """

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    slate = models.ForeignKey(
        Slate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    votes = models.PositiveIntegerField(default=0)
    won = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("choice in a vote")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "number"], name="meetings_option_number")
        ]

    def __str__(self) -> str:
        return self.label


class Voter(models.Model):
    """Manntall: who may vote in a secret vote, and who has. Made whole when the vote is opened."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="voters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    voted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("voter in a secret vote")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="meetings_voter_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Ballot(models.Model):
    """Stemme: one person's vote in one vote; at most one. A secret vote has none."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ballots")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True)
    choice = models.CharField(max_length=7)
    by_secretary = models.BooleanField(_("entered by the secretary"), default=False)

    class Meta:
        verbose_name = _("ballot")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="meetings_one_ballot_each")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.choice}"
