"""Tracks: the paths that cases take, as data."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.enums import Actor, Force
from tannhjul.cases.gates import GATES
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import DatedQuerySet, ends_after_start


class Track(models.Model):
    """Spor: the path of a kind of case through the arenas, as the municipality has chosen it."""

    key = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=160)
    says = models.TextField(_("what it is"), blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("track")
        ordering = ["name", "valid_from"]
        constraints = [
            ends_after_start("cases_track_dates"),
            models.UniqueConstraint(fields=["key", "valid_from"], name="cases_track_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class TrackStep(models.Model):
    """Steg i et spor: who acts, with which paper and authority, through which gate, within how long.

    ``gate`` is what is written of what must be so before it goes on; ``rule`` with its ``number``
    is a gate that is held (``gates.GATES``), as hard as ``force`` says. ``each``: every body of the
    kind, side by side. ``beside``: side by side with the step before.
    """

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="track_steps")
    order = models.PositiveSmallIntegerField()
    actor = models.CharField(_("who"), max_length=14, choices=Actor)
    kind = models.CharField(_("kind of body"), max_length=30, choices=BodyKind, blank=True)
    power = models.CharField(_("task"), max_length=12, choices=Power, blank=True)
    role = models.CharField(_("role"), max_length=160, blank=True)
    paper = models.CharField(_("paper"), max_length=160, blank=True)
    gate = models.CharField(_("gate"), max_length=300, blank=True)
    rule = models.SlugField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    force = models.CharField(_("force"), max_length=6, choices=Force, default=Force.OWN)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    each = models.BooleanField(default=False)
    beside = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("step of a track")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["track", "order"], name="cases_track_step_order"),
            models.CheckConstraint(
                condition=Q(actor=Actor.BODY) & ~Q(kind="") & ~Q(power="")
                | ~Q(actor=Actor.BODY) & Q(kind="", power="", each=False),
                name="cases_track_step_body_has_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(actor=Actor.BODY) | Q(rule=""),
                name="cases_no_gate_is_held_in_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.role or str(self.get_kind_display() if self.kind else self.get_actor_display())

    @property
    def asks(self) -> str:
        """What the gate that is held asks for, in the reader's language."""
        return GATES[self.rule].says(self.number) if self.rule else ""

    def missing(self, case: Any, step: Any, day: date) -> str:
        """What of the gate is not so yet; "" if nothing is, or there is none."""
        return GATES[self.rule].missing(case, step, self.number, day) if self.rule else ""
