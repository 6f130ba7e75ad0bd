"""Putting an arrangement in force: bodies, tracks, choices, delegations, and the cases that run."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.arrangements import library
from tannhjul.arrangements.enums import FLOW, Status
from tannhjul.arrangements.models import Adoption, Redirection
from tannhjul.arrangements.parts import PARTS, grants
from tannhjul.arrangements.parts.setup import Change
from tannhjul.cases import actions as cases
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.enums import StepStatus
from tannhjul.cases.models import Step
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Grant
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import Body


def note(verb: str, row: Adoption, by: Any, **facts: Any) -> None:
    """Record what happened to an adoption."""
    record(f"arrangements.{verb}", row, by=by, key=row.key, **facts)


def locked(adoption: Adoption) -> Adoption:
    """The adoption, locked for the rest of the transaction."""
    return Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)


@transaction.atomic
def apply(adoption: Adoption, *, by, today: date) -> Adoption:
    """Put it in force, all or nothing: bodies, tracks, choices, delegations; running cases go on."""
    row = locked(adoption)
    if row.goes_back:
        must_be_latest(row.goes_back)
    FLOW.move(row, "apply")
    sets = library.completed(library.setup_from(row.sets), today)
    change = Change(row, sets, by, today)
    before = library.as_data(library.before(change.sets, today))
    for part in PARTS:
        part.apply(change)
    row.before = {**before, "given": change.given, "lost": change.lost}
    row.save(update_fields=["status", "before"])
    if row.goes_back:
        _leave(row.goes_back, by, today)
        grants.give_again(row, by, today)
    for body in change.ended:
        _redirect(body, row, by, today)
    note("apply", row, by, ended=[body.pk for body in change.ended])
    return row


def must_be_latest(adoption: Adoption) -> None:
    """Refuse to step back from what something else has come after, and has not been left again."""
    rows = Adoption.objects.filter(status=Status.APPLIED, goes_back=None)
    latest = rows.order_by("-valid_from", "-pk").first()
    if latest is None or latest.pk != adoption.pk:
        raise Refused(_("Only what came into force last can be stepped back from."))


def _leave(left: Adoption, by: Any, today: date) -> None:
    """What is stepped back from is no longer in force, and what it delegated is recalled."""
    left = locked(left)
    FLOW.move(left, "replace")
    left.save(update_fields=["status"])
    given = (left.before or {}).get("given", [])
    for grant in Grant.objects.on(today).filter(pk__in=given, recalled_on=None):
        delegation.recall(grant, left.name, by=by, today=today)


def _redirect(body: Body, row: Adoption, by: Any, today: date) -> None:
    """Cases that wait for a body that ended go to the one that stands in its place."""
    steps = Step.objects.filter(
        body=body,
        status=StepStatus.WAITING,
        case__status__in=[CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.READY],
    )
    for step in steps.select_related("case").order_by("pk"):
        heir = _heir(body, step, today)
        if not cases.take_over(step, heir, by=by, today=today):
            continue
        Redirection.objects.create(
            adoption=row, case=step.case, left=body.name, to=heir.name if heir else ""
        )
        record(
            "arrangements.redirect",
            row,
            by=by,
            within=step,
            bodies=[body.pk, *([heir.pk] if heir else [])],
        )


def _heir(body: Body, step: Step, today: date) -> Body | None:
    """Who treats it instead: a body of the same kind that can, else the executive, else the council.

    None: somebody after it on the way decides anyway, and nobody has taken its place.
    """
    ahead = set(
        step.case.steps.filter(status=StepStatus.WAITING)
        .exclude(pk=step.pk)
        .values_list("body_id", flat=True)
    )
    executives = [BodyKind.EXECUTIVE_COMMITTEE, BodyKind.EXECUTIVE_COUNCIL]
    kinds = [body.kind, *executives, BodyKind.COUNCIL]
    for kind in dict.fromkeys(kinds):
        rows = Body.objects.on(today).filter(kind=kind).exclude(pk__in=ahead).order_by("pk")
        for each in rows:
            if step.power != Power.DECIDES or each.power == Power.DECIDES:
                if kind == BodyKind.COUNCIL and step.power != Power.DECIDES:
                    return None
                return each
    return None
