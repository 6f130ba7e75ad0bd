"""The administration: units, who is accountable for each, and who follows them up."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.core.models import Sourced
from tannhjul.organisation.enums import UnitBasis, UnitTask

from .register import Body, DatedQuerySet, Person, ends_after_start


class Unit(Sourced):
    """Enhet: a part of the administration, with one accountable leader at a time.

    Where it stands is dated (``UnitPlace``); the chief executive's stands below none.

    ``board``: of a municipal enterprise (kommuneloven ch. 9), whose leader is its manager.
    """

    name = models.CharField(_("name"), max_length=160)
    task = models.CharField(
        _("place in the organisation"), max_length=8, choices=UnitTask, default=UnitTask.LINE
    )
    basis = models.CharField(
        _("divided by"), max_length=6, choices=UnitBasis, blank=True, default=UnitBasis.NONE
    )
    keeps_accounts = models.BooleanField(_("keeps the municipality's accounts"), default=False)
    board = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enterprises",
        verbose_name=_("board of the enterprise"),
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Sourced.Meta):
        verbose_name = _("unit")
        ordering = ["pk"]
        constraints = [
            *Sourced.Meta.constraints,
            ends_after_start("organisation_unit_dates"),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(valid_to=None, task=UnitTask.HEAD),
                name="organisation_one_head",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:unit", args=[self.pk])

    @property
    def is_head(self) -> bool:
        """Whether it is the chief executive's, above all the others."""
        return self.task == UnitTask.HEAD


class UnitPlace(models.Model):
    """Plass: the unit that another stands below, between two dates. One at a time: one line upwards."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="places")
    above = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="places_below")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a unit")
        ordering = ["valid_from", "pk"]
        constraints = [
            ends_after_start("organisation_unit_place_dates"),
            models.CheckConstraint(
                condition=~Q(unit=F("above")), name="organisation_not_below_itself"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to=None), name="organisation_one_place_of_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} < {self.above}"


class Leadership(models.Model):
    """Enhetsleder: who is accountable for a unit, between two dates."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="leaderships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaderships")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("leadership of a unit")
        ordering = ["-valid_from"]
        constraints = [
            ends_after_start("organisation_leadership_dates"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to=None), name="organisation_one_leader_of_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.unit}"


class Supervision(models.Model):
    """Oppfølging: which director follows up a unit on the chief executive's behalf, between two dates."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="supervisions")
    director = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervisions")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up of a unit")
        ordering = ["valid_from", "pk"]
        constraints = [
            ends_after_start("organisation_supervision_dates"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to=None),
                name="organisation_one_director_supervises",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.director}"
