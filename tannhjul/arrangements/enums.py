"""What sorts of arrangements there are, and where an adoption stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.commitments.enums import Reached
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


class Verdict(models.TextChoices):
    """What is to become of a part of an arrangement."""

    KEEP = "keep", _("Keep it")
    CHANGE = "change", _("Change it")
    BACK = "back", _("Step back from it")


class Enough(models.TextChoices):
    """Whether there is enough of something."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


# Whoever answers so wants nothing to be otherwise.
SATISFIED = {Verdict.KEEP.value, Enough.YES.value, Reached.YES.value}

# The sorts of judgements by which an arrangement is reviewed.
AIM, PART = "arrangement-aim", "arrangement-part"
INFLUENCE, AUTONOMY = "political-influence", "administrative-autonomy"

FLOW = Flow(
    decide=(Status.PROPOSED, Status.DECIDED),
    reject=((Status.PROPOSED, Status.DECIDED), Status.REJECTED),
    apply=(Status.DECIDED, Status.APPLIED),
    replace=(Status.APPLIED, Status.REPLACED),
)
