"""What people say of an arrangement that is in force, before the council reviews it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.arrangements import queries
from tannhjul.arrangements.enums import SATISFIED, Status
from tannhjul.arrangements.models import Adoption
from tannhjul.commitments.actions import judgements
from tannhjul.commitments.models import Judgement
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Person


@transaction.atomic
def say(
    adoption: Adoption, person: Person, verdicts: dict[str, str], why: str, *, by, today: date
) -> list[Judgement]:
    """Someone answers every question about it (``Question.key`` -> verdict), with one reason for all.

    The reason may be left out by whoever wants everything as it is.
    """
    if adoption.status != Status.APPLIED:
        raise Refused(_("It is not in force, so there is nothing to review."))
    asked = queries.questions(adoption)
    if any(question.key not in verdicts for question in asked):
        raise Refused(_("Answer every question."))
    if not why and not set(verdicts.values()) <= SATISFIED:
        raise Refused(_("Say why."))
    return [
        judgements.judge(q.kind, q.about, verdicts[q.key], why, person, by=by, today=today)
        for q in asked
    ]
