"""The nouns of what was decided: where they belong, how they are found, what the event log proves."""

from dataclasses import replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.models import Case
from tannhjul.cases.subjects import in_case
from tannhjul.commitments.kinds import kind
from tannhjul.core.enums import Phase
from tannhjul.core.subjects import Place, Text, in_body, public_or_not, subject
from tannhjul.delegation.subjects import place_of_grant
from tannhjul.meetings.papers import closed
from tannhjul.meetings.subjects import place_of_item

from .access import read, read_delegated, see, see_check, see_delegated
from .enums import PRINCIPLE, SLUG, Principled
from .models import (
    CallIn,
    Complaint,
    Decision,
    DelegatedDecision,
    LegalityCheck,
    Precedent,
    Report,
)


def _place_of_decision(decision: Decision) -> Place:
    return replace(place_of_item(decision.item), phase=Phase.DECISION)


def _place_of_delegated(row: DelegatedDecision) -> Place:
    """Where the power lay; in the unit of the case, if the power lay with no unit."""
    place, of_case = place_of_grant(row.grant), in_case(row.case)
    unit = place.unit or of_case.get("unit")
    return replace(place, matter=row.case_id, unit=unit, phase=Phase.DECISION)


def _place_of_review(row: LegalityCheck | Complaint) -> Place:
    """Where what is tried again was decided."""
    if row.delegated:
        place = _place_of_delegated(row.delegated)
    else:
        item: Any = row.item if isinstance(row, LegalityCheck) else row.decision.item  # type: ignore[union-attr]
        place = place_of_item(item)
    return replace(place, phase=Phase.FOLLOW_UP)


def _place_of_precedent(row: Precedent) -> Place:
    """Where the matter was: in the unit whose power it is."""
    return replace(place_of_grant(row.grant), matter=row.case_id, phase=Phase.DECISION)


def _texts_of_decision(decision: Decision) -> list[Text]:
    item = decision.item
    title = f"{item.reference} {item.title}"
    return [Text(title, item.resolution, exempt=closed(item), day=decision.decided_on)]


def _texts_of_delegated(row: DelegatedDecision) -> list[Text]:
    return public_or_not(str(row), row.text, bool(row.ground), day=row.decided_on)


def _texts_of_check(row: LegalityCheck) -> list[Text]:
    """By what is tried; what was found of it is as open as that is, and stands there."""
    title = capfirst(f"{row._meta.verbose_name}: {row.over}")
    return [Text(title, row.get_status_display(), state=row.status, day=row.asked_on)]


def _what_was_decided(row: DelegatedDecision) -> dict[str, Any]:
    return {"text": row.text, "reasons": row.reasons, "amount": row.amount, "by": row.decided_by_id}


subject(
    Decision,
    slug=SLUG,
    place=_place_of_decision,
    see=see,
    read=read,
    texts=_texts_of_decision,
    related=("item__meeting", "body"),
    content=lambda row: {"text": row.item.resolution, "outcome": row.item.outcome},
    promises=True,
)
subject(Precedent, place=_place_of_precedent)
subject(
    DelegatedDecision,
    slug="delegert-vedtak",
    place=_place_of_delegated,
    see=see_delegated,
    read=read_delegated,
    texts=_texts_of_delegated,
    content=_what_was_decided,
)
subject(
    LegalityCheck,
    slug="lovlighetskontroll",
    place=_place_of_review,
    see=see_check,
    texts=_texts_of_check,
)
subject(Complaint, place=_place_of_review)
subject(Report, place=lambda row: in_body(row.item.body_id))
subject(
    CallIn,
    place=lambda row: in_body(row.decision.body_id, **in_case(row.case, phase=Phase.AGENDA)),
)
kind(
    PRINCIPLE,
    Case,
    DelegatedDecision,
    asks=_("Is it a matter of principle?"),
    verdicts=dict(Principled.choices),
    phase=Phase.AGENDA,
)
