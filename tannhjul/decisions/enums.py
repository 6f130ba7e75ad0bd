"""States of a commitment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core import verbs
from tannhjul.core.flow import Flow


class Status(models.TextChoices):
    """Where a commitment stands."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Reported done")


FLOW = Flow(report_done=(Status.OPEN, Status.DONE))

verbs.name(
    "decisions",
    {
        "adopt": _("Decision made"),
        "commit": _("Follow-up agreed"),
        "report_done": _("Reported done"),
    },
)
