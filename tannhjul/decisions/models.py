"""Decisions, and what was promised with them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.core.models import Sourced
from tannhjul.meetings.models import Item
from tannhjul.organisation.models import Body, Person, Unit

from .enums import Status


class Decision(Sourced):
    """Vedtak: what a body decided in an item. The text is the item's; it is not stored twice."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="decisions")
    decided_on = models.DateField(_("decided"), db_index=True)

    class Meta(Sourced.Meta):
        verbose_name = _("decision")
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.item.reference} {self.item.title}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:detail", args=[self.pk])


class Commitment(models.Model):
    """Oppfølgingspunkt: a promise with an owner and a deadline, visible until reported done."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="commitments")
    what = models.TextField(_("what is to be done"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, verbose_name=_("unit"), null=True, blank=True
    )
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, verbose_name=_("owner"), related_name="commitments"
    )
    deadline = models.DateField(_("deadline"))
    status = models.CharField(_("state"), max_length=5, choices=Status, default=Status.OPEN)
    report = models.TextField(_("report"), blank=True)
    reported_on = models.DateField(_("reported"), null=True, blank=True)

    class Meta:
        verbose_name = _("commitment")
        ordering = ["deadline", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.OPEN) | Q(reported_on__isnull=False),
                name="decisions_done_has_report_date",
            )
        ]

    def __str__(self) -> str:
        return self.what[:80]
