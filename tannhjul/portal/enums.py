"""Kinds of things that can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core import verbs


class Kind(models.TextChoices):
    """What a search hit is."""

    CASE = "case", _("Case")
    ITEM = "item", _("Item in a meeting")
    DECISION = "decision", _("Decision")
    DELEGATED = "delegate", _("Delegated decision")
    GATHERING = "gather", _("Gathering")
    DOCUMENT = "document", _("Document")
    BODY = "body", _("Body")
    UNIT = "unit", _("Unit")
    PERSON = "person", _("Person")


class Audience(models.TextChoices):
    """Who may find it."""

    PUBLIC = "public", _("Everyone")
    RESTRICTED = "restricted", _("Those who may read what is exempt")


# Events that someone who follows a case wants to hear of.
NEWS = ("cases.approve", "meetings.conclude", "decisions.commit", "decisions.report_done")

verbs.name(
    "portal", {"confirm": _("Someone follows the case"), "unfollow": _("Someone stopped following")}
)
verbs.name("exchange", {"batch": _("Imported")})
