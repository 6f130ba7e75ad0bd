"""States of decisions and commitments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core import verbs
from tannhjul.core.flow import Flow


class Status(models.TextChoices):
    """Where a commitment stands."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Reported done")


FLOW = Flow(report_done=(Status.OPEN, Status.DONE))


class Standing(models.TextChoices):
    """Whether a delegated decision still holds."""

    IN_FORCE = "in_force", _("In force")
    REVERSED = "reversed", _("Reversed")


class ReversalGround(models.TextChoices):
    """Why whoever decided could have decided otherwise without a complaint (forvaltningsloven § 35)."""

    HARMLESS = "harmless", _("Nobody whom it protects is worse off for it")
    NOT_TOLD = "not_told", _("Those concerned have not been told, and it is not announced")
    INVALID = "invalid", _("It is invalid")
    RESERVED = "reserved", _("The law, the decision itself or general administrative law allows it")


DELEGATED_FLOW = Flow(reverse=(Standing.IN_FORCE, Standing.REVERSED))

verbs.name(
    "decisions",
    {
        "adopt": _("Decision made"),
        "commit": _("Follow-up agreed"),
        "report_done": _("Reported done"),
        "decide": _("Decided with delegated power"),
        "judge": _("Judged whether it is a matter of principle"),
        "report": _("Delegated decisions reported"),
        "reverse": _("Decision reversed"),
        "call_in": _("Called in"),
    },
)
