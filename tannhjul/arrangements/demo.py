"""Who recommends to whom in Lillevik: as with any main committees."""

from tannhjul.cases.actions import tracks
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import FOUNDED, Stage, scene

from . import library


@scene(FOUNDED)
def lay_tracks(stage: Stage) -> None:
    """The tracks of main committees."""
    with replaying(stage.at(stage.start)):
        for track in library.everything()["hovedutvalg"].plan.tracks:
            tracks.lay_out(
                track.key,
                track.name,
                track.steps,
                by=stage.secretary,
                today=stage.start,
                says=track.says,
            )
