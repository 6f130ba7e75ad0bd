"""Putting an arrangement before the council, and putting it in force from a date."""

import logging
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.actions import tracks
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.enums import StepStatus
from tannhjul.cases.models import Step, Track
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.enums import Gear, Phase
from tannhjul.core.journal import record
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Choice
from tannhjul.decisions.models import Decision
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Area
from tannhjul.organisation.actions import bodies, register
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import Body, Unit
from tannhjul.organisation.queries import council

from . import library, queries
from .enums import FLOW, Status
from .models import Adoption, Redirection

REQUIRED = (
    library.BodyPlan("Kommunestyret", "KST", BodyKind.COUNCIL, Power.DECIDES),
    library.BodyPlan("Kontrollutvalget", "KU", BodyKind.CONTROL_COMMITTEE, Power.RECOMMENDS),
    library.BodyPlan("Eldrerådet", "ER", BodyKind.ELDERLY_COUNCIL, Power.ADVISES),
    library.BodyPlan("Ungdomsrådet", "UR", BodyKind.YOUTH_COUNCIL, Power.ADVISES),
    library.BodyPlan(
        "Rådet for personer med funksjonsnedsettelse",
        "RPF",
        BodyKind.DISABILITY_COUNCIL,
        Power.ADVISES,
    ),
)
EXECUTIVE = library.BodyPlan("Formannskapet", "FSK", BodyKind.EXECUTIVE_COMMITTEE, Power.DECIDES)


@transaction.atomic
def propose(arrangement: library.Arrangement, valid_from: date, *, by, today: date) -> Adoption:
    """Prepare the council's case about an arrangement; its paper says what research found."""
    with translation.override("nb"):
        name = queries.told(arrangement.name)
        texts = _paper(arrangement, valid_from)
    return _propose(arrangement.key, name, arrangement.plan, texts, valid_from, by, today)


@transaction.atomic
def propose_to_step_back(adoption: Adoption, valid_from: date, *, by, today: date) -> Adoption:
    """Stepping back is another adoption: of what there was before this one came into force."""
    if adoption.status != Status.APPLIED or adoption.before is None:
        raise Refused(_("Only what is in force can be stepped back from."))
    plan = library.plan_from(adoption.before)
    name = f"Tilbake fra: {adoption.name}"
    texts = {
        "question": f"Skal kommunen gå tilbake til det som gjaldt før «{adoption.name}», fra {valid_from:%d.%m.%Y}?",
        "background": f"Ordningen har vart fra {adoption.valid_from:%d.%m.%Y}.",
        "assessment": "Det som er behandlet i mellomtiden, blir stående.",
        "recommendation": f"Det som gjaldt før «{adoption.name}», gjelder igjen fra {valid_from:%d.%m.%Y}.",
    }
    row = _propose(adoption.key, name, plan, texts, valid_from, by, today)
    row.goes_back = adoption
    row.save(update_fields=["goes_back"])
    return row


def _paper(arrangement: library.Arrangement, valid_from: date) -> dict[str, str]:
    """The texts of the council's case, in the municipality's language."""
    name, what = arrangement.name["nb"], arrangement.what["nb"]

    def listed(title: str, texts: Iterable[library.Text]) -> str:
        lines = [f"– {text['nb']}" for text in texts]
        return "\n".join([title, *lines]) if lines else ""

    parts = [
        listed("Det som har virket:", arrangement.works),
        listed("Det som ikke har virket:", arrangement.fails),
        listed("Utilsiktede virkninger:", arrangement.effects),
        listed("Å være oppmerksom på:", arrangement.notes),
    ]
    return {
        "question": f"Skal kommunen innføre «{name}» fra {valid_from:%d.%m.%Y}?",
        "background": what,
        "assessment": "\n\n".join(part for part in parts if part) or "Ingen erfaringer er kjent.",
        "recommendation": f"Kommunen innfører «{name}» fra {valid_from:%d.%m.%Y}.",
    }


def _propose(
    key: str, name: str, plan: library.Plan, texts: dict[str, str], start: date, by, today: date
) -> Adoption:
    if start < today:
        raise Refused(
            _("An arrangement is adopted from today or later: what has been stays as it was.")
        )
    body = council(today)
    if body is None:
        raise Refused(_("There is no council that can decide it."))
    case = cases.open_case(
        f"Innføring av ordning: {name}"[:300],
        by=by,
        today=today,
        initiative_by="",
        initiative_gear=Gear.POLITICS,
        officer=by,
    )
    cases.write(case, texts, based_on=1, by=by)
    for title, economy in (
        (f"Innføre «{name}»", "Dekkes innenfor budsjettet."),
        ("Som i dag", "Ingen."),
    ):
        cases.add_alternative(
            case, title[:200], by=by, economy=economy, processes="Se vurderingen."
        )
    cases.set_way(case, [(body, Power.DECIDES)], by=by)
    row = Adoption.objects.create(
        key=key, name=name, plan=library.as_data(plan), valid_from=start, case=case
    )
    _note("propose", row, by, Phase.AGENDA)
    return row


def _note(verb: str, row: Adoption, by: Any, phase: str, **facts: Any) -> None:
    record(
        f"arrangements.{verb}", row, by=by, matter=row.case_id, phase=phase, key=row.key, **facts
    )


@transaction.atomic
def decide(adoption: Adoption, decision: Decision, *, by, today: date) -> Adoption:
    """The council has decided it; what is due at once comes into force at once."""
    row = _locked(adoption)
    FLOW.move(row, "decide")
    row.decision, row.decided_by = decision, str(decision)[:200]
    row.save(update_fields=["status", "decision", "decided_by"])
    _note("decide", row, by, Phase.DECISION)
    return apply(row, by=by, today=today) if row.valid_from <= today else row


@transaction.atomic
def reject(adoption: Adoption, *, by) -> Adoption:
    """The council has not adopted it."""
    row = _locked(adoption)
    FLOW.move(row, "reject")
    row.save(update_fields=["status"])
    _note("reject", row, by, Phase.DECISION)
    return row


@transaction.atomic
def introduce(arrangement: library.Arrangement, decided_by: str, *, by, today: date) -> Adoption:
    """Put an arrangement in force that was decided elsewhere: when a municipality is set up."""
    row = Adoption.objects.create(
        key=arrangement.key,
        name=arrangement.name["nb"],
        plan=library.as_data(arrangement.plan),
        valid_from=today,
        status=Status.DECIDED,
        decided_by=decided_by,
    )
    return apply(row, by=by, today=today)


def apply_due(*, by, today: date) -> list[Adoption]:
    """Put in force what has been decided and whose day has come, in order.

    Several processes may do this at once: each arrangement comes into force once. One that is
    refused is left, with a line in the log, and does not stop the others.
    """
    due = Adoption.objects.filter(status=Status.DECIDED, valid_from__lte=today)
    return [row for each in due.order_by("valid_from", "pk") if (row := _try(each, by, today))]


def _try(adoption: Adoption, by: Any, today: date) -> Adoption | None:
    try:
        with transaction.atomic():
            if _locked(adoption).status != Status.DECIDED:
                return None
            return apply(adoption, by=by, today=today)
    except (Refused, Breach) as fault:
        logging.getLogger(__name__).warning("%s could not begin: %s", adoption, fault)
        return None


def _locked(adoption: Adoption) -> Adoption:
    return Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)


@transaction.atomic
def apply(adoption: Adoption, *, by, today: date) -> Adoption:
    """Put it in force, all or nothing: bodies, tracks, choices, delegations; running cases go on."""
    row = _locked(adoption)
    FLOW.move(row, "apply")
    plan = library.plan_from(row.plan)
    row.before = library.as_data(queries.today_as_plan(today))
    row.save(update_fields=["status", "before"])
    ended = _bodies(plan, row, by, today)
    _lay_tracks(plan, by, today)
    _choose(plan, row, by, today)
    _delegate(plan, row, by, today)
    for body in ended:
        _redirect(body, row, by, today)
    _note("apply", row, by, Phase.IMPLEMENTATION, ended=[body.pk for body in ended])
    return row


def _bodies(plan: library.Plan, row: Adoption, by: Any, today: date) -> list[Body]:
    """End what the plan ends and does not keep; create what is missing. Returns those that ended."""
    parliamentary = any(body.kind == BodyKind.EXECUTIVE_COUNCIL for body in plan.bodies)
    needs_executive = not parliamentary and not _stands_without(plan, today)
    wanted = [*REQUIRED, *([EXECUTIVE] if needs_executive else []), *plan.bodies]
    ended = []
    for body in Body.objects.on(today).filter(kind__in=plan.ends).order_by("pk"):
        if not any(_is_same(body, each) for each in plan.bodies):
            ended.append(bodies.close_body(body, by=by, today=today))
    for each in wanted:
        _ensure(each, row, by, today)
    return ended


def _stands_without(plan: library.Plan, today: date) -> bool:
    """Whether an executive committee is there, or comes with the plan, or a council stands instead."""
    executives = (BodyKind.EXECUTIVE_COMMITTEE, BodyKind.EXECUTIVE_COUNCIL)
    here = Body.objects.on(today).filter(kind__in=executives).exclude(kind__in=plan.ends)
    return here.exists() or any(body.kind in executives for body in plan.bodies)


def _is_same(body: Body, plan: library.BodyPlan) -> bool:
    return (body.name, body.kind, body.power) == (plan.name, plan.kind, plan.power)


def _ensure(plan: library.BodyPlan, row: Adoption, by: Any, today: date) -> Body:
    here = Body.objects.on(today)
    only_one = plan in REQUIRED or plan.kind in (
        BodyKind.COUNCIL,
        BodyKind.EXECUTIVE_COMMITTEE,
        BodyKind.EXECUTIVE_COUNCIL,
    )
    known = here.filter(kind=plan.kind) if only_one else here.filter(name=plan.name, kind=plan.kind)
    found = known.first()
    if found:
        return found
    body = bodies.create_body(
        plan.name,
        _free_short(plan.short),
        plan.kind,
        by=by,
        today=today,
        power=plan.power,
        openness=plan.openness,
    )
    bodies.regulate(
        body,
        scope=f"Som beskrevet i ordningen «{row.name}».",
        decision_power=str(body.get_power_display()),
        period="Valgperioden",
        by=by,
        today=today,
    )
    return body


def _free_short(short: str) -> str:
    """A short name that nobody has had."""
    taken = set(Body.objects.filter(short__startswith=short).values_list("short", flat=True))
    names = [short, *(f"{short}{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _lay_tracks(plan: library.Plan, by: Any, today: date) -> None:
    kept = {track.key for track in plan.tracks}
    if plan.tracks:
        for old in Track.objects.on(today).exclude(key__in=kept):
            tracks.close_track(old, by=by, today=today)
    for each in plan.tracks:
        tracks.lay_out(each.key, each.name, each.steps, by=by, today=today, says=each.says)


def _choose(plan: library.Plan, row: Adoption, by: Any, today: date) -> None:
    for key, value in plan.choices.items():
        if chosen(OPTIONS[key], today) == value:
            continue
        Choice.objects.filter(key=key, scope=None, valid_from=today).delete()
        register.choose(
            OPTIONS[key], value, decided_by=row.decided_by or row.name, by=by, today=today
        )
    for key, by_kind in plan.scoped.items():
        for body in Body.objects.on(today).filter(kind__in=by_kind):
            if chosen(OPTIONS[key], today, body.pk) != by_kind[body.kind]:
                register.choose(
                    OPTIONS[key],
                    by_kind[body.kind],
                    decided_by=row.decided_by or row.name,
                    by=by,
                    today=today,
                    body=body,
                )


def _delegate(plan: library.Plan, row: Adoption, by: Any, today: date) -> None:
    """Give the delegations whose holder is there; the others wait until there is someone to hold them."""
    head = Unit.objects.on(today).filter(parent=None).first()
    for each in plan.grants:
        holder: dict[str, Any] = {}
        if each.holder == "unit" and head:
            holder = {"unit": head}
        elif each.holder in ("body", "leader"):
            body = Body.objects.on(today).filter(short=each.short).first()
            holder = {"body": body} if body else {}
        if not holder:
            continue
        limit: dict[str, Any] = {}
        if each.limit:
            limit = {"limit": Decimal(each.limit), "measure": "kroner"}
        delegation.give(
            _area(each.area, by),
            each.holder,
            row.decided_by or row.name,
            by=by,
            today=today,
            excepted=[_area(name, by) for name in each.excepted],
            principled=each.holder == "body",
            **holder,
            **limit,
        )


def _area(name: str, by: Any) -> Area:
    return Area.objects.filter(name=name).first() or delegation.create_area(name, by=by)


def _redirect(body: Body, row: Adoption, by: Any, today: date) -> None:
    """Cases that wait for a body that ended go to the one that stands in its place."""
    steps = Step.objects.filter(
        body=body,
        status=StepStatus.WAITING,
        case__status__in=[CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.READY],
    )
    for step in steps.select_related("case").order_by("pk"):
        heir = _heir(body, step, today)
        cases.take_over(step, heir, by=by)
        Redirection.objects.create(
            adoption=row, case=step.case, left=body.name, to=heir.name if heir else ""
        )
        record(
            "arrangements.redirect",
            row,
            by=by,
            arena=heir.pk if heir else body.pk,
            matter=step.case_id,
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
