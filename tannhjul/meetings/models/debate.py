"""What is said while an item is treated: who takes part, who speaks, and what is entered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tannhjul.meetings.enums import EXEMPTED, Finding, Plea, SpeechKind
from tannhjul.organisation.models import Party, Person

from .meetings import Item


class Recusal(models.Model):
    """Habilitet, fritak: whether a member takes part in an item, raised and decided."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plea = models.CharField(_("question"), max_length=10, choices=Plea, default=Plea.PARTIALITY)
    reason = models.TextField(_("reason"))
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    finding = models.CharField(
        _("finding"), max_length=10, choices=Finding, default=Finding.PENDING
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    voted_against = models.ManyToManyField(Person, related_name="+", blank=True)

    class Meta:
        verbose_name = _("question of impartiality")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="meetings_recusal_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.answer}"

    @property
    def answer(self) -> str:
        """What the body found, in words."""
        words = EXEMPTED if self.plea == Plea.PERSONAL else {}
        return str(words.get(self.finding, self.get_finding_display()))

    @property
    def told(self) -> str:
        """The reason as others may read it: personal reasons are the member's own."""
        return "" if self.plea == Plea.PERSONAL else self.reason


class Statement(models.Model):
    """Protokolltilførsel: what someone has had entered in the minutes of an item, in the own words."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="statements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("statement"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("statement entered in the minutes")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"


class Speech(models.Model):
    """Innlegg: someone who asks for the floor in an item, has it, or has had it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="speeches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True)
    instead_of = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
    )
    kind = models.CharField(_("kind"), max_length=6, choices=SpeechKind, default=SpeechKind.SPEECH)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("speech")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(at__isnull=False, ended_at=None, asked_at__isnull=False),
                name="meetings_one_has_the_floor",
            ),
            models.UniqueConstraint(
                fields=["item", "person", "kind"],
                condition=Q(at=None),
                name="meetings_asks_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def speaker(self) -> str:
        """Who speaks, and on whose behalf."""
        if self.instead_of is None:
            return self.person.name
        names = {"person": self.person, "other": self.instead_of}
        return gettext("%(person)s on behalf of %(other)s") % names
