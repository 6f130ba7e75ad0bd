"""What is owed: promises by a day, duties at intervals, and what is judged of anything.

A row that follows from, or judges, any kind of thing names it by ``about_kind``, the slug of its
noun (``core.subjects``), and ``about_id``, the id of the row.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.core.enums import Role
from tannhjul.organisation.models import Body, DatedQuerySet, Person, Unit, ends_after_start

from .enums import Per, Status
from .kinds import KINDS
from .presets import PRESETS


class About(models.Model):
    """Something about one row of any kind."""

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()

    class Meta:
        abstract = True

    @cached_property
    def about(self) -> Any:
        """The row that it is about; ``queries.about.with_about`` reads those of many at once."""
        known = subjects.by_slug(self.about_kind)
        return known.model._default_manager.filter(pk=self.about_id).first() if known else None


class Commitment(About):
    """Oppfølgingspunkt: a promise with an owner and a deadline, visible until reported done.

    It follows from one row of any noun that promises can follow from (``Subject.promises``): a
    decision, a goal, an agreement.
    """

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

    def get_absolute_url(self) -> str:
        return reverse("commitments:detail", args=[self.pk])

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


class Duty(models.Model):
    """Plikt: who owes what to whom how often, from a first day on.

    It is owed by a role, or by whoever leads a unit; ``to``: a body, or (None) whoever the one who
    owes it answers to. ``key``: which of ``presets.PRESETS`` it is, if any.
    """

    key = models.SlugField(max_length=60, blank=True)
    what = models.CharField(_("what is owed"), max_length=300)
    source = models.CharField(_("where that stands"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, verbose_name=_("the leader of"), null=True, blank=True
    )
    to = models.ForeignKey(
        Body, on_delete=models.PROTECT, verbose_name=_("to"), null=True, blank=True
    )
    every = models.PositiveSmallIntegerField(_("how often"))
    per = models.CharField(_("counted in"), max_length=5, choices=Per, default=Per.MONTH)
    valid_from = models.DateField(_("due the first time"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["valid_from", "pk"]
        constraints = [
            ends_after_start("commitments_duty_dates"),
            models.CheckConstraint(
                condition=~Q(role="") & Q(unit=None) | Q(role="", unit__isnull=False),
                name="commitments_duty_is_owed_by_one",
            ),
            models.CheckConstraint(
                condition=Q(every__gte=1, every__lte=60), name="commitments_duty_recurs"
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(valid_to=None, unit=None) & ~Q(key=""),
                name="commitments_one_duty_of_a_preset",
            ),
            models.UniqueConstraint(
                fields=["key", "unit"],
                condition=Q(valid_to=None, unit__isnull=False) & ~Q(key=""),
                name="commitments_one_duty_of_an_enterprise",
            ),
        ]

    def __str__(self) -> str:
        """What is owed; what the law asks for, in the reader's language."""
        return PRESETS[self.key].named if self.key in PRESETS else self.what

    def get_absolute_url(self) -> str:
        return reverse("commitments:duty", args=[self.pk])

    @property
    def owed_by(self) -> str:
        """Who owes it, in words."""
        return str(self.unit) if self.unit_id else str(Role(self.role).label)


class Performance(models.Model):
    """Oppfyllelse: what was owed on one due day was given, or waived with the reason."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="performances")
    due = models.DateField(_("due"))
    on = models.DateField(_("given"))
    waived = models.BooleanField(_("not needed this time"), default=False)
    text = models.TextField(_("what was given, and where it is found"))

    class Meta:
        verbose_name = _("performance of a duty")
        ordering = ["due"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "due"], name="commitments_performed_once")
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.due}"


class Judgement(About):
    """Skjønn: what someone judged of something, why, and until when; and what was answered.

    Counted, never scored. ``kind`` and ``verdict`` are among those declared (``kinds.KINDS``).
    Someone who judges again is counted by the newest; the earlier stay on record.
    """

    kind = models.CharField(_("what is judged"), max_length=40)
    verdict = models.CharField(_("judgement"), max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judgements")
    why = models.TextField(_("why"))
    on = models.DateField(_("judged"))
    until = models.DateField(_("holds until"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("judgement")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["kind", "about_kind", "about_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_on=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_on__isnull=False)),
                name="commitments_answer_has_someone_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="commitments_judged_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.verdict_in_words}"

    @property
    def verdict_in_words(self) -> str:
        """What was judged, in the reader's language."""
        known = KINDS.get(self.kind)
        return str(known.verdicts.get(self.verdict, self.verdict)) if known else self.verdict
