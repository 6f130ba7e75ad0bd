"""How bodies and leaders are elected, and where an election stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Method(models.TextChoices):
    """How a body or a leader is elected (valgloven ch. 13; kommuneloven §§ 7-4 to 7-8)."""

    VOTERS = "voters", _("By the voters (council)")
    PROPORTION = "proportion", _("By lists (proportional election)")
    AGREEMENT = "agreement", _("By agreement (unanimous)")
    PROPOSAL = "proposal", _("On one recommendation (majority)")
    DESIGNATION = "designation", _("Designated by the mayor, composed by its leader")
    MAJORITY = "majority", _("By majority (leader or deputy leader)")


class ElectionStatus(models.TextChoices):
    """Where an election stands."""

    OPEN = "open", _("Lists and names are received")
    VOTING = "voting", _("Being voted on")
    COUNTED = "counted", _("Counted")
    SEATED = "seated", _("Has taken effect")
    CANCELLED = "cancelled", _("Called off")


FLOW = Flow(
    vote=(ElectionStatus.OPEN, ElectionStatus.VOTING),
    stop_vote=(ElectionStatus.VOTING, ElectionStatus.OPEN),
    count=((ElectionStatus.OPEN, ElectionStatus.VOTING), ElectionStatus.COUNTED),
    reopen=(ElectionStatus.COUNTED, ElectionStatus.OPEN),
    take_effect=(ElectionStatus.COUNTED, ElectionStatus.SEATED),
    cancel=((ElectionStatus.OPEN, ElectionStatus.COUNTED), ElectionStatus.CANCELLED),
)
