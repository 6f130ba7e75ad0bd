"""Kinds of bodies and what they may do (kommuneloven §§ 5-1 and 5-2; domain rules 1.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """Organtype. The first group are elected bodies (§ 5-1), the second other municipal bodies (§ 5-2)."""

    COUNCIL = "council", _("Municipal council")
    EXECUTIVE_COMMITTEE = "executive_committee", _("Executive committee")
    EXECUTIVE_COUNCIL = "executive_council", _("Executive council (parliamentary)")
    COMMITTEE = "committee", _("Committee")
    DISTRICT_COMMITTEE = "district_committee", _("District committee")
    CONTROL_COMMITTEE = "control_committee", _("Control committee")
    WORKING_COMMITTEE = "working_committee", _("Working committee")
    JOINT_BOARD = "joint_board", _("Joint elected board (host municipality)")
    COUNCIL_COMMITTEE = "council_committee", _("Committee of the council")
    NETWORK = "network", _("Network between units")
    PARLIAMENTARY_BOARD = "parliamentary_board", _("Board under parliamentary rule")
    REPRESENTATIVE_COUNCIL = "representative_council", _("Representative council")
    COMPANY_REPRESENTATIVES = (
        "company_representatives",
        _("Representatives in an intermunicipal company"),
    )
    SPECIAL_LAW = "special_law", _("Body under special law")
    JOINT_COMMITTEE = "joint_committee", _("Joint committee of employer and employees")
    INSTITUTION_BOARD = "institution_board", _("Board of an institution")
    COLLABORATION_ORGAN = "collaboration_organ", _("Subordinate organ of a collaboration")
    ENTERPRISE_BOARD = "enterprise_board", _("Board of a municipal enterprise")
    ELDERLY_COUNCIL = "elderly_council", _("Council of the elderly")
    DISABILITY_COUNCIL = "disability_council", _("Council for persons with disabilities")
    YOUTH_COUNCIL = "youth_council", _("Youth council")
    COMPLAINTS_BOARD = "complaints_board", _("Complaints board")
    OTHER = "other", _("Other meeting place")


# Elected bodies (§ 5-1); what else a municipality has are other organs and meeting places (§ 5-2).
ELECTED_BODIES = (
    BodyKind.COUNCIL,
    BodyKind.EXECUTIVE_COMMITTEE,
    BodyKind.EXECUTIVE_COUNCIL,
    BodyKind.COMMITTEE,
    BodyKind.DISTRICT_COMMITTEE,
    BodyKind.CONTROL_COMMITTEE,
    BodyKind.WORKING_COMMITTEE,
    BodyKind.JOINT_BOARD,
    BodyKind.COUNCIL_COMMITTEE,
    BodyKind.PARLIAMENTARY_BOARD,
    BodyKind.REPRESENTATIVE_COUNCIL,
    BodyKind.SPECIAL_LAW,
    BodyKind.COMPLAINTS_BOARD,
)
# Those that the rules of eligibility are about (§ 7-2 (1), valgloven § 3-4, §§ 5-6 and 5-9).
ELIGIBILITY_ASKED = (
    *ELECTED_BODIES,
    BodyKind.JOINT_COMMITTEE,
    BodyKind.INSTITUTION_BOARD,
    BodyKind.COLLABORATION_ORGAN,
    BodyKind.ENTERPRISE_BOARD,
)


class Power(models.TextChoices):
    """What an arena does with a matter."""

    DECIDES = "decides", _("Decides")
    RECOMMENDS = "recommends", _("Recommends")
    ADVISES = "advises", _("Advises")
    DISCUSSES = "discusses", _("Discusses")


class Openness(models.TextChoices):
    """Whether the public may follow (kommuneloven § 11-5)."""

    OPEN = "open", _("Open to everyone")
    NOT_STREAMED = "not_streamed", _("Open, but not streamed")
    CLOSED = "closed", _("Closed by law")


class UnitTask(models.TextChoices):
    """What a unit is in the organisation (domain 002a A1-A7, 002b S4-S10)."""

    HEAD = "head", _("Above all the others")
    LINE = "line", _("In line, gives services")
    DIRECTOR = "director", _("Director on the chief executive's behalf")
    SECTOR = "sector", _("Sector head in line")
    STAFF = "staff", _("Staff or support, advises")
    INTERNAL = "internal", _("Internal service")


class UnitBasis(models.TextChoices):
    """What units are divided by (domain 002b S3)."""

    NONE = "", _("Not stated")
    PLACE = "place", _("Place of service")
    TARGET = "target", _("Target group")
    TASK = "task", _("Sort of task")


class SeatKind(models.TextChoices):
    """Member or deputy."""

    MEMBER = "member", _("Member")
    DEPUTY = "deputy", _("Deputy")


class Office(models.TextChoices):
    """The two offices a body elects among its members."""

    NONE = "", _("No office")
    LEADER = "leader", _("Leader")
    DEPUTY_LEADER = "deputy_leader", _("Deputy leader")


class Gender(models.TextChoices):
    """Legal gender, for the balance that the law wants in elected bodies."""

    UNKNOWN = "", _("Not stated")
    WOMAN = "f", _("Woman")
    MAN = "m", _("Man")


class Tie(models.TextChoices):
    """What ties an elected member to something outside (forvaltningsloven § 6)."""

    BOARD = "board", _("Leads, or sits on the board")
    EMPLOYED = "employed", _("Employed")
    OWNER = "owner", _("Owns, wholly or partly")
    MEMBER = "member", _("Member")
    PROPERTY = "property", _("Property")
    FAMILY = "family", _("Close family")
    GOVERNOR = "governor", _("County governor, or the deputy")
    SECRETARIAT = "secretary", _("In the executive council's secretariat, with power passed on")
    ACCOUNTS = "accounts", _("Keeps its accounts, or audits them")
    OTHER = "other", _("Other tie")


class Leaving(models.TextChoices):
    """Why someone leaves a seat, for good or for a time (kommuneloven §§ 7-9, 7-12)."""

    MOVED = "moved", _("Moves out of the municipality")
    EXEMPT = "exempt", _("Exempted on application")
    EXEMPT_OPEN = "ex_open", _("Exempted until further notice, probably for more than three months")
    LOST = "lost", _("Can no longer be elected")
    DEAD = "dead", _("Dead")
    SUSPENDED = "suspended", _("Suspended")
    REMOVED = "removed", _("Removed from the office of mayor")
    GOVERNS = "governs", _("Sits in the executive council meanwhile")
    SERVES = "serves", _("Has a political position at the executive council meanwhile")
    OTHER = "other", _("The seat ends for another reason")


FROM_EVERY_SEAT = (Leaving.MOVED, Leaving.LOST, Leaving.DEAD, Leaving.SERVES)
FOR_A_TIME = (
    Leaving.MOVED,
    Leaving.EXEMPT,
    Leaving.EXEMPT_OPEN,
    Leaving.SUSPENDED,
    Leaving.GOVERNS,
    Leaving.SERVES,
)
# One comes back, but on no day that is known beforehand.
UNTIL_IT_IS_OVER = (Leaving.EXEMPT_OPEN, Leaving.SUSPENDED, Leaving.GOVERNS, Leaving.SERVES)
# What someone does of own will, or is granted; the rest happens.
OF_OWN_WILL = (Leaving.EXEMPT, Leaving.EXEMPT_OPEN, Leaving.OTHER)
# For those who are away so, the council can elect a substitute (§§ 7-11, 10-2 (3), 10-6 (2)).
SUBSTITUTED = (Leaving.EXEMPT, Leaving.EXEMPT_OPEN, Leaving.GOVERNS, Leaving.SERVES)


class Step(models.TextChoices):
    """The steps of setting up a municipality, in order."""

    ENTITY = "entity", _("The municipality")
    TERM = "term", _("The term")
    PARTIES = "parties", _("Parties and lists")
    COUNCIL = "council", _("The council and its members")
    BODIES = "bodies", _("Other bodies, and regulations for all")
    UNITS = "units", _("The administration and its leaders")
    USERS = "users", _("Those who prepare and keep the record")
