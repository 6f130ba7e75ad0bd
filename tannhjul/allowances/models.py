"""Claims, fixed allowances, settlements and their lines."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.documents.models import Document
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Body, DatedQuerySet, Person, Seat, ends_after_start

from .enums import CLAIMED, GRANTED_FOR_LONG, PARAGRAPH, ClaimStatus, Kind, SettlementStatus, Status


class Payee(models.Model):
    """Lønnsmottaker: the number under which the payroll system knows a person."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="payee")
    number = models.CharField(_("payroll number"), max_length=20, unique=True)

    class Meta:
        verbose_name = _("payroll number")

    def __str__(self) -> str:
        return self.number


class WageCode(models.Model):
    """Lønnsart: the code of a kind in the payroll system."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, unique=True)
    code = models.CharField(_("wage code"), max_length=20)

    class Meta:
        verbose_name = _("wage code")

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Fixed(models.Model):
    """Fast godtgjøring: to someone freed from other work (frikjøp) or after office (ettergodtgjøring)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fixed_allowances")
    kind = models.CharField(
        _("kind"), max_length=10, choices=[(k.value, k.label) for k in GRANTED_FOR_LONG]
    )
    yearly = models.DecimalField(
        _("kroner a year"), max_digits=10, decimal_places=2, validators=[MinValueValidator(0)]
    )
    income = models.DecimalField(
        _("other income in the period"),
        max_digits=10,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    percent = models.PositiveSmallIntegerField(
        _("percent of a full position"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    decided_by = models.CharField(_("decision"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("fixed allowance")
        ordering = ["-valid_from", "pk"]
        constraints = [
            ends_after_start("allowances_fixed_dates"),
            models.CheckConstraint(
                condition=Q(kind=Kind.FREED) | Q(valid_to__isnull=False),
                name="allowances_after_office_ends",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to=None), name="allowances_one_open_fixed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Leave(models.Model):
    """Permisjon fra vervet: time away from an office that is someone's main work (§ 8-10)."""

    fixed = models.ForeignKey(Fixed, on_delete=models.PROTECT, related_name="leaves")
    first = models.DateField(_("first day of leave"))
    until = models.DateField(_("first day back"))
    like_employees = models.BooleanField(
        _("paid as for the municipality's employees"), default=False
    )
    decided_by = models.CharField(_("decision"), max_length=200)

    class Meta:
        verbose_name = _("leave from the office")
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("first")), name="allowances_leave_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fixed.person} {self.first:%d.%m.%Y}"


class Claim(models.Model):
    """Krav: what a member asks to have covered for one day: hours, kilometres or kroner."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(_("kind"), max_length=10, choices=[(k.value, k.label) for k in CLAIMED])
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    day = models.DateField(_("day"))
    what = models.CharField(_("what it was"), max_length=300)
    quantity = models.DecimalField(_("how much"), max_digits=9, decimal_places=2)
    receipt = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="claim"
    )
    sent_on = models.DateField(_("sent"))
    late = models.BooleanField(_("after the deadline"), default=False)
    status = models.CharField(
        _("state"), max_length=9, choices=ClaimStatus, default=ClaimStatus.SENT
    )
    granted = models.DecimalField(
        _("granted"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    price = models.DecimalField(_("rate"), max_digits=10, decimal_places=2, null=True, blank=True)
    reply = models.CharField(_("answer"), max_length=500, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("claim")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="allowances_claim_is_for_something"
            ),
            models.CheckConstraint(
                condition=~Q(status=ClaimStatus.APPROVED) | Q(granted__gte=0),
                name="allowances_approved_has_sum",
            ),
        ]
        indexes = [models.Index(fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("allowances:claim", args=[self.pk])


class Settlement(models.Model):
    """Oppgjør: everything owed up to a day that no earlier settlement has paid."""

    since = models.DateField(_("from"))
    until = models.DateField(_("to and including"))
    status = models.CharField(_("state"), max_length=6, choices=Status, default=Status.DRAFT)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    check_by = models.DateField(_("to be checked by"), null=True, blank=True)
    closed_on = models.DateField(_("authorised"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("settlement")
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="allowances_settlement_dates"
            ),
            models.UniqueConstraint(
                Value(1),
                name="allowances_one_settlement_at_a_time",
                condition=~Q(status=Status.CLOSED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y} – {self.until:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("allowances:settlement", args=[self.pk])


ABOUT = ("person_id", "kind", "meeting_id", "seat_id", "fixed_id", "claim_id")


class Line(models.Model):
    """Linje: a sum in a settlement, and the one fact that it follows from."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    fixed = models.ForeignKey(
        Fixed, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    day = models.DateField(_("day"))
    quantity = models.DecimalField(_("how much"), max_digits=9, decimal_places=2)
    rate = models.DecimalField(_("rate"), max_digits=10, decimal_places=2)
    amount = models.DecimalField(_("kroner"), max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = _("line in a settlement")
        ordering = ["person__name", "person_id", "day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", *(name.removesuffix("_id") for name in ABOUT)],
                nulls_distinct=False,
                name="allowances_line_once",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False)
                | Q(seat__isnull=False)
                | Q(fixed__isnull=False)
                | Q(claim__isnull=False),
                name="allowances_line_has_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} {self.amount}"

    @property
    def paragraph(self) -> str:
        """The paragraph that gives the right to it."""
        return PARAGRAPH[Kind(self.kind)]


class SettlementCheck(models.Model):
    """Kontroll: what a member says about the own part of a settlement."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        _("state"), max_length=9, choices=SettlementStatus, default=SettlementStatus.WAITING
    )
    remark = models.TextField(_("what is wrong"), blank=True)
    reply = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("check of a settlement")
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["settlement", "person"], name="allowances_check_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("allowances:check", args=[self.pk])
