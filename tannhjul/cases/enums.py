"""Kinds and states of cases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Phase
from tannhjul.core.flow import Flow
from tannhjul.organisation.enums import BodyKind


class Nature(models.TextChoices):
    """What sort of matter a case is, where the law treats it in its own way (§§ 11-10, 13-4)."""

    ORDINARY = "", _("Ordinary")
    BUDGET = "budget", _("Annual budget")
    ECONOMIC_PLAN = "economic_plan", _("Economic plan")
    ACCOUNTS = "accounts", _("Accounts and annual report")
    TAX = "tax", _("Rates of tax")
    MUNICIPAL_PLAN = "municipal_plan", _("Municipal plan")
    COMPLAINT = "complaint", _("Complaint")
    ELECTION = "election", _("Election to offices")
    ALLOWANCES = "allowances", _("Allowances to elected members")
    EMPLOYEE = "employee", _("An employee's position")
    EMPLOYER = "employer", _("The municipality as employer")
    INHABITANTS = "inhabitants", _("Inhabitants' proposal")
    CONTROL = "control", _("Audit, secretariat or plan of control")
    BARGAINING = "bargaining", _("Negotiations or conflict with employees")
    REGULATION = "regulation", _("Regulations")
    ORGANISING = "organising", _("How elected bodies are organised")


# What the chief executive decides as employer, unless it comes before a body (§ 13-1 (7)).
OF_EMPLOYEES = (Nature.EMPLOYEE, Nature.EMPLOYER, Nature.BARGAINING)
BUDGETS = (Nature.BUDGET, Nature.ECONOMIC_PLAN)


class Mandate(models.TextChoices):
    """The four tasks of a municipality (domain 001 M13)."""

    NONE = "", _("Not stated")
    ARENA = "arena", _("Democratic arena")
    SERVICE = "service", _("Service provider")
    AUTHORITY = "authority", _("Authority")
    DEVELOPER = "developer", _("Developer of the community")


class Actor(models.TextChoices):
    """Who acts in a step of a track."""

    BODY = "body", _("A body")
    ADMINISTRATION = "administration", _("The chief executive investigates and recommends")
    WORKSHOP = "workshop", _("Political workshops")
    KNOWLEDGE = "knowledge", _("Knowledge meeting")
    INHABITANTS = "inhabitants", _("Inhabitants take part")
    HEARING = "hearing", _("Hearing")
    INSPECTION = "inspection", _("Public inspection")
    UNIT = "unit", _("A unit")
    PARTNER = "partner", _("Someone we collaborate with")


class Force(models.TextChoices):
    """What a gate does to a case that does not meet it; the first two stop it."""

    LAW = "law", _("The law asks for it")
    OWN = "own", _("Our own rule")
    ADVICE = "advice", _("Advice: it can go on with a reason")


class Kind(models.TextChoices):
    """Sakstype: how a matter is numbered and treated in meetings."""

    POLITICAL = "PS", _("Political case")
    REPORT = "RS", _("Referred for information")
    BRIEFING = "OS", _("Briefing")
    QUESTION = "FO", _("Question or interpellation")
    PROCEDURE = "GO", _("Approval of notice or minutes")


class Status(models.TextChoices):
    """Where a case stands."""

    DRAFT = "draft", _("Being prepared")
    SUBMITTED = "submitted", _("With the chief executive")
    READY = "ready", _("On its way through the bodies")
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECORD = "record", _("Historical record")


class StepStatus(models.TextChoices):
    """Where one step of the way stands."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Treated")
    RETURNED = "returned", _("Sent back")
    SKIPPED = "skipped", _("Not needed")


class Outcome(models.TextChoices):
    """What a treatment in a body ended in."""

    ADOPTED = "adopted", _("Decided")
    RECOMMENDED = "recommended", _("Recommended")
    NOTED = "noted", _("Noted")
    REJECTED = "rejected", _("Not adopted")
    POSTPONED = "postponed", _("Postponed")
    RETURNED = "returned", _("Sent back")


FLOW = Flow(
    submit=(Status.DRAFT, Status.SUBMITTED),
    take_back=(Status.SUBMITTED, Status.DRAFT),
    send_back=(Status.SUBMITTED, Status.DRAFT),
    approve=(Status.SUBMITTED, Status.READY),
    conclude=(Status.READY, Status.DECIDED),
    settle=((Status.DRAFT, Status.SUBMITTED), Status.DECIDED),
    reopen=(Status.READY, Status.DRAFT),
    forward=(Status.DRAFT, Status.READY),
    withdraw=((Status.DRAFT, Status.SUBMITTED, Status.READY), Status.WITHDRAWN),
)

PHASE_OF = {
    Status.DRAFT: Phase.ALTERNATIVES,
    Status.SUBMITTED: Phase.RECOMMENDATION,
    Status.READY: Phase.DECISION,
    Status.DECIDED: Phase.IMPLEMENTATION,
    Status.WITHDRAWN: Phase.FOLLOW_UP,
    Status.RECORD: Phase.FOLLOW_UP,
}

CONSEQUENCES = ("economy", "processes", "employees", "inhabitants", "learning")
PAPER_PARTS = ("question", "background", "assessment", "recommendation")


COMMENT = "comment"  # the sort of judgement in which the chief executive comments
CONCERNS = "concerns"  # the sort that says whose council is heard


class Comment(models.TextChoices):
    """What became of the chief executive's chance to comment (kommuneloven § 23-5)."""

    COMMENTS = "comments", _("Comments, as it stands here")
    NOTHING = "nothing", _("Has nothing to add")


class Concerns(models.TextChoices):
    """Whose council has the right to speak about a case (kommuneloven § 5-12)."""

    NOBODY = "nobody", _("Nobody more than others")
    ELDERLY = "elderly", _("The elderly")
    DISABLED = "disabled", _("Persons with disabilities")
    YOUNG = "young", _("The young")
    ALL = "all", _("All three of these")


COUNCIL_OF = {
    Concerns.ELDERLY: BodyKind.ELDERLY_COUNCIL,
    Concerns.DISABLED: BodyKind.DISABILITY_COUNCIL,
    Concerns.YOUNG: BodyKind.YOUTH_COUNCIL,
}
