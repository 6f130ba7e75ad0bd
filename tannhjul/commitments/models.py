"""Promises: what someone is to do by a day, whatever it follows from; and what hinders it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.organisation.models import Person, Unit

from .enums import Status


class Commitment(models.Model):
    """Oppfølgingspunkt: a promise with an owner and a deadline, visible until reported done.

    It follows from one row of any noun that promises can follow from (``Subject.promises``): a
    decision, a goal, an agreement. ``about_kind`` is the noun's slug, ``about_id`` the row's id.
    """

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    what = models.TextField(_("what is to be done"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, verbose_name=_("unit"), null=True, blank=True
    )
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, verbose_name=_("owner"), related_name="commitments"
    )
    since = models.DateField(_("promised"))
    deadline = models.DateField(_("deadline"))
    measure = models.CharField(_("how one sees that it is done"), max_length=300, blank=True)
    amount = models.DecimalField(
        _("kroner"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    status = models.CharField(_("state"), max_length=5, choices=Status, default=Status.OPEN)
    report = models.TextField(_("report"), blank=True)
    reported_on = models.DateField(_("reported"), null=True, blank=True)

    class Meta:
        verbose_name = _("commitment")
        ordering = ["deadline", "pk"]
        indexes = [
            models.Index(fields=["about_kind", "about_id"]),
            models.Index(fields=["status", "deadline"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.OPEN) | Q(reported_on__isnull=False),
                name="commitments_done_has_report_date",
            )
        ]

    def __str__(self) -> str:
        return self.what[:80]

    @cached_property
    def about(self) -> Any:
        """The row that it follows from; ``queries.with_about`` reads those of many at once."""
        known = subjects.by_slug(self.about_kind)
        return known.model._default_manager.filter(pk=self.about_id).first() if known else None

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed without it being done, or had when it was."""
        return self.deadline < (self.reported_on or localdate())


class Alert(models.Model):
    """Varsel: what hinders a commitment, as the chief executive told it (kommuneloven § 13-1)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="alerts")
    text = models.TextField(_("what hinders it"))
    on = models.DateField(_("alerted"))

    class Meta:
        verbose_name = _("alert")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.text[:80]}"
