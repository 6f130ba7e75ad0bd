"""Who has the right to be heard before a case is treated, and whether they have been."""

from datetime import date, timedelta

from tannhjul.commitments.queries import judgements
from tannhjul.core.choices import chosen
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body

from .choices import COMMENT_DAYS
from .enums import COMMENT, CONCERNS, COUNCIL_OF, Concerns, Status, StepStatus
from .models import Case


def waits_for_comment(case: Case) -> bool:
    """Whether the control committee has yet to treat a case of its own that goes on to the council.

    What others prepare has the chief executive's word in it already (kommuneloven § 23-5).
    """
    if not case.control or case.status == Status.DECIDED:
        return False
    ahead = case.steps.filter(status=StepStatus.WAITING)
    goes_on = ahead.filter(body__kind=BodyKind.COUNCIL).exists()
    return goes_on and ahead.filter(body__kind=BodyKind.CONTROL_COMMITTEE).exists()


def could_be_commented(case: Case, day: date) -> bool:
    """Whether the chief executive has commented, or had the days for it that the municipality gives."""
    if judgements.of(COMMENT, case).exists():
        return True
    since = case.public_from
    return since is not None and day >= since + timedelta(days=int(chosen(COMMENT_DAYS, day)))


def councils_to_hear(case: Case, day: date) -> tuple[set[str], set[str]]:
    """(the kinds of the councils that a case concerns, the kinds of the bodies on its way).

    Only of the councils that the municipality has; nobody, until someone has said whom it concerns.
    """
    said: set[str] = set()
    for row in judgements.of(CONCERNS, case):  # one after the other, until somebody says: nobody
        said = set() if row.verdict == Concerns.NOBODY else said | {row.verdict}
    concerned = {
        council for whom, council in COUNCIL_OF.items() if whom in said or Concerns.ALL in said
    }
    there = Body.objects.on(day).filter(kind__in=concerned).values_list("kind", flat=True)
    on_the_way = case.steps.exclude(body=None).values_list("body__kind", flat=True)
    return set(there), set(on_the_way)
