"""Gatherings that do not decide: matters and next steps, tables and notes, mirroring back, climate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.core.enums import Gear
from tannhjul.meetings.enums import MeetingForm
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.enums import Openness
from tannhjul.organisation.models import Body, Party, Person, Unit

from .enums import Ask, Climate, Kind, NextStep, Status, Understood


class Gathering(models.Model):
    """Møteplass: elected members and others meet in order, to talk and not to decide.

    It is for the elected members of its body (none: the council), and for its ``guests``: leaders of
    units, the chief executive, partners. ``series``: the first of those that are held at intervals.
    """

    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    place = models.CharField(_("place"), max_length=200)
    form = models.CharField(
        _("form"), max_length=8, choices=MeetingForm, default=MeetingForm.PHYSICAL
    )
    form_because = models.CharField(_("why in this form"), max_length=300, blank=True)
    stream = models.URLField(_("address for those who follow"), blank=True)
    openness = models.CharField(
        _("openness"), max_length=12, choices=Openness, default=Openness.NOT_STREAMED
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    guests = models.ManyToManyField(
        Person, verbose_name=_("others it is for"), related_name="invited_to", blank=True
    )
    facilitator = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        verbose_name=_("facilitator"),
        null=True,
        blank=True,
        related_name="+",
    )
    series = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="occasions"
    )
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    status = models.CharField(
        _("state"), max_length=9, choices=Status, default=Status.PLANNED, db_index=True
    )
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    summed_up_at = models.DateTimeField(null=True, blank=True)
    mirror = models.TextField(_("what the administration has understood"), blank=True)
    mirrored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("gathering")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=Kind.PARTY) & Q(party__isnull=False))
                | (~Q(kind=Kind.PARTY) & Q(party=None)),
                name="dialogue_party_group_has_a_party",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.VISIT) | Q(unit__isnull=False),
                name="dialogue_visit_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(summed_up_at=None) | ~Q(summary=""),
                name="dialogue_summary_is_written",
            ),
            models.CheckConstraint(
                condition=Q(mirrored_at=None) | ~Q(mirror=""), name="dialogue_mirror_is_written"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dialogue:detail", args=[self.pk])


class Attendee(models.Model):
    """Deltaker: someone who was there, and from which gear: who met whom."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="gatherings")
    gear = models.CharField(_("gear"), max_length=20, choices=Gear)

    class Meta:
        verbose_name = _("participant in a gathering")
        ordering = ["gear", "person__name"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="dialogue_attendee_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Topic(models.Model):
    """Sak på en møteplass: what someone wants to talk about, and the next step that was agreed.

    ``standing``: how one works together, on each of a series where both sides meet. ``reply``: what a
    member said that the workshop before had not understood.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="topics")
    raised_at = models.DateTimeField()
    next_step = models.CharField(_("next step"), max_length=8, choices=NextStep, blank=True)
    agreed = models.TextField(_("what was agreed"), blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="topics"
    )
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="topics"
    )
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="topics"
    )
    standing = models.BooleanField(default=False, editable=False)
    reply = models.OneToOneField(
        "Reply", on_delete=models.PROTECT, null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("matter of a gathering")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(next_step=NextStep.DECISION), name="dialogue_nothing_is_decided"
            ),
            models.CheckConstraint(
                condition=~Q(next_step=NextStep.BODY) | Q(body__isnull=False),
                name="dialogue_next_step_names_the_body",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.gathering.get_absolute_url()


class Answer(models.Model):
    """Svar på en sak: what someone whom the gathering is for answered to a matter, by name."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("answer"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer in a gathering")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:60]}"


class Prompt(models.Model):
    """Spørsmål i et verksted: what to prioritise, and why; never how."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="prompts")
    asks = models.CharField(_("asks"), max_length=4, choices=Ask)
    text = models.CharField(_("question"), max_length=300)

    class Meta:
        verbose_name = _("question of a workshop")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Table(models.Model):
    """Bord: those who sit together in a workshop."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("table of a workshop")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "number"], name="dialogue_table_number")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Place(models.Model):
    """Plass ved bordet: an elected member at a table; nobody from the administration."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("place at a table")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "person"], name="dialogue_place_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Note(models.Model):
    """Notat fra et bord: what a table answered to a question."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="notes")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(_("note"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("note from a table")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Reply(models.Model):
    """Svar på speilingen: whether the administration has understood a member correctly."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    understood = models.CharField(_("understood"), max_length=6, choices=Understood)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("reply to what was mirrored back")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="dialogue_reply_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.understood}"


def _about_one(name: str) -> models.CheckConstraint:
    """It is about a gathering or a meeting, not both."""
    gathering = Q(gathering__isnull=False, meeting=None)
    return models.CheckConstraint(
        condition=gathering | Q(gathering=None, meeting__isnull=False), name=name
    )


class Rated(models.Model):
    """Avkryssing: that someone has said how a gathering or a meeting was; not what was said."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, null=True, related_name="rated"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="rated")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gear = models.CharField(_("gear"), max_length=20, choices=Gear, default=Gear.POLITICS)

    class Meta:
        verbose_name = _("tick for a climate check")
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="dialogue_rated_once"),
            models.UniqueConstraint(
                fields=["meeting", "person"], name="dialogue_rated_meeting_once"
            ),
            _about_one("dialogue_rated_is_about_one"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Tally(models.Model):
    """Klimamåling: how many gave a score from one to five to a statement about how it was."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, null=True, related_name="tallies"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, related_name="tallies"
    )
    statement = models.CharField(max_length=7, choices=Climate)
    gear = models.CharField(_("gear"), max_length=20, choices=Gear, default=Gear.POLITICS)
    score = models.PositiveSmallIntegerField()
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("climate check")
        ordering = ["statement", "score"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "statement", "score", "gear"], name="dialogue_tally_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "statement", "score", "gear"],
                name="dialogue_tally_of_meeting_once",
            ),
            _about_one("dialogue_tally_is_about_one"),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="dialogue_score_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.score}: {self.votes}"
