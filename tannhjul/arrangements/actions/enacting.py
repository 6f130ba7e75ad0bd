"""Putting an arrangement in force: bodies, tracks, choices, delegations, and the cases that run."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.arrangements import library, queries
from tannhjul.arrangements.enums import FLOW, Status
from tannhjul.arrangements.models import Adoption, Redirection
from tannhjul.cases import actions as cases
from tannhjul.cases.actions import tracks
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.enums import StepStatus
from tannhjul.cases.models import Step, Track
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.core.models import Choice
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Grant
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.enums import Status as MeetingStatus
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies, register
from tannhjul.organisation.choices import EMPLOYEES_WANT_ANOTHER
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import Body
from tannhjul.organisation.rules.kinds import has_a_joint_committee

from . import powers

REQUIRED = (
    library.BodySetup("Kommunestyret", "KST", BodyKind.COUNCIL, Power.DECIDES),
    library.BodySetup("Kontrollutvalget", "KU", BodyKind.CONTROL_COMMITTEE, Power.RECOMMENDS),
    library.BodySetup("Eldrerådet", "ER", BodyKind.ELDERLY_COUNCIL, Power.ADVISES),
    library.BodySetup("Ungdomsrådet", "UR", BodyKind.YOUTH_COUNCIL, Power.ADVISES),
    library.BodySetup(
        "Rådet for personer med funksjonsnedsettelse",
        "RPF",
        BodyKind.DISABILITY_COUNCIL,
        Power.ADVISES,
    ),
)
JOINT = library.BodySetup(
    "Partssammensatt utvalg", "PSU", BodyKind.JOINT_COMMITTEE, Power.RECOMMENDS
)
EXECUTIVE = library.BodySetup("Formannskapet", "FSK", BodyKind.EXECUTIVE_COMMITTEE, Power.DECIDES)


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
    plan = library.setup_from(row.sets)
    before = library.as_data(queries.before(plan, today))
    ended = _bodies(plan, row, by, today)
    _lay_tracks(plan, row, by, today)
    _choose(plan, row, by, today)
    lost, given = powers.lost_with(ended, today), powers.delegate(plan, row, by, today)
    row.before = {**before, "given": given, "lost": lost}
    row.save(update_fields=["status", "before"])
    if row.goes_back:
        _leave(row.goes_back, by, today)
        powers.give_again(row, by, today)
    for body in ended:
        _redirect(body, row, by, today)
    note("apply", row, by, ended=[body.pk for body in ended])
    return row


def must_be_latest(adoption: Adoption) -> None:
    """Refuse to step back from what something else has come after."""
    latest = Adoption.objects.filter(status=Status.APPLIED).order_by("-valid_from", "-pk").first()
    if latest is None or latest.pk != adoption.pk:
        raise Refused(_("Only what came into force last can be stepped back from."))


def _bodies(plan: library.Setup, row: Adoption, by: Any, today: date) -> list[Body]:
    """End what the plan ends and does not keep; create what is missing. Returns those that ended."""
    parliamentary = any(body.kind == BodyKind.EXECUTIVE_COUNCIL for body in plan.bodies)
    needs_executive = not parliamentary and not _stands_without(plan, today)
    wanted = [*REQUIRED, *([EXECUTIVE] if needs_executive else [])]
    wanted += [] if has_a_joint_committee((), chosen(EMPLOYEES_WANT_ANOTHER, today)) else [JOINT]
    wanted += plan.bodies
    ended = []
    for body in Body.objects.on(today).filter(kind__in=plan.ends, valid_to=None).order_by("pk"):
        if not any(_is_same(body, each) for each in plan.bodies):
            _call_off_meetings(body, by, today)
            ended.append(bodies.close_body(body, by=by, today=today))
    for each in wanted:
        _ensure(each, row, by, today)
    return ended


def _call_off_meetings(body: Body, by: Any, today: date) -> None:
    """No meeting is left of a body that ends; one that is in session must be over first."""
    rows = Meeting.objects.filter(body=body)
    if rows.filter(status=MeetingStatus.OPEN).exists():
        raise Refused(_("%(body)s is in session. Close its meeting first.") % {"body": body})
    coming = rows.filter(status__in=[MeetingStatus.PLANNED, MeetingStatus.CONVENED])
    for meeting in coming.filter(starts_at__date__gte=today):
        agenda.cancel(meeting, by=by)


def _leave(left: Adoption, by: Any, today: date) -> None:
    """What is stepped back from is no longer in force, and what it delegated is recalled."""
    left = locked(left)
    FLOW.move(left, "replace")
    left.save(update_fields=["status"])
    given = (left.before or {}).get("given", [])
    for grant in Grant.objects.on(today).filter(pk__in=given, recalled_on=None):
        delegation.recall(grant, left.name, by=by, today=today)


def _stands_without(plan: library.Setup, today: date) -> bool:
    """Whether an executive committee is there, or comes with the plan, or a council stands instead."""
    executives = (BodyKind.EXECUTIVE_COMMITTEE, BodyKind.EXECUTIVE_COUNCIL)
    here = Body.objects.on(today).filter(kind__in=executives).exclude(kind__in=plan.ends)
    return here.exists() or any(body.kind in executives for body in plan.bodies)


def _is_same(body: Body, plan: library.BodySetup) -> bool:
    return (body.name, body.kind, body.power) == (plan.name, plan.kind, plan.power)


def _ensure(plan: library.BodySetup, row: Adoption, by: Any, today: date) -> Body:
    here = Body.objects.on(today)
    only_one = plan in (*REQUIRED, JOINT) or plan.kind in (
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


def _lay_tracks(plan: library.Setup, row: Adoption, by: Any, today: date) -> None:
    kept = {track.key for track in plan.tracks}
    gone = Track.objects.on(today).filter(valid_to=None).exclude(key__in=kept)
    if not plan.tracks:
        left = row.goes_back.sets.get("tracks", []) if row.goes_back else []
        gone = gone.filter(key__in=[track["key"] for track in left])
    for old in gone:
        tracks.close_track(old, by=by, today=today)
    for each in plan.tracks:
        tracks.lay_out(each.key, each.name, each.steps, by=by, today=today, says=each.says)


def _choose(plan: library.Setup, row: Adoption, by: Any, today: date) -> None:
    for key, value in plan.choices.items():
        if chosen(OPTIONS[key], today) == value:
            continue
        Choice.objects.filter(key=key, scope=None, valid_from=today).delete()
        register.choose(
            OPTIONS[key], value, decided_by=row.decided_by or row.name, by=by, today=today
        )


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
