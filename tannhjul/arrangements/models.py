"""Which arrangement a municipality has put before its council, decided, and put in force."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.decisions.models import Decision

from .enums import Status


class Adoption(models.Model):
    """Innføring av en ordning: from which date, through which case, by which decision.

    ``sets`` is what it sets, and ``before`` what was there when it came into force, both as data:
    stepping back is another adoption, of what was before.
    """

    key = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    sets = models.JSONField()
    before = models.JSONField(null=True, blank=True)
    goes_back = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="steps_back"
    )
    valid_from = models.DateField(_("from"))
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
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("arrangements:adoption", args=[self.pk])


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
