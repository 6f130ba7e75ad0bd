"""Putting an arrangement in force: bodies, tracks, choices, delegations, and the cases that run."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.arrangements import library, queries
from tannhjul.arrangements.enums import FLOW, Status, Verdict
from tannhjul.arrangements.models import Adoption, Part, Redirection
from tannhjul.arrangements.parts import PARTS, grants, tracks
from tannhjul.arrangements.parts.setup import Change, Line
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
        must_be_latest(row.goes_back, _backs(row))
    FLOW.move(row, "apply")
    sets = library.completed(library.setup_from(row.sets), today)
    change = Change(row, sets, by, today)
    before = library.as_data(library.before(change.sets, today))
    with translation.override("nb"):
        lines = queries.compared([sets], library.today(today))
    for part in PARTS:
        part.apply(change)
    row.before = {**before, "given": change.given, "lost": change.lost}
    row.save(update_fields=["status", "before"])
    if row.goes_back:
        _leave(row.goes_back, row, by, today)
        grants.give_again(row, by, today)
    else:
        _keep_parts(row, lines, change)
    for body in change.ended:
        _redirect(body, row, by, today)
    note("apply", row, by, ended=[body.pk for body in change.ended])
    return row


def _backs(row: Adoption) -> list[str] | None:
    """The parts that an adoption steps back from; None: all there are."""
    if not row.verdicts:
        return None
    return [key for key, verdict in row.verdicts.items() if verdict == Verdict.BACK]


def _keep_parts(row: Adoption, lines: list[Line], change: Change) -> None:
    """What it changed, each of which can be stepped back from by itself."""
    Part.objects.bulk_create(
        Part(adoption=row, key=line.key, name=line.about[:200])
        for line in lines
        if line.differs and not _stays(line.key, change)
    )


def _stays(key: str, change: Change) -> bool:
    """Whether nobody can step back from it: what the law asks for, and what was not given."""
    statutory = {f"track:{track}" for track in tracks.STATUTORY}
    return key in statutory or (key == grants.KEY and not change.given)


def must_be_latest(adoption: Adoption, keys: Collection[str] | None = None) -> None:
    """Refuse to step back from what something else rests on that came after it and is in force.

    ``keys``: only from these parts. Choices stand each by itself; bodies, tracks and delegations lead
    to one another.
    """
    after = Q(valid_from__gt=adoption.valid_from) | Q(
        valid_from=adoption.valid_from, pk__gt=adoption.pk
    )
    if adoption.status != Status.APPLIED:
        raise Refused(_("Only what is in force can be stepped back from."))
    mine = {_rests_with(key) for key in queries.parts(adoption) if keys is None or key in keys}
    for later in Adoption.objects.filter(after, status=Status.APPLIED, goes_back=None):
        if mine & {_rests_with(key) for key in queries.parts(later)}:
            raise Refused(
                _("«%(name)s» came after it and changes the same. Step back from that first.")
                % {"name": later}
            )


def _rests_with(key: str) -> str:
    return key if key.startswith("choice:") else "structure"


def _leave(left: Adoption, row: Adoption, by: Any, today: date) -> None:
    """Parts of it, or all, are no longer in force, and what it delegated is recalled.

    What stays after a review is a trial, or is reviewed again, as that says.
    """
    left, keys = locked(left), _backs(row)
    parts = left.parts.filter(left_on=None)
    if keys is not None:
        parts = parts.filter(key__in=keys)
    parts.update(left_on=today)
    if keys is None or (keys and not queries.parts(left)):
        FLOW.move(left, "replace")
    else:
        left.trial_to, left.review_on = row.trial_to, row.review_on
    left.save(update_fields=["status", "trial_to", "review_on"])
    if keys is not None and grants.KEY not in keys:
        return
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
