"""A case, its paper, its alternatives, its way through the bodies, and what was recommended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.enums import PHASE_OF, Actor, Kind, Mandate, Nature, Outcome, Status, StepStatus
from tannhjul.core.enums import Gear
from tannhjul.core.models import Sourced
from tannhjul.documents.models import Document, Exemptible
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Body, Person, Unit

from .tracks import Track, TrackStep


class Case(Exemptible, Sourced):
    """Sak: a matter on its way from idea to decision and follow-up."""

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=2, choices=Kind, default=Kind.POLITICAL)
    nature = models.CharField(
        _("sort of matter"), max_length=14, choices=Nature, blank=True, default=""
    )
    control = models.BooleanField(
        _("prepared by the secretariat of the control committee"), default=False
    )
    complaint_over = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    mandate = models.CharField(
        _("what the municipality acts as"), max_length=10, choices=Mandate, blank=True, default=""
    )
    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    spokesperson = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="spoken_for"
    )
    called_in_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="called_in"
    )
    initiative_by = models.CharField(_("taken up by"), max_length=160, blank=True)
    initiative_gear = models.CharField(
        _("initiative from"), max_length=20, choices=Gear, default=Gear.ADMINISTRATION
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    opened_on = models.DateField(_("opened"))
    public_from = models.DateField(_("public from"), null=True, blank=True)
    approved_revision = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("case")
        ordering = ["-year", "-number"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["year", "number"], name="cases_case_number"),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.READY, Status.DECIDED])
                | Q(public_from__isnull=False)
                | Q(approved_revision__isnull=False),
                name="cases_case_ready_when_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "public_from"]),
            models.Index(fields=["public_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """The number as it is written, e.g. 26/12; an imported case keeps the one it had."""
        return self.label or f"{self.year % 100:02}/{self.number}"

    @property
    def is_prepared(self) -> bool:
        """Whether the administration is still writing (or has begun anew after it was sent back)."""
        return self.status in (Status.DRAFT, Status.SUBMITTED)

    @property
    def phase(self) -> str:
        """The phase of policy-making that the state implies."""
        return PHASE_OF[Status(self.status)]

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.pk])


class Paper(models.Model):
    """Saksframlegg: one revision of the case paper. A new one is written for every change."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    number = models.PositiveIntegerField()
    question = models.TextField(_("what is to be decided"), blank=True)
    background = models.TextField(_("background"), blank=True)
    assessment = models.TextField(_("assessment"), blank=True)
    recommendation = models.TextField(_("recommendation"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("case paper")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_paper_revision")
        ]

    def __str__(self) -> str:
        return f"{self.case} r{self.number}"


class Alternative(models.Model):
    """Alternativ: one possible solution, and what it does for whom."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alternatives")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    economy = models.TextField(_("economy"), blank=True)
    processes = models.TextField(_("internal processes"), blank=True)
    employees = models.TextField(_("employees"), blank=True)
    inhabitants = models.TextField(_("inhabitants"), blank=True)
    learning = models.TextField(_("learning"), blank=True)

    class Meta:
        verbose_name = _("alternative")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Link(models.Model):
    """Lenke: something outside the case that matters for it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"))
    published = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("link")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """Vedlegg: a document that belongs to a case, in order."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="attachment")
    order = models.PositiveSmallIntegerField()
    published = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("attachment")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.document)


class StepQuerySet(models.QuerySet):
    """Steps of ways."""

    def in_bodies(self) -> "StepQuerySet":
        """Those in which a body meets the case."""
        return self.filter(body__isnull=False)


class Step(models.Model):
    """Steg: who meets a case on its way: a body, and what it does there, or an arena that is none.

    Steps of the same order are taken side by side. One that is no body is begun and ended by those
    who prepare the case; what came of it is its ``summary``.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    actor = models.CharField(_("who"), max_length=14, choices=Actor, default=Actor.BODY)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(_("name"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField()
    power = models.CharField(_("task"), max_length=12, choices=Power, blank=True)
    status = models.CharField(
        _("state"), max_length=10, choices=StepStatus, default=StepStatus.WAITING
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True, default="")
    begun_on = models.DateField(_("begun"), null=True, blank=True)
    treated_on = models.DateField(_("treated"), null=True, blank=True)
    leg = models.PositiveSmallIntegerField(default=1)
    due = models.DateField(_("deadline"), null=True, blank=True)
    summary = models.TextField(_("what came of it"), blank=True)
    of_track = models.ForeignKey(
        TrackStep, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "order", "body"], name="cases_step_order"),
            models.CheckConstraint(
                condition=Q(status__in=[StepStatus.WAITING, StepStatus.SKIPPED])
                | Q(treated_on__isnull=False),
                name="cases_step_treated_has_date",
            ),
            models.CheckConstraint(
                condition=(Q(actor=Actor.BODY) & Q(body__isnull=False) & ~Q(power=""))
                | (~Q(actor=Actor.BODY) & Q(body=None, power="")),
                name="cases_step_is_a_body_or_another_arena",
            ),
        ]
        indexes = [models.Index(fields=["body", "status"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.order}: {self.who}"

    @property
    def who(self) -> str:
        """The body, the unit, or what the arena is called."""
        return str(self.body or self.unit or self.name or self.get_actor_display())

    @property
    def known_as(self) -> str:
        """What it is called for those who may not read the case: not whom it was sent to."""
        return str(self.get_actor_display()) if self.actor == Actor.PARTNER else self.who

    def is_like(self, other: "Step") -> bool:
        """Whether the same body, unit or arena meets the case in another step."""
        return (self.actor, self.body_id, self.unit_id, self.name) == (
            other.actor,
            other.body_id,
            other.unit_id,
            other.name,
        )


class Passage(models.Model):
    """Passering: a case went on though the gate of a track was not met; it was advice, and why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="passages")
    of_track = models.ForeignKey(TrackStep, on_delete=models.PROTECT, related_name="+")
    missing = models.CharField(_("what was missing"), max_length=300)
    reason = models.TextField(_("reason"))
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("passage of a gate")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.missing}"


class Recommendation(models.Model):
    """Innstilling: what the chief executive, a body or a body's leader recommended; all stay visible.

    What was decided behind closed doors is as closed here as in the minutes (kommuneloven § 11-5).
    A leader recommends to the own body (politisk innstillingsrett; domain 000, Fredrikstad). What
    deviates from the chief executive is reasoned, and assessed by the chief executive before treatment.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recommendations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True)
    text = models.TextField(_("text"))
    given_on = models.DateField(_("given"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    to_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="recommended_to"
    )
    behind_doors = models.BooleanField(_("decided behind closed doors"), default=False)
    deviates = models.BooleanField(_("deviates from the chief executive"), default=False)
    reason = models.TextField(_("reason"), blank=True)
    assessment = models.TextField(_("the chief executive's assessment"), blank=True)
    assessed_on = models.DateField(_("assessed"), null=True, blank=True)

    class Meta:
        verbose_name = _("recommendation")
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(leader=None, to_body=None)
                | Q(leader__isnull=False, to_body__isnull=False, body=None),
                name="cases_leader_recommends_to_a_body",
            ),
            models.CheckConstraint(
                condition=Q(deviates=False) | ~Q(reason=""), name="cases_deviation_is_reasoned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body or self.leader or '-'}: {self.text[:60]}"

    @property
    def waits_for_assessment(self) -> bool:
        """Whether the chief executive has yet to assess how it deviates."""
        return self.deviates and self.assessed_on is None


class CaseParty(models.Model):
    """Part i saken: someone whom a case is about or decides for; part of the case's content."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(_("name"), max_length=160)
    published = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("party to a case")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="cases_party_once")]

    def __str__(self) -> str:
        return self.name


class Remark(models.Model):
    """Merknad: why the chief executive sent a case back to its officer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(_("text"))
    given_on = models.DateField(_("given"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("remark")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Rerouting(models.Model):
    """Sporskifte: a case was moved to another track than it started on, and why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reroutings")
    left = models.ForeignKey(
        Track, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("move to another track")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.track}"
