"""Hate and threats against elected members: who to turn to, and what has been reported (domain 004)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.organisation.models import DatedQuerySet, Person, ends_after_start

from .enums import Channel, IncidentStatus


class SafetyContact(models.Model):
    """Kontaktperson: whom an elected member turns to about hate and threats, and the guidelines."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    guidelines = models.TextField(_("guidelines"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact about hate and threats")
        ordering = ["-valid_from", "-pk"]
        constraints = [ends_after_start("safety_contact_dates")]

    def __str__(self) -> str:
        return str(self.person)


class Incident(models.Model):
    """Hendelse: hate or a threat that an elected member has reported. Only the two of them see it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="incidents")
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(_("happened"))
    channel = models.CharField(_("where"), max_length=8, choices=Channel)
    text = models.TextField(_("what happened"))
    police = models.BooleanField(_("reported to the police"), default=False)
    status = models.CharField(
        _("state"), max_length=8, choices=IncidentStatus, default=IncidentStatus.REPORTED
    )
    answer = models.TextField(_("what has been done"), blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("incident of hate or threats")
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.happened_on}"

    def get_absolute_url(self) -> str:
        return reverse("safety:incidents")
