"""Where a promise stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Status(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Reported done")


FLOW = Flow(report_done=(Status.OPEN, Status.DONE))
