"""Which tracks cases take."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tannhjul.cases.actions import tracks
from tannhjul.cases.enums import Actor, Force
from tannhjul.cases.gates import GATES
from tannhjul.cases.models import Track
from tannhjul.organisation.enums import BodyKind, Power

from .setup import Change, Line, Setup, TrackSetup, known

FACTS = (
    *("actor", "kind", "power", "role", "paper", "days", "each", "beside"),
    *("gate", "rule", "number", "force"),
)


def read(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The tracks, from the data of a file."""
    found = tuple(
        TrackSetup(**{**track, "steps": tuple(track["steps"])}) for track in row.get("tracks", [])
    )
    for step in (step for track in found for step in track.steps):
        known(step["actor"], Actor.values, where)
        known(step.get("kind", ""), [*BodyKind.values, ""], where)
        known(step.get("rule", ""), [*GATES, ""], where)
        known(step.get("force", Force.OWN), Force.values, where)
    return {"tracks": found}


def as_data(sets: Setup) -> dict[str, Any]:
    """The same as data."""
    return {
        "tracks": [
            {**vars(track), "steps": [dict(step) for step in track.steps]} for track in sets.tracks
        ]
    }


def now(day: date) -> dict[str, Any]:
    """The tracks in use on ``day``."""
    rows = Track.objects.on(day).prefetch_related("track_steps")
    return {"tracks": tuple(map(_as_setup, rows))}


def _as_setup(track: Track) -> TrackSetup:
    steps = [{name: getattr(step, name) for name in FACTS} for step in track.track_steps.all()]
    return TrackSetup(track.key, track.name, track.says, tuple(steps))


def before(sets: Setup, today: Setup) -> dict[str, Any]:
    """All tracks there are ``today``, if any is set."""
    return {"tracks": today.tracks if sets.tracks else ()}


def compare(sides: Sequence[Setup], today: Setup) -> list[Line]:
    """Who meets a case on each track that a side sets, beside the same today."""
    names = dict.fromkeys(track.name for p in sides for track in p.tracks)
    return [Line(name, tuple(_route(p, name) for p in [*sides, today])) for name in names]


def _route(sets: Setup, name: str) -> list[str] | None:
    track = next((track for track in sets.tracks if track.name == name), None)
    if track is None:
        return [] if sets.tracks else None
    return [_said(step) for step in track.steps]


def _said(step: Mapping) -> str:
    if step["actor"] != Actor.BODY:
        return str(step.get("role") or Actor(step["actor"]).label)
    who = step.get("role") or BodyKind(step["kind"]).label
    return f"{who}: {Power(step['power']).label}"


def apply(change: Change) -> None:
    """The tracks that are set take the place of all there are; where none is, those left go."""
    sets, by, today = change.sets, change.by, change.today
    kept = {track.key for track in sets.tracks}
    gone = Track.objects.on(today).filter(valid_to=None).exclude(key__in=kept)
    if not sets.tracks:
        gone = gone.filter(key__in=[track["key"] for track in change.left.get("tracks", [])])
    for old in gone:
        tracks.close_track(old, by=by, today=today)
    for each in sets.tracks:
        tracks.lay_out(each.key, each.name, each.steps, by=by, today=today, says=each.says)
