"""Laying out tracks, and putting cases on them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import queries
from tannhjul.cases.enums import FLOW, Status, StepStatus
from tannhjul.cases.models import Case, Rerouting, Step, Track, TrackStep
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Body

from .preparing import clear_way, locked, must_have_a_way, must_have_power, note

GAP = 100


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
def start_on(case: Case, track: Track, bodies: Mapping[int, Body], *, by, today: date) -> Case:
    """Put a case that is being prepared on a track. ``bodies``: the body of each step, by its id."""
    case = locked(case)
    if case.track_id:
        raise Refused(
            _("The case keeps the track it started on, unless it is moved with a reason.")
        )
    if case.status not in (Status.DRAFT, Status.SUBMITTED):
        raise Refused(_("The case is no longer being prepared, so its way cannot be changed."))
    _lay(case, track, bodies, today)
    note("start_on", case, by, track=track.pk, bodies=[body.pk for body in bodies.values()])
    return case


@transaction.atomic
def move_to(
    case: Case, track: Track, bodies: Mapping[int, Body], reason: str, *, by, today: date
) -> Case:
    """Move a case to another track, with the reason. What has been treated stays treated."""
    case = locked(case)
    if case.status not in (Status.DRAFT, Status.SUBMITTED, Status.READY):
        raise Refused(_("The case is over."))
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
    _lay(case, track, bodies, today)
    ahead = case.steps.filter(status=StepStatus.WAITING).first()
    if case.status == Status.READY and case.approved_revision is None and ahead and ahead.leg:
        FLOW.move(case, "reopen")
        case.save(update_fields=["status"])
    note("move_to", case, by, track=track.pk, bodies=[body.pk for body in bodies.values()])
    return case


def _lay(case: Case, track: Track, bodies: Mapping[int, Body], today: date) -> None:
    """Set the steps that are left of a track as the way of the case."""
    if track not in Track.objects.on(today):
        raise Refused(_("This track is not in use (any more)."))
    treated = set(case.steps.filter(status=StepStatus.DONE).values_list("body_id", flat=True))
    way = queries.legs(track)
    last = way[-1][0].pk if way else None
    rows, due = [], today
    for place, (step, leg) in enumerate(way, 1):
        body = bodies.get(step.pk)
        if body is None or body.kind != step.kind:
            raise Refused(_("Choose which body it is: %(step)s.") % {"step": step})
        must_have_power(body, step.power, last=step.pk == last)
        due += timedelta(days=step.days or 0)
        if body.pk in treated and step.pk != last:
            continue
        rows.append((body, step, leg, due if step.days else None, place))
    must_have_a_way(case, [(body, step.power) for body, step, *_rest in rows], treated)
    clear_way(case)
    start = queries.last_order(case) // GAP * GAP
    Step.objects.bulk_create(
        Step(
            case=case,
            body=body,
            power=step.power,
            leg=leg,
            due=due,
            order=start + place * GAP,
        )
        for body, step, leg, due, place in rows
    )
    case.track = track
    case.save(update_fields=["track"])


@transaction.atomic
def forward(case: Case, *, by, today: date) -> Case:
    """Send a case to the bodies that meet it before the chief executive investigates it.

    Only where the track says so: what an elected committee proposes goes on as it is, and is
    investigated after that (domain 000, Svelvik).
    """
    case = locked(case)
    first = case.steps.filter(status=StepStatus.WAITING).first()
    if first is None or first.leg != 0:
        raise Refused(_("On this track the chief executive investigates the case first."))
    if queries.begins_in_private(case):
        raise Refused(_("The first body meets in private, so the case cannot be sent on openly."))
    FLOW.move(case, "forward")
    case.public_from = case.public_from or today
    case.save(update_fields=["status", "public_from"])
    case.attachments.update(published=True)
    note("forward", case, by)
    return case
