"""Kinds of gatherings that do not decide, and what a matter there ends in (domain 000, 001, 002a)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Kind(models.TextChoices):
    """What sort of gathering it is."""

    DIALOGUE = "dialogue", _("Dialogue meeting")
    WORKSHOP = "workshop", _("Political workshop")
    UNITS = "units", _("Meeting with leaders of units")
    VISIT = "visit", _("Visit to a place of service")
    PARTY = "party", _("Preparation in a party group")
    TOGETHER = "together", _("About how we work together")
    TALK = "talk", _("Conversation between mayor and chief executive")


# What people shape together there takes one room (domain 001: 3502-3508).
IN_ONE_ROOM = (Kind.DIALOGUE, Kind.WORKSHOP, Kind.UNITS, Kind.TOGETHER)

WHAT_IT_IS = {
    Kind.DIALOGUE: _(
        "Every elected member puts matters on the agenda until shortly before it begins; small tables, free seating. Nothing is decided: each matter ends in an agreed next step."
    ),
    Kind.WORKSHOP: _(
        "Elected members talk at cross-party tables about what and why; the administration works out how, and asks afterwards whether it has understood."
    ),
    Kind.UNITS: _(
        "Elected members and leaders of units talk about what works, what does not, and what is coming."
    ),
    Kind.VISIT: _("Elected members see a place of service, and write down what they learnt."),
    Kind.PARTY: _("A party's group prepares together. Only the group sees it."),
    Kind.TOGETHER: _("Politics and administration talk about how their cooperation goes."),
    Kind.TALK: _(
        "The mayor and the chief executive enter that they have talked, and about what. Elected members and the administration see it."
    ),
}


class Status(models.TextChoices):
    """Where a gathering stands."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


# Where elected members and the administration meet, and which of it belongs there.
BOTH_SIDES = (Kind.UNITS, Kind.TOGETHER, Kind.VISIT)

PLANNED = [kind for kind in Kind if kind != Kind.TALK]  # a conversation is entered afterwards

FLOW = Flow(
    begin=(Status.PLANNED, Status.UNDER_WAY),
    close=(Status.UNDER_WAY, Status.HELD),
    cancel=(Status.PLANNED, Status.CANCELLED),
)


class NextStep(models.TextChoices):
    """What was agreed to do with a matter."""

    BODY = "body", _("A body treats it")
    CASE = "case", _("The administration prepares a case")
    GROUP = "group", _("A working group looks at it")
    AGAIN = "again", _("We talk about it again")
    REST = "rest", _("It rests")
    DECISION = "decision", _("It is decided")


class Ask(models.TextChoices):
    """What a workshop asks: what and why, not how (domain 001 R15)."""

    WHAT = "what", _("What")
    WHY = "why", _("Why")


class Understood(models.TextChoices):
    """Whether the administration has understood."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Climate(models.TextChoices):
    """What is asked after a meeting (domain 001 R31, R41; 004)."""

    HEARD = "heard", _("I was heard")
    ROLES = "roles", _("Roles were clear")
    NEUTRAL = "neutral", _("The administration was neutral")
    WORTH = "worth", _("It was worth the time")


HOW = ("hvordan", "korleis", "how")
