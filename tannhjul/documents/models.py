"""Documents and their versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.models import Sourced

from .enums import Ground, Kind
from .rules import is_exempt


def open_to_all(prefix: str = "") -> Q:
    """Rows whose ground is none, or whose postponed access has come."""
    return Q(**{f"{prefix}ground": ""}) | Q(**{f"{prefix}exempt_until__lte": localdate()})


class Exemptible(models.Model):
    """Something that may be kept from the public, with a public and a screened title."""

    title = models.CharField(_("public title"), max_length=300)
    screened_title = models.CharField(_("screened title"), max_length=300, blank=True)
    ground = models.CharField(
        _("ground for exemption"), max_length=3, choices=Ground, blank=True, default=""
    )
    exempt_until = models.DateField(_("access postponed until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_exempt(self) -> bool:
        """Whether the public may not see the content today."""
        return is_exempt(self.ground, self.exempt_until, localdate())


class Document(Exemptible, Sourced):
    """Dokument: a title over one or more versions of a file.

    What was published by mistake is taken down, whole or in its earlier versions: the archive keeps the
    bytes (arkivlova), and only the secretary reads them.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    external_url = models.URLField(blank=True, max_length=500)
    taken_down_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    taken_down_why = models.TextField(_("why it was taken down"), blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("document")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:download", args=[self.pk])


class Version(models.Model):
    """Versjon: the bytes of a document at one time; never replaced, only followed by another.

    One that is taken down is read by the secretary alone.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=100)
    extension = models.CharField(max_length=5)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    taken_down_at = models.DateTimeField(_("taken down"), null=True, blank=True)

    class Meta:
        verbose_name = _("version")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.document} v{self.number}"
