"""Every write about what is judged."""

from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from tannhjul.commitments.kinds import KINDS
from tannhjul.commitments.models import Judgement
from tannhjul.core import subjects
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Person


@transaction.atomic
def judge(
    kind: str,
    about: Model,
    verdict: str,
    why: str,
    person: Person,
    *,
    by,
    today: date,
    until: date | None = None,
) -> Judgement:
    """Someone judges a row, with the reason. Whoever judges again is counted by the newest."""
    now = type(about)._default_manager.get(pk=about.pk)
    if not KINDS[kind].open_to(now):
        raise Refused(_("It cannot be judged now."))
    if until and until < today:
        raise Refused(_("The day until which it holds has already passed."))
    row = Judgement.objects.create(
        kind=kind,
        about_kind=subjects.of(about).slug,
        about_id=about.pk,
        verdict=verdict,
        why=why,
        person=person,
        on=today,
        until=until,
    )
    record("commitments.judge", row, by=by, what=kind, verdict=verdict)
    return row


@transaction.atomic
def answer(judgement: Judgement, text: str, person: Person, *, by, today: date) -> Judgement:
    """Whoever answers for what was judged answers, once."""
    row = Judgement.objects.select_for_update(of=("self",)).get(pk=judgement.pk)
    if row.answer:
        raise Refused(_("It has been answered already."))
    row.answer, row.answered_by, row.answered_on = text, person, today
    row.save(update_fields=["answer", "answered_by", "answered_on"])
    record("commitments.answer", row, by=by)
    return row
