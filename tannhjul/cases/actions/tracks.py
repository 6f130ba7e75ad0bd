"""Laying out tracks, and putting cases on them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import queries
from tannhjul.cases.enums import FLOW, Actor, Status, StepStatus
from tannhjul.cases.models import Case, Rerouting, Step, Track, TrackStep
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Body

from .preparing import (
    clear_route,
    locked,
    must_have_a_route,
    must_have_power,
    must_not_be_decided,
    note,
    show_what_belongs,
)

GAP = 100
Places = Mapping[int, Any]


@transaction.atomic
def lay_out(
    key: str, name: str, steps: Sequence[Mapping[str, Any]], *, by, today: date, says: str = ""
) -> Track:
    """A track from ``today`` on; it takes the place of the one with the same key, for new cases."""
    for older in Track.objects.filter(key=key, valid_to=None):
        if older.valid_from == today and older.cases.exists():
            raise Refused(
                _("A track called %(name)s was laid out today, and cases run on it.")
                % {"name": older}
            )
        close_track(older, by=by, today=today)
    track = Track.objects.create(key=key, name=name, says=says, valid_from=today)
    TrackStep.objects.bulk_create(
        TrackStep(track=track, order=place, **step) for place, step in enumerate(steps, 1)
    )
    record("cases.lay_out", track, by=by)
    return track


@transaction.atomic
def close_track(track: Track, *, by, today: date) -> Track:
    """No new case starts on the track; those on it stay there."""
    if track.valid_from == today and not track.cases.exists():
        record("cases.close_track", track, by=by)
        track.delete()
        return track
    track.valid_to = max(today, track.valid_from + timedelta(days=1))
    track.save(update_fields=["valid_to"])
    record("cases.close_track", track, by=by)
    return track


@transaction.atomic
def start_on(case: Case, track: Track, places: Places, *, by, today: date) -> Case:
    """Put a case that is being prepared on a track.

    ``places``: by the id of each step the body, the unit, or the names of those we collaborate with.
    """
    case = locked(case)
    if case.track_id:
        raise Refused(
            _("The case keeps the track it started on, unless it is moved with a reason.")
        )
    if case.status not in (Status.DRAFT, Status.SUBMITTED):
        raise Refused(_("The case is no longer being prepared, so its way cannot be changed."))
    _lay(case, track, places, today)
    note("start_on", case, by, track=track.pk, bodies=_bodies(case))
    return case


@transaction.atomic
def move_to(case: Case, track: Track, places: Places, reason: str, *, by, today: date) -> Case:
    """Move a case to another track, with the reason. What has been treated stays treated."""
    case = locked(case)
    if case.status not in (Status.DRAFT, Status.SUBMITTED, Status.READY):
        raise Refused(_("The case is over."))
    must_not_be_decided(case)
    if case.track_id == track.pk:
        raise Refused(_("The case is on this track already."))
    Rerouting.objects.create(
        case=case,
        left=case.track,
        track=track,
        reason=reason,
        on=today,
        by_id=getattr(by, "pk", None),
    )
    _lay(case, track, places, today)
    ahead = case.steps.filter(status=StepStatus.WAITING).first()
    if case.status == Status.READY and case.approved_revision is None and ahead and ahead.leg:
        FLOW.move(case, "reopen")
        case.save(update_fields=["status"])
    note("move_to", case, by, track=track.pk, bodies=_bodies(case))
    return case


def _bodies(case: Case) -> list[int]:
    """The bodies that a case still is to meet."""
    rows = case.steps.in_bodies().filter(status=StepStatus.WAITING)
    return list(rows.values_list("body_id", flat=True))


def _lay(case: Case, track: Track, places: Places, today: date) -> None:
    """Set the steps that are left of a track as the way of the case."""
    if track not in Track.objects.on(today):
        raise Refused(_("This track is not in use (any more)."))
    route = queries.legs(track)
    last = next((step for step, _leg in reversed(route) if step.actor == Actor.BODY), None)
    met = [row for row in case.steps.filter(status=StepStatus.DONE) if row.of_track != last]
    rows, order = [], queries.last_order(case) // GAP * GAP
    begins = ends = due = today
    for step, leg in route:
        begins = begins if step.beside else ends
        due = begins + timedelta(days=step.days or 0)
        ends = max(ends, due)
        order += 0 if step.beside else GAP
        for row in _steps(step, places.get(step.pk), today):
            row.case, row.leg, row.order = case, leg, order
            row.due = due if step.days else None
            if step == last or not any(map(row.is_like, met)):
                rows.append(row)
    bodies = [(row.body, row.power) for row in rows if row.body]
    for row in rows:
        if row.body:
            must_have_power(row.body, row.power, last=row.of_track == last)
    must_have_a_route(case, bodies, {row.body_id for row in met if row.body_id})
    clear_route(case)
    Step.objects.bulk_create(rows)
    case.track = track
    case.save(update_fields=["track"])


def _steps(step: TrackStep, place: Any, today: date) -> list[Step]:
    """What a step of a track is for one case: one step, or several side by side."""
    facts = {"actor": step.actor, "power": step.power, "of_track": step}
    if step.actor == Actor.BODY:
        each = Body.objects.on(today).filter(kind=step.kind)
        bodies = list(each) if step.each else [place]
        if not bodies or any(body is None or body.kind != step.kind for body in bodies):
            raise Refused(_("Choose which body it is: %(step)s.") % {"step": step})
        return [Step(body=body, **facts) for body in bodies]
    if step.actor == Actor.PARTNER:
        if not place:
            raise Refused(_("Write who it is: %(step)s.") % {"step": step})
        return [Step(name=name, **facts) for name in place]
    return [Step(unit=place, name=step.role, **facts)]


@transaction.atomic
def forward(case: Case, *, by, today: date) -> Case:
    """Send a case to the bodies that meet it before the chief executive investigates it.

    Only where the track says so: what an elected committee proposes goes on as it is, and is
    investigated after that (domain 000, Svelvik).
    """
    case = locked(case)
    first = case.steps.filter(status=StepStatus.WAITING).first()
    if first and first.body_id is None:
        raise Refused(_("First: %(step)s.") % {"step": first.who})
    if first is None or first.leg != 0:
        raise Refused(_("On this track the chief executive investigates the case first."))
    if queries.begins_in_private(case):
        raise Refused(_("The first body meets in private, so the case cannot be sent on openly."))
    FLOW.move(case, "forward")
    case.public_from = case.public_from or today
    case.save(update_fields=["status", "public_from"])
    show_what_belongs(case)
    note("forward", case, by)
    return case
