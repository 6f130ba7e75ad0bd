"""Which arrangement a municipality has put before its council, decided, and put in force."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.decisions.models import Decision
from tannhjul.organisation.models import Person

from .enums import Status


class Adoption(models.Model):
    """Innføring av en ordning: from which date, through which case, by which decision.

    ``sets`` is what it sets, and ``before`` what was there when it came into force, both as data:
    stepping back is another adoption, of what was before. ``trial_to``: the last day, where it is
    tried for a time, and ``goes_on``: whether it was adopted so that it then goes on, unless the council
    decides otherwise. ``verdicts``: of a review, what becomes of each part of what it goes back to
    (key of the part -> ``Verdict``); none: it steps back from all of it.
    """

    key = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    sets = models.JSONField()
    before = models.JSONField(null=True, blank=True)
    goes_back = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="steps_back"
    )
    valid_from = models.DateField(_("from"))
    trial_to = models.DateField(_("a trial until"), null=True, blank=True)
    goes_on = models.BooleanField(_("goes on when the trial is over"), default=False)
    review_on = models.DateField(_("reviewed by"), null=True, blank=True)
    verdicts = models.JSONField(default=dict, blank=True)
    raised_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        verbose_name=_("raised by"),
        null=True,
        blank=True,
        related_name="+",
    )
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="adoption"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    decided_by = models.CharField(_("decision"), max_length=200, blank=True)
    status = models.CharField(
        _("state"), max_length=8, choices=Status, default=Status.PROPOSED, db_index=True
    )

    class Meta:
        verbose_name = _("adoption of an arrangement")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.APPLIED) | Q(before__isnull=False),
                name="arrangements_applied_remembers_what_was",
            ),
            models.CheckConstraint(
                condition=Q(trial_to=None) | Q(trial_to__gte=F("valid_from")),
                name="arrangements_trial_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gte=F("valid_from")),
                name="arrangements_reviewed_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("arrangements:adoption", args=[self.pk])


class Aim(models.Model):
    """Mål med en ordning: what it is to lead to, and by what one sees that it has."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="aims")
    text = models.CharField(_("aim"), max_length=300)
    seen_by = models.CharField(_("how one sees it"), max_length=300)

    class Meta:
        verbose_name = _("aim of an arrangement")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.adoption.get_absolute_url()


class Part(models.Model):
    """Del av en ordning: one thing that an arrangement changed, which can be kept or stepped back from.

    ``key``: as a comparison names it (``parts.setup.Line``).
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=100)
    name = models.CharField(_("part"), max_length=200)
    left_on = models.DateField(_("stepped back from"), null=True, blank=True)

    class Meta:
        verbose_name = _("part of an arrangement")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "key"], name="arrangements_part_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.adoption.get_absolute_url()


class Redirection(models.Model):
    """Omdirigering: a case that waited for a body that ended, and the body that treats it instead."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="redirections")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="redirections")
    left = models.CharField(_("from"), max_length=200)
    to = models.CharField(_("to"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("redirection of a case")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.left} → {self.to}"
