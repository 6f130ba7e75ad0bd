"""Where a promise stands, how often a duty falls due, and what can be judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow

REACHED = "reached"  # the sort of judgement that says whether a promise came to what it was for


class Status(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Reported done")


FLOW = Flow(report_done=(Status.OPEN, Status.DONE))


class Per(models.TextChoices):
    """What the time between two due days of a duty is counted in."""

    WEEK = "week", _("weeks")
    MONTH = "month", _("months")


class Reached(models.TextChoices):
    """Whether what was promised came to what it was for."""

    YES = "yes", _("The aim is reached")
    PARTLY = "partly", _("Reached in part")
    NO = "no", _("The aim is not reached")
