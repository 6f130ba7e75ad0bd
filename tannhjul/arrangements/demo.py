"""Who recommends to whom in Lillevik: as with any main committees, and one plan in two phases."""

from typing import Any

from tannhjul.cases import queries
from tannhjul.cases.actions import arenas, tracks
from tannhjul.cases.models import Track
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import FOUNDED, Stage, scene

from . import library


@scene(FOUNDED)
def lay_tracks(stage: Stage) -> None:
    """The tracks of main committees, and the one that inhabitants always have."""
    with replaying(stage.at(stage.start)):
        sets = library.completed(library.everything()["hovedutvalg"].sets, stage.start)
        for track in sets.tracks:
            _lay(stage, track, stage.start)


def _lay(stage: Stage, plan: Any, day: Any) -> Track:
    by = stage.secretary
    return tracks.lay_out(plan.key, plan.name, plan.steps, by=by, today=day, says=plan.says)


@scene(36.5)
def two_phases(stage: Stage) -> None:
    """The plan for care goes to workshops first, and is written after that."""
    day = stage.before(36)
    plan = next(
        row for row in library.everything()["to-faser"].sets.tracks if row.key == "two_mode"
    )
    with replaying(stage.at(day)):
        track = _lay(stage, plan, day)
        bodies = {"committee": stage.bodies["HHO"], "council": stage.bodies["KST"]}
        rows = [step for step, _leg in queries.legs(track)]
        places = {row.pk: bodies[row.kind] for row in rows if row.kind}
        tracks.start_on(stage.care, track, places, by=stage.officer, today=day)
        arenas.begin_step(stage.care.steps.get(actor="workshop"), day, by=stage.officer, today=day)
