"""What sorts of arrangements there are, and where an adoption stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Group(models.TextChoices):
    """What an arrangement is about."""

    GOVERNANCE = "governance", _("Form of government and of interplay")
    COMMITTEES = "committees", _("Committees")
    EXPERIMENT = "experiment", _("Experiments")
    ADMINISTRATION = "administration", _("How the administration is organised")
    MUNICIPALITY = "municipality", _("As municipalities have done it")
    CITY = "city", _("As cities have done it")


class Status(models.TextChoices):
    """Where an adoption stands."""

    PROPOSED = "proposed", _("Before the council")
    DECIDED = "decided", _("Decided, not yet in force")
    APPLIED = "applied", _("In force")
    REJECTED = "rejected", _("Not adopted")
    REPLACED = "replaced", _("Stepped back from")


FLOW = Flow(
    decide=(Status.PROPOSED, Status.DECIDED),
    reject=((Status.PROPOSED, Status.DECIDED), Status.REJECTED),
    apply=(Status.DECIDED, Status.APPLIED),
    replace=(Status.APPLIED, Status.REPLACED),
)
