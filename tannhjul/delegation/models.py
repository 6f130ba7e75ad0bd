"""Areas of decision, and who has been given power in them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, DatedQuerySet, Unit, ends_after_start

from .enums import Holder, Measure
from .rules import Link


class Area(models.Model):
    """Saksområde: something that can be decided about, within a larger area.

    ``reserved``: the paragraph that gives it to the council itself. ``elected``: the one that asks for
    an elected body, whichever; until ``elected_until``, the first day on which it does not any more.
    ``principles``: what the municipality's plan for it says, which stands in the paper of each case.
    ``hires``: posts are filled here, so that it is asked whom the post leads.
    """

    name = models.CharField(_("name"), max_length=160, unique=True)
    words = models.CharField(
        _("other words for it"), max_length=300, blank=True, help_text=_("Separated by commas.")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    reserved = models.CharField(_("the council itself, by"), max_length=120, blank=True, default="")
    elected = models.CharField(_("an elected body, by"), max_length=120, blank=True, default="")
    elected_until = models.DateField(_("as long as that is the law"), null=True, blank=True)
    principles = models.TextField(_("principles of the plan"), blank=True)
    hires = models.BooleanField(_("posts are filled here"), default=False)

    class Meta:
        verbose_name = _("area of decision")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """Delegering: power in an area, from the council or from who holds it, to someone."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_on"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="grants")
    excepted = models.ManyToManyField(
        Area, through="Exclusion", verbose_name=_("except"), related_name="excluded_from"
    )
    holder = models.CharField(_("to"), max_length=6, choices=Holder)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    entity = models.CharField(_("legal entity"), max_length=160, blank=True)
    measure = models.CharField(
        _("limit in"), max_length=7, choices=Measure, blank=True, default=Measure.NONE
    )
    limit = models.DecimalField(_("limit"), max_digits=14, decimal_places=2, null=True, blank=True)
    principled = models.BooleanField(_("also matters of principle"), default=False)
    urgent = models.BooleanField(_("only what cannot wait"), default=False)
    may_pass_on = models.BooleanField(_("may be passed on"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    staff_because = models.CharField(_("why staff decides here"), max_length=300, blank=True)
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    decided_by = models.CharField(_("decision"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    recalled_on = models.DateField(_("recalled"), null=True, blank=True)
    recalled_why = models.TextField(_("why it was recalled"), blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        ordering = ["area__name", "pk"]
        constraints = [
            ends_after_start("delegation_grant_dates"),
            models.CheckConstraint(
                condition=Q(holder__in=[Holder.BODY, Holder.LEADER], body__isnull=False)
                | Q(holder=Holder.UNIT, unit__isnull=False)
                | (Q(holder=Holder.ENTITY) & ~Q(entity="")),
                name="delegation_grant_has_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(measure="", limit=None) | (~Q(measure="") & Q(limit__gte=0)),
                name="delegation_limit_has_a_measure",
            ),
            models.CheckConstraint(
                condition=Q(recalled_on=None) | ~Q(recalled_why=""),
                name="delegation_recall_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="delegation_not_from_itself"
            ),
        ]
        indexes = [models.Index(fields=["area", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.area}: {self.held_by}"

    def get_absolute_url(self) -> str:
        return reverse("delegation:grant", args=[self.pk])

    @property
    def held_by(self) -> str:
        """Who has the power, in words."""
        if self.holder == Holder.ENTITY:
            return self.entity
        if self.holder == Holder.BODY:
            return str(self.body)
        if self.unit and self.unit.is_head:
            return str(self.unit)
        if self.body and self.body.kind == BodyKind.COUNCIL:
            return str(_("the mayor"))
        led = self.unit if self.holder == Holder.UNIT else self.body
        return str(_("leader of %(unit)s") % {"unit": led})

    def link(self, excepted: frozenset[int]) -> Link:
        """The delegation as the rules know it. ``excepted``: the ids of its exceptions."""
        return Link(
            self.area_id,
            excepted,
            self.measure,
            self.limit,
            self.principled,
            self.valid_from,
            self.ends_on,
            self.recalled_on,
            self.urgent,
            self.holder == Holder.UNIT,
        )

    @property
    def ends_on(self) -> date | None:
        """The first day without the power: its own end, or that of the body or unit that holds it."""
        held = self.unit if self.holder == Holder.UNIT else self.body
        ends = [end for end in (self.valid_to, held.valid_to if held else None) if end]
        return min(ends, default=None)


class Exclusion(models.Model):
    """Unntak: an area that a delegation leaves out, with all its parts."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="exclusions")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="exclusions")

    class Meta:
        verbose_name = _("exception from a delegation")
        constraints = [
            models.UniqueConstraint(fields=["grant", "area"], name="delegation_exclusion_once")
        ]

    def __str__(self) -> str:
        return str(self.area)
