"""Legality checks and complaints: a decision tried again, with the clocks of the law."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.decisions.enums import (
    FALLEN,
    UNDER_WAY,
    Barred,
    ComplaintStatus,
    LegalityStatus,
    Waits,
)
from tannhjul.meetings.enums import ReviewSubject
from tannhjul.meetings.models import Item, Motion

from .decisions import Decision, DelegatedDecision


class DelegatedDemand(models.Model):
    """Krav om lovlighetskontroll av et delegert vedtak: which one the members' demand is about."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="over_delegated")
    delegated = models.ForeignKey(
        DelegatedDecision, on_delete=models.PROTECT, related_name="demands"
    )

    class Meta:
        verbose_name = _("demand over a delegated decision")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.delegated)


class LegalityCheck(models.Model):
    """Lovlighetskontroll: it is tried whether a decision is lawful (kommuneloven §§ 27-1 to 27-3).

    Three members demand it, and whoever decided looks at it first; if the decision is upheld, the
    county governor does. Without a demand (``motion``) the county governor has taken it up alone.
    """

    motion = models.OneToOneField(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="legality_check"
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="legality_checks"
    )
    delegated = models.ForeignKey(
        DelegatedDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="legality_checks",
    )
    tries = models.CharField(
        _("what is tried"), max_length=12, choices=ReviewSubject, default=ReviewSubject.DECISION
    )
    asked_on = models.DateField(_("asked"))
    waits = models.CharField(
        _("who has decided that the decision waits meanwhile"),
        max_length=8,
        choices=Waits,
        blank=True,
        default=Waits.NOBODY,
    )
    status = models.CharField(
        _("state"), max_length=9, choices=LegalityStatus, default=LegalityStatus.ASKED
    )
    barred = models.CharField(
        _("why it cannot be tried"), max_length=11, choices=Barred, blank=True, default=""
    )
    reason = models.TextField(_("why it was taken up without a demand"), blank=True)
    looked_in = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    looked = models.TextField(_("what whoever decided found"), blank=True)
    treated_on = models.DateField(_("looked at again"), null=True, blank=True)
    sent_on = models.DateField(_("sent to the county governor"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("legality check")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, delegated=None)
                | Q(item=None, delegated__isnull=False),
                name="decisions_check_of_one_decision",
            ),
        ]

    def __str__(self) -> str:
        return str(self.over)

    def get_absolute_url(self) -> str:
        return reverse("decisions:check", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """Whether nobody has ended it yet."""
        return self.status in UNDER_WAY

    @property
    def has_felled(self) -> bool:
        """Whether the decision does not hold any more because of it."""
        return self.tries == ReviewSubject.DECISION and self.status in FALLEN

    @property
    def over(self) -> Item | DelegatedDecision | None:
        """Where what is tried was decided."""
        return self.item or self.delegated


class Complaint(models.Model):
    """Klage: whom a decision concerns wants it tried again (forvaltningsloven §§ 28-34).

    Whoever decided looks at it first; what is upheld goes to the appeal body as a case.
    """

    delegated = models.ForeignKey(
        DelegatedDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    by_whom = models.CharField(_("who complains"), max_length=160)
    text = models.TextField(_("what the complaint says"))
    told_on = models.DateField(_("told of the decision"))
    received_on = models.DateField(_("received"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    late_because = models.TextField(_("why it is treated although it is late"), blank=True)
    status = models.CharField(
        _("state"), max_length=9, choices=ComplaintStatus, default=ComplaintStatus.RECEIVED
    )
    outcome = models.TextField(_("outcome"), blank=True)
    treated_on = models.DateField(_("treated"), null=True, blank=True)
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="appeal"
    )

    class Meta:
        verbose_name = _("complaint")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delegated__isnull=False, decision=None)
                | Q(delegated=None, decision__isnull=False),
                name="decisions_complaint_over_one_decision",
            )
        ]

    def __str__(self) -> str:
        return str(self.over)

    def get_absolute_url(self) -> str:
        return reverse("decisions:complaint", args=[self.pk])

    @property
    def over(self) -> DelegatedDecision | Decision | None:
        """The decision that is complained about."""
        return self.delegated or self.decision
