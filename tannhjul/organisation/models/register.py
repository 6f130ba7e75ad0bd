"""The entity, terms, parties, people, bodies, seats and administrative units: all dated."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Gear
from tannhjul.core.models import Sourced, in_force
from tannhjul.organisation.enums import (
    BodyKind,
    Gender,
    Leaving,
    Office,
    Openness,
    Power,
    SeatKind,
    Tie,
)


class DatedQuerySet(models.QuerySet):
    """Rows with ``valid_from`` and ``valid_to``."""

    def on(self, day: Any) -> Self:
        """The rows in force on ``day``: a date, or an expression for one."""
        return self.filter(in_force(day))


def ends_after_start(name: str) -> models.CheckConstraint:
    """The end of a dated row may not lie before its start."""
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=name
    )


class Entity(models.Model):
    """Kommune: the legal entity this deployment belongs to; exactly one row."""

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("municipality number"), max_length=6)
    inhabitants = models.PositiveIntegerField(_("inhabitants"))
    url = models.URLField(_("web address"), blank=True)

    class Meta:
        verbose_name = _("municipality")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="organisation_one_entity")]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """Innbyggertall: how many lived in the municipality on a day, as a rule at a new year."""

    counted_on = models.DateField(_("counted on"), unique=True)
    inhabitants = models.PositiveIntegerField(_("inhabitants"))

    class Meta:
        verbose_name = _("number of inhabitants")
        ordering = ["-counted_on"]

    def __str__(self) -> str:
        return f"{self.counted_on}: {self.inhabitants}"


class Term(models.Model):
    """Valgperiode: the years between two elections."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        ordering = ["valid_from"]
        constraints = [ends_after_start("organisation_term_dates")]

    def __str__(self) -> str:
        return self.name


class Party(Sourced):
    """Parti: a party or a local list; seats and deputies follow it."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta(Sourced.Meta):
        verbose_name = _("party")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Person(Sourced):
    """Person: someone who holds a seat, leads a unit or prepares cases; may be able to sign in."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True, default="")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )

    class Meta(Sourced.Meta):
        verbose_name = _("person")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:person", args=[self.pk])


class Interest(models.Model):
    """Verv og interesser: what ties a person to an organisation, a property or a relative, dated.

    Public, but for close family: relatives have not chosen a public life.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    tie = models.CharField(_("tie"), max_length=10, choices=Tie)
    name = models.CharField(_("name"), max_length=160)
    ours = models.BooleanField(_("the municipality owns a share"), default=False)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        ordering = ["name", "pk"]
        constraints = [
            ends_after_start("organisation_interest_dates"),
            models.UniqueConstraint(
                fields=["person", "tie", "name"],
                condition=Q(valid_to=None),
                name="organisation_interest_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tie_display()}: {self.name}"


class Body(Sourced):
    """Organ: an arena where actors meet."""

    name = models.CharField(_("name"), max_length=160)
    short = models.CharField(_("short name"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind)
    power = models.CharField(_("power"), max_length=12, choices=Power, default=Power.DECIDES)
    gear = models.CharField(_("gear"), max_length=20, choices=Gear, default=Gear.POLITICS)
    openness = models.CharField(
        _("openness"), max_length=14, choices=Openness, default=Openness.OPEN
    )
    seats_total = models.PositiveSmallIntegerField(_("number of members"), default=0)
    elected_by_voters = models.BooleanField(default=False, editable=False)
    kept_because = models.CharField(_("why the network is kept"), max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Sourced.Meta):
        verbose_name = _("body")
        ordering = ["pk"]
        constraints = [*Sourced.Meta.constraints, ends_after_start("organisation_body_dates")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:body", args=[self.pk])


class Regulations(models.Model):
    """Reglement: what a body may do and how it works, from a date (kommuneloven § 5-13)."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="regulations")
    scope = models.TextField(_("scope"))
    decision_power = models.TextField(_("power to decide"))
    period = models.CharField(_("period"), max_length=120)
    other = models.TextField(_("other central rules"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"))

    class Meta:
        verbose_name = _("regulations")
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.valid_from}"


class SeatQuerySet(DatedQuerySet):
    """Seats as they were given, and as they are held."""

    def given(self, day: Any) -> Self:
        """The seats that people have on ``day``, whether or not they are away."""
        return super().on(day)

    def on(self, day: Any) -> Self:
        """The seats that are held on ``day``: by nobody who is away, by each person once in a body.

        Whoever sits for someone meanwhile holds that seat, and one's own again afterwards.
        """
        away = Departure.objects.on(day).filter(seat=OuterRef("pk"))
        instead = Seat.objects.given(day).filter(
            body=OuterRef("body"), person=OuterRef("person"), meanwhile__isnull=False
        )
        return self.given(day).exclude(Exists(away)).exclude(Q(meanwhile=None) & Exists(instead))

    def lasting(self) -> Self:
        """The seats without an end, those held for a time only left out."""
        return self.filter(valid_to=None, meanwhile=None)


class Seat(Sourced):
    """Plass: a person's seat in a body, as member or deputy, in list order, between two dates.

    ``slate``: the number of the list on which it was won, for who comes after whom.
    ``by_employees``: elected by and among the employees of an enterprise (kommuneloven § 9-6).
    ``meanwhile``: the absence for whose time it is held, where it is for a time only.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=SeatKind)
    office = models.CharField(_("office"), max_length=14, choices=Office, blank=True, default="")
    by_employees = models.BooleanField(_("elected by the employees"), default=False)
    slate = models.BigIntegerField(null=True, blank=True, editable=False)
    order = models.PositiveSmallIntegerField(_("place on the list"))
    meanwhile = models.ForeignKey(
        "Departure",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="stand_ins",
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta(Sourced.Meta):
        verbose_name = _("seat")
        ordering = ["kind", "order", "pk"]
        constraints = [
            *Sourced.Meta.constraints,
            ends_after_start("organisation_seat_dates"),
            models.UniqueConstraint(
                fields=["body", "person"],
                condition=Q(valid_to=None, meanwhile=None),
                name="organisation_seat_one_open_per_person",
            ),
            models.UniqueConstraint(
                fields=["body", "office"],
                condition=Q(valid_to=None, meanwhile=None) & ~Q(office=""),
                name="organisation_seat_one_leader",
            ),
        ]
        indexes = [models.Index(fields=["body", "kind", "order"])]

    def __str__(self) -> str:
        return f"{self.person} ({self.party.code})" if self.party else str(self.person)


class Departure(models.Model):
    """Uttreden, fritak, suspensjon: why someone left a seat, or is away from it, and until when.

    Whoever leaves for good has a seat that ends; whoever is away keeps it, and comes back by the date.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="departures")
    ground = models.CharField(_("ground"), max_length=9, choices=Leaving)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.CharField(_("decision"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("departure from a seat")
        ordering = ["pk"]
        constraints = [ends_after_start("organisation_departure_dates")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_ground_display()}"
