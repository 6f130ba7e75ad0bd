"""Where hate and threats come, and where a report of them stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Where hate or a threat came."""

    SOCIAL = "social", _("Social media")
    MAIL = "mail", _("Letter or e-mail")
    PHONE = "phone", _("Telephone")
    PERSON = "person", _("Face to face")


class IncidentStatus(models.TextChoices):
    """Where a report of hate or threats stands."""

    REPORTED = "reported", _("Reported")
    ANSWERED = "answered", _("Followed up")
