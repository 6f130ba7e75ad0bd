"""Inhabitants' proposals and those who stand behind them (kommuneloven § 12-1)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.organisation.rules.calendar import months_on

from .enums import Status


class Initiative(models.Model):
    """Innbyggerforslag: what an inhabitant asks the council to take a stand on, and who stands behind it."""

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what is proposed, and why"))
    what_is_new = models.TextField(_("what is new in it"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="initiatives"
    )
    begun_on = models.DateField(_("begun"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.GATHERING)
    on_paper = models.PositiveIntegerField(_("signatures on paper"), default=0)
    put_forward_on = models.DateField(_("put forward"), null=True, blank=True)
    in_plan = models.BooleanField(_("referred to a planning case under way"), default=False)
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="initiative"
    )
    treated_on = models.DateField(_("treated"), null=True, blank=True)
    stood_behind = models.PositiveIntegerField(_("signatures when it was put forward"), null=True)
    why_down = models.TextField(_("why it was taken down"), blank=True)

    class Meta:
        verbose_name = _("inhabitants' proposal")
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[Status.PUT_FORWARD, Status.TREATED])
                | Q(put_forward_on__isnull=False, case__isnull=False),
                name="participation_put_forward_has_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.TAKEN_DOWN) | ~Q(why_down=""),
                name="participation_taken_down_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:detail", args=[self.pk])

    @property
    def due(self) -> date | None:
        """The last day for the council to take a stand; None until it is put forward."""
        return months_on(self.put_forward_on, 6) if self.put_forward_on else None


class Endorsement(models.Model):
    """Underskrift: someone who stands behind a proposal. Deleted when the council has treated it."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="endorsements"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="endorsements"
    )
    on = models.DateField()

    class Meta:
        verbose_name = _("signature of a proposal")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "user"], name="participation_signs_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.initiative}"
