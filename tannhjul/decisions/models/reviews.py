"""Legality checks and complaints: a decision tried again, with the clocks of the law."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.decisions.enums import CheckStatus, ComplaintStatus
from tannhjul.meetings.models import Motion

from .decisions import Decision, Delegated


class LegalityCheck(models.Model):
    """Lovlighetskontroll: three members have it tried whether a decision is lawful (§ 27-1).

    The body that decided treats it first; if it holds on to its decision, the county governor does.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="legality_check")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="legality_checks")
    asked_on = models.DateField(_("asked"))
    postponed = models.BooleanField(_("the decision waits meanwhile"), default=False)
    status = models.CharField(
        _("state"), max_length=8, choices=CheckStatus, default=CheckStatus.ASKED
    )
    kept_by = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("sent to the county governor"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("legality check")
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return str(self.decision)

    def get_absolute_url(self) -> str:
        return reverse("decisions:check", args=[self.pk])


class Complaint(models.Model):
    """Klage: whom a decision concerns wants it tried again (forvaltningsloven §§ 28-34).

    Whoever decided looks at it first; what is upheld goes to the appeal body as a case.
    """

    delegated = models.ForeignKey(
        Delegated, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
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
    def over(self) -> Delegated | Decision | None:
        """The decision that is complained about."""
        return self.delegated or self.decision
