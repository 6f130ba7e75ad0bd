"""Which tracks cases take."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tannhjul.cases.actions import tracks
from tannhjul.cases.enums import Actor, Force
from tannhjul.cases.gates import GATES
from tannhjul.cases.models import Track, TrackStep
from tannhjul.organisation.enums import BodyKind, Power

from . import bodies
from .bodies import OWN, after
from .setup import BodySetup, Change, Line, Setup, TrackSetup, known

# Inhabitants can always propose (§ 12-1): nothing that is adopted closes that way.
STATUTORY = ("inhabitants",)
FACTS = (
    *("actor", "kind", "power", "role", "paper", "days", "each", "beside"),
    *("gate", "rule", "number", "force"),
)


def read(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The tracks that are laid out and the keys of those that close, from the data of a file."""
    found = tuple(
        TrackSetup(**{**track, "steps": tuple(map(_whole, track["steps"]))})
        for track in row.get("tracks", [])
    )
    for step in (step for track in found for step in track.steps):
        known(step["actor"], Actor.values, where)
        known(step["kind"], [*BodyKind.values, ""], where)
        known(step["rule"], [*GATES, ""], where)
        known(step["force"], Force.values, where)
    return {"tracks": found, "closes": tuple(row.get("closes", ()))}


def _whole(step: Mapping[str, Any]) -> dict[str, Any]:
    """A step with all of its facts, those that a file leaves out as they are by default."""
    usual = TrackStep()
    return {name: step.get(name, getattr(usual, name)) for name in FACTS}


def as_data(sets: Setup) -> dict[str, Any]:
    """The same as data."""
    tracks = [
        {**vars(track), "steps": [dict(step) for step in track.steps]} for track in sets.tracks
    ]
    return {"tracks": tracks, "closes": list(sets.closes)}


def now(day: date) -> dict[str, Any]:
    """The tracks in use on ``day``."""
    rows = Track.objects.on(day).prefetch_related("track_steps")
    return {"tracks": tuple(map(_as_setup, rows))}


def _as_setup(track: Track) -> TrackSetup:
    steps = [{name: getattr(step, name) for name in FACTS} for step in track.track_steps.all()]
    return TrackSetup(track.key, track.name, track.says, tuple(steps))


@dataclass(frozen=True)
class Effect:
    """What becomes of the tracks: those that are laid out, and those that close."""

    laid: tuple[TrackSetup, ...]
    closed: tuple[TrackSetup, ...]


def effect(sets: Setup, here: Sequence[TrackSetup], there: Sequence[BodySetup]) -> Effect:
    """What setting this does to the tracks that are ``here``, when the bodies ``there`` are left.

    Only what differs is laid out anew. What closes is what it says, and what leads through bodies
    that nobody has any more; never what the law asks for. All else stays.
    """
    before_it = {track.key: track for track in here}
    possible = [track for track in sets.tracks if not _is_stranded(track, there)]
    laid = tuple(track for track in possible if before_it.get(track.key) != track)
    kept = {track.key for track in possible}
    closed = tuple(
        track
        for key, track in before_it.items()
        if key not in kept
        and key not in STATUTORY
        and (key in sets.closes or _is_stranded(track, there))
    )
    return Effect(laid, closed)


def _is_stranded(track: TrackSetup, there: Sequence[BodySetup]) -> bool:
    """Whether a step leads to a body of a kind that nobody has, or to one that cannot decide."""
    return any(
        step["actor"] == Actor.BODY
        and step["kind"] in OWN
        and not any(_can_take(step, body) for body in there)
        for step in track.steps
    )


def _can_take(step: Mapping[str, Any], body: BodySetup) -> bool:
    decides = step["power"] != Power.DECIDES or body.power == Power.DECIDES
    return body.kind == step["kind"] and decides


def _foreseen(sets: Setup, today: Setup) -> Effect:
    return effect(sets, today.tracks, after(sets, today))


def before(sets: Setup, today: Setup) -> dict[str, Any]:
    """Of the tracks there are ``today`` those that change or close, and which new ones close again."""
    foreseen = _foreseen(sets, today)
    here = {track.key for track in today.tracks}
    touched = {track.key for track in (*foreseen.laid, *foreseen.closed)}
    return {
        "tracks": tuple(track for track in today.tracks if track.key in touched),
        "closes": tuple(track.key for track in foreseen.laid if track.key not in here),
    }


def compare(sides: Sequence[Setup], today: Setup) -> list[Line]:
    """Who meets a case on each track that a side lays out or closes, beside the same today."""
    effects = [_foreseen(side, today) for side in sides]
    named = [track for side in sides for track in side.tracks]
    named += [track for each in effects for track in each.closed]
    names = {track.key: track.name for track in reversed(named)}
    return [
        Line(
            f"track:{key}",
            name,
            (
                *(_route(side, each, key) for side, each in zip(sides, effects, strict=True)),
                _routes(today.tracks).get(key, []),
            ),
        )
        for key, name in reversed(names.items())
    ]


def only(sets: Setup, keys: Collection[str]) -> dict[str, Any]:
    """The tracks named, those laid out and those that close."""
    laid = tuple(track for track in sets.tracks if f"track:{track.key}" in keys)
    return {"tracks": laid, "closes": tuple(key for key in sets.closes if f"track:{key}" in keys)}


def _route(side: Setup, foreseen: Effect, key: str) -> list[str] | None:
    """The steps of a track on a side; none if it closes it; None if it leaves it as it is."""
    if key in {track.key for track in foreseen.closed}:
        return []
    return _routes(side.tracks).get(key)


def _routes(tracks: Sequence[TrackSetup]) -> dict[str, list[str]]:
    return {track.key: [_said(step) for step in track.steps] for track in tracks}


def _said(step: Mapping) -> str:
    if step["actor"] != Actor.BODY:
        return str(step["role"] or Actor(step["actor"]).label)
    who = step["role"] or BodyKind(step["kind"]).label
    return f"{who}: {Power(step['power']).label}"


def apply(change: Change) -> None:
    """Lay out what differs, and close what is closed or leads nowhere; what stands beside it stays."""
    by, today = change.by, change.today
    here = bodies.now(today)["bodies"]
    done = effect(change.sets, now(today)["tracks"], here)
    closed = [track.key for track in done.closed]
    for old in Track.objects.on(today).filter(valid_to=None, key__in=closed):
        tracks.close_track(old, by=by, today=today)
    for each in done.laid:
        tracks.lay_out(each.key, each.name, each.steps, by=by, today=today, says=each.says)
