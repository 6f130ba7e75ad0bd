"""What an elected member raises: a question, an interpellation, a proposal, a demand."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.meetings.enums import MotionKind, MotionStatus, ReviewSubject
from tannhjul.organisation.models import Body, Person

from .meetings import Item, Meeting


class Motion(models.Model):
    """Sak reist av folkevalgt: what a member asks, proposes or demands, and what came of it."""

    kind = models.CharField(_("kind"), max_length=14, choices=MotionKind)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="motions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="motions"
    )
    item = models.OneToOneField(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="motion"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="motions")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="motions"
    )
    about = models.ForeignKey(
        Item,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the decision that is to be tried"),
    )
    tries = models.CharField(
        _("what is to be tried"),
        max_length=12,
        choices=ReviewSubject,
        default=ReviewSubject.DECISION,
    )
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who is to leave"),
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    sent_on = models.DateField(_("sent"))
    confidential = models.BooleanField(_("about what is confidential"), default=False)
    late = models.BooleanField(_("after the deadline"), default=False)
    status = models.CharField(
        _("state"), max_length=9, choices=MotionStatus, default=MotionStatus.SENT
    )
    reply = models.TextField(_("answer"), blank=True)
    replied_on = models.DateField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("matter raised by a member")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "declined"]) | ~Q(reply=""),
                name="meetings_motion_reply_is_written",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:motion", args=[self.pk])


class Support(models.Model):
    """Tilslutning: a member who joins a demand; the author is the first."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        verbose_name = _("support for a demand")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "person"], name="meetings_support_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
