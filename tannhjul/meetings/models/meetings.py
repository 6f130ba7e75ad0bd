"""A meeting and everything that is recorded in it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.enums import Kind, Outcome
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.models import Case, Step
from tannhjul.core.models import Sourced
from tannhjul.documents.models import Document, Exemptible
from tannhjul.meetings.enums import (
    CallStatus,
    Capacity,
    ClosedBasis,
    Constituting,
    ItemStatus,
    MeetingForm,
    ProposalKind,
    ProposalStatus,
    Status,
)
from tannhjul.organisation.models import Body, Party, Person


class Meeting(Sourced):
    """Møte: a body on a date."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    name = models.CharField(_("name"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.PLANNED)
    form = models.CharField(
        _("form"), max_length=8, choices=MeetingForm, default=MeetingForm.PHYSICAL
    )
    form_because = models.CharField(_("why in this form"), max_length=300, blank=True)
    constituting = models.BooleanField(_("constituting meeting"), default=False)
    stream = models.URLField(_("where it can be followed"), blank=True)
    no_recording = models.TextField(_("why it may not be recorded"), blank=True)
    convened_on = models.DateField(_("convened"), null=True, blank=True)
    chair = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agenda_approved = models.BooleanField(_("notice and agenda approved"), default=False)
    agenda_remarks = models.TextField(_("remarks to notice and agenda"), blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("meeting")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=[Status.PLANNED, Status.CANCELLED, Status.RECORD])
                | Q(convened_on__isnull=False),
                name="meetings_meeting_convened_has_date",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="meetings_meeting_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["body", "-starts_at"])]

    def __str__(self) -> str:
        return f"{self.body} {localtime(self.starts_at):%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.pk])


class Item(Exemptible, Sourced):
    """Sak på sakslisten: one item of an agenda; numbered per body and year when convened."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=2, choices=Kind, default=Kind.POLITICAL)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    label = models.CharField(max_length=40, blank=True)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    status = models.CharField(
        _("state"), max_length=8, choices=ItemStatus, default=ItemStatus.WAITING
    )
    constitutes = models.CharField(
        _("step of the constituting meeting"),
        max_length=10,
        choices=Constituting,
        blank=True,
        default="",
    )
    unlisted = models.BooleanField(_("added after the notice"), default=False)
    papers_late = models.BooleanField(_("papers not sent with the notice"), default=False)
    taken_up = models.BooleanField(_("may be decided though unlisted"), null=True)
    closed_basis = models.CharField(
        _("doors"), max_length=6, choices=ClosedBasis, blank=True, default=""
    )
    decides_for = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    urgent_reason = models.TextField(_("why it could not wait"), blank=True)
    reports = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reported_in"
    )
    doors_for = models.PositiveSmallIntegerField(null=True, blank=True)
    doors_against = models.PositiveSmallIntegerField(null=True, blank=True)
    kept_them_open = models.ManyToManyField(
        Person, related_name="+", verbose_name=_("voted against closing the doors")
    )
    debated_behind_doors = models.BooleanField(
        _("the debate on closing the doors was closed"), default=False
    )
    list_closed = models.BooleanField(_("speakers' list closed"), default=False)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True, default="")
    resolution = models.TextField(_("decision"), blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("item")
        ordering = ["order", "pk"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "kind", "year", "number"],
                condition=Q(number__isnull=False),
                name="meetings_item_number",
            ),
            models.UniqueConstraint(
                fields=["meeting", "case"],
                condition=Q(case__isnull=False) & Q(source=""),
                name="meetings_item_case_once",
            ),
            models.CheckConstraint(
                condition=Q(decides_for=None) | ~Q(urgent_reason=""),
                name="meetings_item_urgent_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def standing(self) -> str:
        """Where it stands, in words; a case can be withdrawn when the notice is out."""
        if self.was_withdrawn:
            return str(_("Withdrawn before it was treated"))
        return self.get_status_display()

    @property
    def was_withdrawn(self) -> bool:
        """Whether its case was withdrawn before the body treated it."""
        waits = self.status == ItemStatus.WAITING and self.case is not None
        return waits and self.case.status == CaseStatus.WITHDRAWN  # type: ignore[union-attr]

    @property
    def reference(self) -> str:
        """The number as it is written, e.g. PS 12/26; empty until the meeting is convened."""
        if self.number is None:
            return self.label
        return f"{self.kind} {self.number}/{(self.year or 0) % 100:02}"

    @property
    def needs_consent(self) -> bool:
        """Whether the leader and a third of those present can stop a decision (§ 11-3)."""
        return self.unlisted or self.papers_late

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])


class MeetingDocument(models.Model):
    """Møtedokument: the notice or the minutes; an internal one holds what the public one leaves out."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="meeting_document"
    )
    internal = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("meeting document")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document)


class Absence(models.Model):
    """Forfall: a member who cannot come, and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("absence")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_absence_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Call(models.Model):
    """Innkalling av vara: a deputy called for someone, for the meeting or for one item."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="calls")
    replaces = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calls")
    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, null=True, blank=True, related_name="calls"
    )
    status = models.CharField(
        _("answer"), max_length=8, choices=CallStatus, default=CallStatus.CALLED
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("call to a deputy")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "deputy", "item"],
                nulls_distinct=False,
                name="meetings_call_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.replaces}"


class Presence(models.Model):
    """Oppmøte: someone who sat in the meeting, from when until when, and for whom."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="presences")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True)
    capacity = models.CharField(_("capacity"), max_length=6, choices=Capacity)
    replaces = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces_note = models.CharField(max_length=120, blank=True)
    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, null=True, blank=True, related_name="presences"
    )
    arrived_at = models.DateTimeField(_("arrived"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
                name="meetings_presence_leaves_after_arriving",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(left_at=None, item=None),
                name="meetings_presence_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Proposal(models.Model):
    """Forslag: something the body can adopt, from a person or a body, for whom."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=14, choices=ProposalKind)
    point = models.CharField(_("point"), max_length=20, blank=True)
    text = models.TextField(_("text"))
    proposer = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200, blank=True)
    status = models.CharField(
        _("state"), max_length=10, choices=ProposalStatus, default=ProposalStatus.TABLED
    )

    class Meta:
        verbose_name = _("proposal")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="meetings_proposal_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"


class Signature(models.Model):
    """Protokollunderskriver: someone the body chose to sign the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("signature")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_signs_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
