"""Questions to the chief executive: asked by any elected member, answered to all group leaders."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import notices, queries
from tannhjul.cases.models import Case, Copy, Inquiry
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Person


@transaction.atomic
def inquire(
    asker: Person, title: str, text: str, *, by, at: datetime, case: Case | None = None
) -> Inquiry:
    """An elected member asks; the question is public from now on."""
    row = Inquiry.objects.create(asker=asker, title=title, text=text, asked_at=at, case=case)
    _note("inquire", row, by)
    notices.asked(row)
    return row


@transaction.atomic
def answer_inquiry(inquiry: Inquiry, text: str, *, by, at: datetime, ground: str = "") -> Inquiry:
    """The answer, to who asked and to all group leaders in the same moment; public unless exempt."""
    row = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if row.answered_at:
        raise Refused(_("The question has been answered already."))
    row.answer, row.answered_at, row.answered_by_id = text, at, getattr(by, "pk", None)
    row.ground = ground
    row.save(update_fields=["answer", "answered_at", "answered_by", "ground"])
    people = queries.group_leaders()
    Copy.objects.bulk_create(Copy(inquiry=row, person=person) for person in people)
    _note("answer_inquiry", row, by, copies=len(people), days=row.days)
    notices.answered(row)
    return row


def _note(verb: str, row: Inquiry, by, **facts) -> None:
    record(f"cases.{verb}", row, by=by, **facts)
