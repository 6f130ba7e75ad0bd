"""States of an inhabitants' proposal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Status(models.TextChoices):
    """Where a proposal stands."""

    GATHERING = "gathering", _("Gathers support")
    PUT_FORWARD = "forward", _("Put forward to the council")
    TREATED = "treated", _("Treated by the council")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN_DOWN = "down", _("Taken down")


FLOW = Flow(
    put_forward=(Status.GATHERING, Status.PUT_FORWARD),
    withdraw=(Status.GATHERING, Status.WITHDRAWN),
    take_down=((Status.GATHERING, Status.WITHDRAWN), Status.TAKEN_DOWN),
    treat=(Status.PUT_FORWARD, Status.TREATED),
)
# What everyone can read.
SHOWN = (Status.GATHERING, Status.PUT_FORWARD, Status.TREATED, Status.WITHDRAWN)
