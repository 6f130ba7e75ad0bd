"""For whom a text stands in the index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may find it."""

    PUBLIC = "public", _("Everyone")
    RESTRICTED = "restricted", _("Those who may read what is exempt")
