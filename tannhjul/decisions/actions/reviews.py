"""Complaints over decisions."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import Nature, Outcome
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.decisions import queries, rules
from tannhjul.decisions.enums import COMPLAINT_FLOW, DELEGATED_FLOW, Standing
from tannhjul.decisions.models import (
    Complaint,
    Decision,
    DelegatedDecision,
)
from tannhjul.documents.enums import Ground
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import Body
from tannhjul.organisation.queries import person_of
from tannhjul.organisation.rules.interests import did_not_make_what_is_tried


@transaction.atomic
def complain(
    over: DelegatedDecision | Decision,
    by_whom: str,
    text: str,
    *,
    by,
    told_on: date,
    received_on: date,
    late_because: str = "",
) -> Complaint:
    """A complaint has come. One that is late without a reason to treat it is dismissed at once."""
    if not queries.holds(over):
        raise Refused(_("The decision does not hold any more."))
    if told_on < over.decided_on or received_on < told_on or received_on > localdate():
        raise Refused(_("The days do not fit: first decided, then told, then complained."))
    in_time = rules.complaint_is_in_time(
        told_on, received_on, late_because
    ) and rules.complaint_is_within_a_year(over.decided_on, received_on)
    row = Complaint.objects.create(
        by_whom=by_whom,
        text=text,
        told_on=told_on,
        received_on=received_on,
        late_because=late_because,
        entered_by=by,
        **{"delegated" if isinstance(over, DelegatedDecision) else "decision": over},
    )
    _note("complain", row, by)
    return row if in_time else _move(row, "dismiss", by, received_on)


@transaction.atomic
def grant(
    complaint: Complaint, outcome: str, *, by, today: date, decision: Decision | None = None
) -> Complaint:
    """Whoever decided has looked at it and grants it; a body does so by a new ``decision``."""
    row = _locked(complaint)
    if row.decision:
        if decision is None or not _changes(decision, row.decision, row.received_on):
            raise Refused(_("Choose the decision by which the body changed its own."))
        outcome = f"{decision}\n{outcome}"
    if row.delegated and row.delegated.status == Standing.IN_FORCE:
        decided = DelegatedDecision.objects.select_for_update(of=("self",)).get(pk=row.delegated.pk)
        DELEGATED_FLOW.move(decided, "change")
        decided.save(update_fields=["status"])
    return _move(row, "grant", by, today, outcome)


def _changes(decision: Decision, earlier: Decision, since: date) -> bool:
    """Whether a body can have changed an earlier decision of its own by another, ``since`` a day."""
    same = decision.body_id == earlier.body_id and decision.pk != earlier.pk
    return same and decision.decided_on >= since and decision.item.outcome == Outcome.ADOPTED


@transaction.atomic
def pass_on(complaint: Complaint, body: Body, outcome: str, *, by, today: date) -> Complaint:
    """Whoever decided has looked at it and holds on: it goes to the appeal body as a case.

    Those who took part in the first decision are disqualified in that case (§ 11-10).
    """
    row = _locked(complaint)
    comply(rules.who_decided_looks_first, bool(outcome.strip()))
    council_decided = row.decision is not None and row.decision.body.kind == BodyKind.COUNCIL
    comply(rules.appeal_body_can_try, body.kind, _decided_itself(row, body), council_decided)
    first = row.over.case if row.over else None
    row.case = cases.open_case(
        (_("Complaint over %(decision)s") % {"decision": row.over})[:300],
        by=by,
        today=today,
        nature=Nature.COMPLAINT,
        complaint_over=first if first and first.status == "decided" else None,
        ground=Ground.CONFIDENTIALITY if _is_exempt(row) else "",
        officer=None if made_it(row, by) else by,
    )
    cases.set_route(row.case, [(body, Power.DECIDES)], by=by)
    row.save(update_fields=["case"])
    return _move(row, "pass_on", by, today, outcome)


def must_not_prepare_it(complaint: Complaint, user: Any) -> None:
    """Refuse an officer who prepared or made what is complained about (kommuneloven § 13-3)."""
    comply(did_not_make_what_is_tried, made_it(complaint, user))


@transaction.atomic
def conclude(complaint: Complaint, outcome: str, *, by, today: date) -> Complaint:
    """What the appeal body decided, once it has decided the case."""
    row = _locked(complaint)
    if row.case is None or not Decision.objects.filter(case=row.case).exists():
        raise Refused(_("The appeal body has not decided the case yet."))
    return _move(row, "conclude", by, today, outcome)


def made_it(row: Complaint, user: Any) -> bool:
    """Whether someone prepared or made what is complained about, and so does not prepare the trial of it."""
    person, over = person_of(user), row.over
    decided = row.delegated is not None and row.delegated.decided_by == person
    return decided or (over is not None and over.case is not None and over.case.officer == user)


def _decided_itself(row: Complaint, body: Body) -> bool:
    return row.decision is not None and row.decision.body_id == body.pk


def _is_exempt(row: Complaint) -> bool:
    if row.decision:
        item = row.decision.item
        return item.is_exempt or bool(item.closed_basis)
    return row.delegated is not None and row.delegated.is_exempt


def _locked(complaint: Complaint) -> Complaint:
    return Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)


def _move(row: Complaint, verb: str, by, today: date, outcome: str = "") -> Complaint:
    COMPLAINT_FLOW.move(row, verb)
    row.treated_on = today
    row.outcome = "\n\n".join(text for text in (row.outcome, outcome) if text)
    row.save(update_fields=["status", "treated_on", "outcome"])
    _note(verb, row, by)
    return row


def _note(verb: str, row: Complaint, by) -> None:
    record(f"decisions.{verb}", row, by=by)
