"""States of decisions and commitments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow

SLUG = "vedtak"  # what a decision is called in addresses, and among what promises follow from
PRINCIPLE = "principle"  # the sort of judgement that decides whether one may decide alone


class Standing(models.TextChoices):
    """Whether a delegated decision still holds."""

    IN_FORCE = "in_force", _("In force")
    REVERSED = "reversed", _("Reversed")
    CHANGED = "changed", _("Changed by who decided")
    ANNULLED = "annulled", _("Annulled by the county governor")


class Principled(models.TextChoices):
    """Whether a matter is one of principle; never computed (domain rules 1.2)."""

    YES = "yes", _("A matter of principle")
    NO = "no", _("Not a matter of principle")


class Whose(models.TextChoices):
    """What was said of whose a matter is, when it was on its way to somebody else."""

    PUSHED_DOWN = "pushed", _("Pushed down to whose power it is")
    TAKEN_OVER = "taken", _("Taken over from whose power it is")


class ReversalGround(models.TextChoices):
    """Why whoever decided could have decided otherwise without a complaint (forvaltningsloven § 35)."""

    HARMLESS = "harmless", _("Nobody whom it protects is worse off for it")
    NOT_TOLD = "not_told", _("Those concerned have not been told, and it is not announced")
    INVALID = "invalid", _("It is invalid")
    RESERVED = "reserved", _("The law, the decision itself or general administrative law allows it")


DELEGATED_FLOW = Flow(
    reverse=(Standing.IN_FORCE, Standing.REVERSED),
    change=(Standing.IN_FORCE, Standing.CHANGED),
    annul=(Standing.IN_FORCE, Standing.ANNULLED),
)


class LegalityStatus(models.TextChoices):
    """Where a legality check stands."""

    ASKED = "asked", _("Whoever decided looks at it again")
    CHANGED = "changed", _("The decision has been changed")
    DISMISSED = "dismissed", _("Dismissed: it cannot be tried")
    SENT = "sent", _("With the county governor")
    LAWFUL = "lawful", _("Found lawful")
    FLAWED = "flawed", _("Found flawed, but it stands")
    UNLAWFUL = "unlawful", _("Found unlawful, and does not stand")


UNDER_WAY = (LegalityStatus.ASKED, LegalityStatus.SENT)
FALLEN = (LegalityStatus.CHANGED, LegalityStatus.UNLAWFUL)

CHECK_FLOW = Flow(
    change=(LegalityStatus.ASKED, LegalityStatus.CHANGED),
    keep=(LegalityStatus.ASKED, LegalityStatus.SENT),
    dismiss=(LegalityStatus.ASKED, LegalityStatus.DISMISSED),
    bar=(LegalityStatus.SENT, LegalityStatus.DISMISSED),
    find_lawful=(LegalityStatus.SENT, LegalityStatus.LAWFUL),
    find_flawed=(LegalityStatus.SENT, LegalityStatus.FLAWED),
    annul=(LegalityStatus.SENT, LegalityStatus.UNLAWFUL),
)


class Waits(models.TextChoices):
    """Who has decided that a decision is not carried out while it is tried (kommuneloven § 27-3)."""

    NOBODY = "", _("Nobody: it is carried out meanwhile")
    DECIDED = "decided", _("Whoever made it")
    ABOVE = "above", _("A body above")
    GOVERNOR = "governor", _("The county governor")


class Barred(models.TextChoices):
    """Why something cannot be tried in a legality check (kommuneloven § 27-2)."""

    LATE = "late", _("It was demanded too late, or by too few")
    PROCEDURE = "procedure", _("It is not final, or only decides how a matter is treated")
    EMPLOYMENT = "employment", _("It is about employing or dismissing someone")
    PROCUREMENT = "procurement", _("It is about the law on procurement")
    VALIDITY = "validity", _("It is about whether the municipal election is valid")


class ComplaintStatus(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("Received")
    DISMISSED = "dismissed", _("Dismissed: too late")
    GRANTED = "granted", _("Granted by who decided")
    APPEALED = "appealed", _("With the appeal body")
    CLOSED = "closed", _("Decided by the appeal body")


COMPLAINT_FLOW = Flow(
    dismiss=(ComplaintStatus.RECEIVED, ComplaintStatus.DISMISSED),
    grant=(ComplaintStatus.RECEIVED, ComplaintStatus.GRANTED),
    pass_on=(ComplaintStatus.RECEIVED, ComplaintStatus.APPEALED),
    conclude=(ComplaintStatus.APPEALED, ComplaintStatus.CLOSED),
)
