"""Who can hold delegated power, how it is limited, and why it does not reach."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holder(models.TextChoices):
    """What kind of holder a grant has (domain rules 1.2)."""

    BODY = "body", _("A body")
    LEADER = "leader", _("The leader of a body")
    UNIT = "unit", _("The leader of a unit")
    ENTITY = "entity", _("Another legal entity")


class Measure(models.TextChoices):
    """What a limit is counted in."""

    NONE = "", _("No limit")
    KRONER = "kroner", _("Kroner")
    PERCENT = "percent", _("Percent of the budget")
    POSTS = "posts", _("Posts")


class Why(models.TextChoices):
    """Why a grant does not reach a matter."""

    NOT_YET = "not_yet", _("The delegation has not begun on that day.")
    ENDED = "ended", _("The delegation has ended.")
    RECALLED = "recalled", _("The delegation has been recalled.")
    ELSEWHERE = "elsewhere", _("The delegation is about something else.")
    RESERVED = "reserved", _("The law gives this to the council itself.")
    ELECTED = "elected", _("The law asks for an elected body here.")
    EXCEPTED = "excepted", _("This is an exception from the delegation.")
    TOO_MUCH = "too_much", _("The amount is larger than the delegation allows.")
    OTHER_MEASURE = "measure", _("The limit of the delegation is counted in something else.")
    PRINCIPLED = "principled", _("The delegation does not cover matters of principle.")
    URGENT = "urgent", _("The delegation covers only what cannot wait.")
