"""Which bodies there are of some kinds, beside those that the law asks for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.enums import Status as MeetingStatus
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies as register
from tannhjul.organisation.choices import EMPLOYEES_WANT_ANOTHER
from tannhjul.organisation.enums import BodyKind, Openness, Power
from tannhjul.organisation.models import Body
from tannhjul.organisation.rules.kinds import has_a_joint_committee

from .setup import BodySetup, Change, Line, Setup, known

OWN = [BodyKind.EXECUTIVE_COMMITTEE, BodyKind.EXECUTIVE_COUNCIL, BodyKind.COMMITTEE]
OWN += [BodyKind.COUNCIL_COMMITTEE, BodyKind.DISTRICT_COMMITTEE, BodyKind.WORKING_COMMITTEE]
REQUIRED = (
    BodySetup("Kommunestyret", "KST", BodyKind.COUNCIL, Power.DECIDES),
    BodySetup("Kontrollutvalget", "KU", BodyKind.CONTROL_COMMITTEE, Power.RECOMMENDS),
    BodySetup("Eldrerådet", "ER", BodyKind.ELDERLY_COUNCIL, Power.ADVISES),
    BodySetup("Ungdomsrådet", "UR", BodyKind.YOUTH_COUNCIL, Power.ADVISES),
    BodySetup(
        "Rådet for personer med funksjonsnedsettelse",
        "RPF",
        BodyKind.DISABILITY_COUNCIL,
        Power.ADVISES,
    ),
)
JOINT = BodySetup("Partssammensatt utvalg", "PSU", BodyKind.JOINT_COMMITTEE, Power.RECOMMENDS)
EXECUTIVE = BodySetup("Formannskapet", "FSK", BodyKind.EXECUTIVE_COMMITTEE, Power.DECIDES)


def read(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The bodies and the kinds that end, from the data of a file."""
    bodies = tuple(each for body in row.get("bodies", []) for each in _numbered(body))
    for body in bodies:
        known(body.kind, BodyKind.values, where)
        known(body.power, Power.values, where)
        known(body.openness, Openness.values, where)
    for kind in row.get("ends", []):
        known(kind, BodyKind.values, where)
    return {"bodies": bodies, "ends": tuple(row.get("ends", ()))}


def _numbered(body: Mapping[str, Any]) -> list[BodySetup]:
    """One body, or ``count`` of them with their number where the name says ``{n}``."""
    facts = {key: value for key, value in body.items() if key != "count"}
    names = ("name", "short")
    return [
        BodySetup(**{**facts, **{key: facts[key].replace("{n}", str(n)) for key in names}})
        for n in range(1, body.get("count", 1) + 1)
    ]


def as_data(sets: Setup) -> dict[str, Any]:
    """The same as data."""
    return {"bodies": [vars(body) for body in sets.bodies], "ends": list(sets.ends)}


def now(day: date) -> dict[str, Any]:
    """The bodies that there are on ``day`` of the kinds that arrangements set."""
    rows = Body.objects.on(day).filter(kind__in=OWN).order_by("pk")
    found = (BodySetup(b.name, b.short, b.kind, b.power, b.openness) for b in rows)
    return {"bodies": tuple(found), "ends": tuple(str(kind) for kind in OWN)}


def before(sets: Setup, today: Setup) -> dict[str, Any]:
    """Of what there is ``today``, the bodies of the kinds that are touched."""
    kinds = {*sets.ends, *(body.kind for body in sets.bodies if body.kind in OWN)}
    rows = tuple(body for body in today.bodies if body.kind in kinds)
    return {"bodies": rows, "ends": tuple(sorted(kinds))}


def after(sets: Setup, today: Setup) -> tuple[BodySetup, ...]:
    """The bodies there will be of the kinds that arrangements set."""
    taken = {(body.name, body.kind) for body in sets.bodies}
    stay = (
        body
        for body in today.bodies
        if body.kind not in sets.ends and (body.name, body.kind) not in taken
    )
    return (*stay, *sets.bodies)


def compare(sides: Sequence[Setup], today: Setup) -> list[Line]:
    """The bodies of each kind that a side sets, beside those there are."""
    kinds = {b.kind for p in sides for b in p.bodies} | {kind for p in sides for kind in p.ends}
    return [
        Line(
            _key(kind),
            str(kind.label),
            tuple(_of_kind(p, kind, p is today) for p in [*sides, today]),
        )
        for kind in BodyKind
        if kind in kinds
    ]


def _key(kind: str) -> str:
    return f"body:{BodyKind(kind).value}"


def only(sets: Setup, keys: Collection[str]) -> dict[str, Any]:
    """The bodies, and the kinds that end, of the kinds named."""
    bodies = tuple(body for body in sets.bodies if _key(body.kind) in keys)
    return {"bodies": bodies, "ends": tuple(kind for kind in sets.ends if _key(kind) in keys)}


def _of_kind(sets: Setup, kind: str, is_today: bool) -> list[str] | None:
    rows = [f"{b.name} ({Power(b.power).label})" for b in sets.bodies if b.kind == kind]
    return rows if rows or is_today or kind in sets.ends else None


def apply(change: Change) -> None:
    """End what is ended and not kept; create what is missing."""
    sets, by, today = change.sets, change.by, change.today
    parliamentary = any(body.kind == BodyKind.EXECUTIVE_COUNCIL for body in sets.bodies)
    needs_executive = not parliamentary and not _stands_without(sets, today)
    wanted = [*REQUIRED, *([EXECUTIVE] if needs_executive else [])]
    if not sets.bodies and not sets.ends:
        return
    wanted += [] if has_a_joint_committee((), chosen(EMPLOYEES_WANT_ANOTHER, today)) else [JOINT]
    for body in Body.objects.on(today).filter(kind__in=sets.ends, valid_to=None).order_by("pk"):
        if not any(_is_same(body, each) for each in sets.bodies):
            _call_off_meetings(body, by, today)
            change.ended.append(register.close_body(body, by=by, today=today))
    for each in (*wanted, *sets.bodies):
        _ensure(each, change)


def _call_off_meetings(body: Body, by: Any, today: date) -> None:
    """No meeting is left of a body that ends; one that is in session must be over first."""
    rows = Meeting.objects.filter(body=body)
    if rows.filter(status=MeetingStatus.OPEN).exists():
        raise Refused(_("%(body)s is in session. Close its meeting first.") % {"body": body})
    coming = rows.filter(status__in=[MeetingStatus.PLANNED, MeetingStatus.CONVENED])
    for meeting in coming.filter(starts_at__date__gte=today):
        agenda.cancel(meeting, by=by)


def _stands_without(sets: Setup, today: date) -> bool:
    """Whether an executive committee is there, or comes with it, or a council stands instead."""
    executives = (BodyKind.EXECUTIVE_COMMITTEE, BodyKind.EXECUTIVE_COUNCIL)
    here = Body.objects.on(today).filter(kind__in=executives).exclude(kind__in=sets.ends)
    return here.exists() or any(body.kind in executives for body in sets.bodies)


def _is_same(body: Body, wanted: BodySetup) -> bool:
    return (body.name, body.kind, body.power) == (wanted.name, wanted.kind, wanted.power)


def _ensure(wanted: BodySetup, change: Change) -> Body:
    by, today = change.by, change.today
    here = Body.objects.on(today)
    only_one = wanted in (*REQUIRED, JOINT) or wanted.kind in (
        BodyKind.COUNCIL,
        BodyKind.EXECUTIVE_COMMITTEE,
        BodyKind.EXECUTIVE_COUNCIL,
    )
    rows = (
        here.filter(kind=wanted.kind)
        if only_one
        else here.filter(name=wanted.name, kind=wanted.kind)
    )
    found = rows.first()
    if found and (only_one or found.power == wanted.power):
        return found
    if found:  # of the same name, but with another power
        _call_off_meetings(found, by, today)
        change.ended.append(register.close_body(found, by=by, today=today))
    body = register.create_body(
        wanted.name,
        _free_short(wanted.short),
        wanted.kind,
        by=by,
        today=today,
        power=wanted.power,
        openness=wanted.openness,
    )
    register.regulate(
        body,
        scope=f"Som beskrevet i ordningen «{change.adoption.name}».",
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
