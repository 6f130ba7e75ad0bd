"""Gears, phases and roles: who turns the wheels, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gear(models.TextChoices):
    """The four wheels that must mesh (domain 000: the cogwheel model)."""

    POLITICS = "politics", _("Politics")
    ADMINISTRATION = "administration", _("Administration")
    INHABITANTS = "inhabitants", _("Inhabitants")
    PARTNERS = "partners", _("Partners")


class Arena(models.TextChoices):
    """The sorts of arenas where things happen; a body and a gathering have ids of their own."""

    BODY = "body", _("Body")
    GATHERING = "gathering", _("Gathering")
    INFORMAL = "informal", _("Conversation")
    WRITING = "writing", _("In writing")


class Phase(models.TextChoices):
    """The phases of policy-making (domain 000), plus follow-up."""

    AGENDA = "agenda", _("Put on the agenda")
    PROBLEM = "problem", _("Understanding the problem")
    ALTERNATIVES = "alternatives", _("Investigating alternatives")
    RECOMMENDATION = "recommendation", _("Recommendation")
    DECISION = "decision", _("Decision")
    IMPLEMENTATION = "implementation", _("Implementation")
    FOLLOW_UP = "follow_up", _("Follow-up and evaluation")


class Role(models.TextChoices):
    """The roles a person can act in; an event records which one it was."""

    INHABITANT = "inhabitant", _("Inhabitant")
    JOURNALIST = "journalist", _("Journalist")
    COUNCILLOR = "councillor", _("Councillor")
    GROUP_LEADER = "group_leader", _("Group leader")
    MAYOR = "mayor", _("Mayor")
    COMMITTEE_CHAIR = "committee_chair", _("Committee chair")
    SECRETARY = "secretary", _("Secretary")
    CASE_OFFICER = "case_officer", _("Case officer")
    UNIT_LEADER = "unit_leader", _("Unit leader")
    CHIEF_EXECUTIVE = "chief_executive", _("Chief executive")
    AUDITOR = "auditor", _("Auditor or secretary of the control committee")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")


ELECTED = (Role.COUNCILLOR, Role.GROUP_LEADER, Role.MAYOR, Role.COMMITTEE_CHAIR)
PREPARING = (Role.CASE_OFFICER, Role.UNIT_LEADER, Role.CHIEF_EXECUTIVE)
ADMINISTRATION = (*PREPARING, Role.SECRETARY)

GEAR_OF: dict[str, Gear] = {
    **dict.fromkeys(ELECTED, Gear.POLITICS),
    **dict.fromkeys(
        (*ADMINISTRATION, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR), Gear.ADMINISTRATION
    ),
    **dict.fromkeys((Role.INHABITANT, Role.JOURNALIST), Gear.INHABITANTS),
}
