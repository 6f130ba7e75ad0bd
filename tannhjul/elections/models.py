"""Elections of bodies and leaders: the lists, those on them, and what was counted."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation.enums import Office
from tannhjul.organisation.models import Body, Party, Person

from .enums import ElectionStatus, Method


class Election(models.Model):
    """Valg: of the members of a body, or of its leader; holds what was counted, never what follows.

    The result is computed from these facts whenever it is shown (``queries.settled``), until the
    election takes effect: then it is kept as it was.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="elections")
    method = models.CharField(_("method"), max_length=12, choices=Method)
    office = models.CharField(_("office"), max_length=14, choices=Office, blank=True, default="")
    seats = models.PositiveSmallIntegerField(_("number of members"))
    held_on = models.DateField(_("held"))
    status = models.CharField(
        _("state"), max_length=10, choices=ElectionStatus, default=ElectionStatus.OPEN
    )
    seed = models.CharField(_("seed for lots"), max_length=40)
    blank = models.PositiveIntegerField(_("blank votes"), default=0)
    second = models.BooleanField(_("second ballot"), default=False)
    result = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("election")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "office"],
                condition=Q(status__in=["open", "counted"]),
                name="elections_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("elections:election", args=[self.pk])


class Slate(models.Model):
    """Valgliste: a list in an election, with the votes it got; one person in a majority election."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="slates")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    signed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="lists_signed"
    )
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    ballots = models.PositiveIntegerField(_("ballots"), null=True, blank=True)

    class Meta:
        verbose_name = _("list in an election")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "name"], name="elections_slate_once")
        ]

    def __str__(self) -> str:
        return self.name


class Nominee(models.Model):
    """Kandidat: a person on a list, in order; with personal votes where the voters elect."""

    slate = models.ForeignKey(Slate, on_delete=models.CASCADE, related_name="nominees")
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="nominees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nominations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("place on the list"))
    increased = models.BooleanField(_("addition of 25 percent"), default=False)
    personal = models.PositiveIntegerField(_("personal votes"), default=0)

    class Meta:
        verbose_name = _("candidate")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "person"], name="elections_nominee_on_one_list"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
