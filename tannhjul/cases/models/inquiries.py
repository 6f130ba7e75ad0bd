"""Questions that elected members put to the chief executive between meetings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.documents.models import Exemptible
from tannhjul.organisation.models import Person

from .cases import Case


class Inquiry(Exemptible):
    """Spørsmål til kommunedirektøren: asked by a member, answered to all group leaders at once.

    The same information to all elected members at the same time (domain 004; 002a B12).
    """

    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="inquiries")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries"
    )
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        verbose_name = _("question to the chief executive")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="cases_inquiry_answer_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:inquiry", args=[self.pk])

    @property
    def days(self) -> int | None:
        """Whole days from question to answer; None while it waits."""
        return (self.answered_at - self.asked_at).days if self.answered_at else None


class Copy(models.Model):
    """Kopi: a group leader to whom the answer was sent, in the same moment as to the others."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="copies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("copy of an answer")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "person"], name="cases_copy_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
