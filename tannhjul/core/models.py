"""The tables everything rests on: events and their seals, local choices, number series."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enums import Arena, Gear, Phase, Role


class Sourced(models.Model):
    """A row that may come from an import: which source, and its id there."""

    source = models.CharField(max_length=40, blank=True, editable=False)
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source=""),
                name="%(app_label)s_%(class)s_one_per_source_id",
            )
        ]


class Event(models.Model):
    """Hendelse: who, acting in which role, did what to what, where and when. Never changed.

    ``arena`` is the id of a body, or of a gathering, as ``arena_kind`` says; ``matter`` of a case;
    ``unit`` of a result unit. ``facts`` holds ids, dates and codes only; names live in the tables
    they belong to. ``content`` is a salted hash of what the event is about (``journal.verify``).
    ``version`` says which columns its fingerprint covers (``journal.COLUMNS``).
    """

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    gear = models.CharField(max_length=20, choices=Gear, blank=True)
    arena = models.BigIntegerField(null=True)
    arena_kind = models.CharField(max_length=10, choices=Arena, blank=True)
    matter = models.BigIntegerField(null=True, db_index=True)
    unit = models.BigIntegerField(null=True)
    phase = models.CharField(max_length=20, choices=Phase, blank=True)
    facts = models.JSONField(default=dict)
    content = models.CharField(max_length=64, blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("event")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["verb", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"


class Salt(models.Model):
    """Salt: what the hash of an event's content was made with; without it the hash says nothing.

    When a text is erased its salts go too: the events still prove that something was there, and
    nobody can guess what by trying texts.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True)
    salt = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("salt of an event")

    def __str__(self) -> str:
        return str(self.pk)


class Seal(models.Model):
    """Segl: a Merkle root over a batch of events, chained to the seal before it."""

    at = models.DateTimeField()
    events = models.TextField()
    leaves = models.TextField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("seal")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.hash[:12]}"


class Unsealed(models.Model):
    """The tail of the journal: events that wait for the next seal."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True)

    class Meta:
        verbose_name = _("unsealed event")

    def __str__(self) -> str:
        return str(self.pk)


class Choice(models.Model):
    """Ordning: one dated local choice, with the decision that made it.

    It is made for all, or for one row: ``scope_kind`` names the noun, ``scope`` is the row's id.
    """

    key = models.CharField(max_length=80)
    scope_kind = models.CharField(max_length=60, blank=True, default="")
    scope = models.BigIntegerField(null=True, blank=True)
    value = models.JSONField()
    valid_from = models.DateField()
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("local choice")
        ordering = ["key", "scope_kind", "scope", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "scope_kind", "scope", "valid_from"],
                nulls_distinct=False,
                name="core_choice_one_value_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Counter(models.Model):
    """Nummerserie: the last number given in a series in a year."""

    series = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="core_counter_one_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.series}/{self.year}: {self.last}"


def in_force(day: date, start: str = "valid_from", end: str = "valid_to") -> Q:
    """Rows in force on ``day``; the end date is the first day on which a row no longer holds."""
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))
