"""Decisions, and what was promised with them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.commitments.models import Alert, Commitment, Judgement
from tannhjul.commitments.queries.judgements import of
from tannhjul.core.models import Sourced
from tannhjul.decisions.enums import PRINCIPLE, ReversalGround, Standing, Whose
from tannhjul.delegation.enums import Measure
from tannhjul.delegation.models import Area, Grant
from tannhjul.documents.models import Exemptible
from tannhjul.meetings.models import Item
from tannhjul.organisation.models import Body, Person, Unit


class Report(models.Model):
    """Melding om delegerte vedtak: an item in which a body is told what was decided with its power."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="report_of_decisions")

    class Meta:
        verbose_name = _("report on delegated decisions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.item)


class Decision(Sourced):
    """Vedtak: what a body decided in an item. The text is the item's; it is not stored twice."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="decisions")
    decided_on = models.DateField(_("decided"), db_index=True)
    report = models.ForeignKey(
        Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )

    class Meta(Sourced.Meta):
        verbose_name = _("decision")
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.item.reference} {self.item.title}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:detail", args=[self.pk])


class Told(models.Model):
    """Meldt: that a body was told, in which report, what was done or hindered of what it decided."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="told")
    commitment = models.OneToOneField(
        Commitment, on_delete=models.CASCADE, null=True, blank=True, related_name="told"
    )
    alert = models.OneToOneField(
        Alert, on_delete=models.CASCADE, null=True, blank=True, related_name="told"
    )

    class Meta:
        verbose_name = _("what a body was told")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, alert=None)
                | Q(commitment=None, alert__isnull=False),
                name="decisions_told_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.commitment or self.alert)


class DelegatedDecision(Exemptible):
    """Delegert vedtak: what someone decided with power that a delegation in force gave."""

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="delegated"
    )
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="decisions")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(_("counted in"), max_length=7, choices=Measure, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    text = models.TextField(_("decision"))
    reasons = models.TextField(_("reasons"), blank=True)
    leads = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the post leads"),
    )
    impartial_because = models.TextField(_("why whoever decided is impartial"), blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegated")
    decided_on = models.DateField(_("decided"), db_index=True)
    answers_to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(
        Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="delegated"
    )
    status = models.CharField(_("state"), max_length=8, choices=Standing, default=Standing.IN_FORCE)

    class Meta:
        verbose_name = _("delegated decision")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="decisions_delegated_number")
        ]
        indexes = [models.Index(fields=["answers_to", "report"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """The number as it is written, e.g. DS 12/26."""
        return f"DS {self.number}/{self.year % 100:02}"

    @cached_property
    def judgement(self) -> Judgement:
        """The judgement that it was no matter of principle, or (§ 11-8) that it could not wait."""
        return of(PRINCIPLE, self).get()

    def get_absolute_url(self) -> str:
        return reverse("decisions:delegated", args=[self.pk])


class Precedent(models.Model):
    """Presedens: a matter that was pushed down to whoever has the power, or taken over, and why.

    It comes up again when a like matter is sent up (domain 002: 2638-2651). ``revision``: the paper
    that was sent up; ``decision``: what was decided when it was taken over.
    """

    kind = models.CharField(_("what was done"), max_length=6, choices=Whose)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="precedents")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="precedents"
    )
    revision = models.PositiveIntegerField(null=True, blank=True)
    decision = models.OneToOneField(
        DelegatedDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="precedent",
    )
    title = models.CharField(_("title"), max_length=300)
    why = models.TextField(_("why"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("precedent of whose a matter is")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="decisions_precedent_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind=Whose.PUSHED_DOWN, case__isnull=False, decision=None)
                | Q(kind=Whose.TAKEN_OVER, decision__isnull=False),
                name="decisions_precedent_is_of_a_case_or_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class Reversal(models.Model):
    """Omgjøring: a superior body decided otherwise (kommuneloven § 22-1)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reversals")
    delegated = models.OneToOneField(
        DelegatedDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    political = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    ground = models.CharField(_("ground"), max_length=8, choices=ReversalGround)

    class Meta:
        verbose_name = _("reversal")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delegated__isnull=False, political=None)
                | Q(delegated=None, political__isnull=False),
                name="decisions_reversal_of_one_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegated or self.political}"


class CallIn(models.Model):
    """Innkalling av sak: a superior body decided to treat the case itself (kommuneloven § 22-1)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="call_in")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="calls")
    on = models.DateField()

    class Meta:
        verbose_name = _("calling in of a case")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.case)
