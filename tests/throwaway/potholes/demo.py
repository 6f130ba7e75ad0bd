from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, scene

from . import actions


@scene(50)
def report(stage: Stage) -> None:
    """A pothole is reported."""
    at = stage.at(stage.before(50))
    with replaying(at):
        actions.report(
            "Hullet i Fjordveien",
            by=stage.officer,
            at=at,
            body=stage.bodies["HTM"],
            case=stage.cycle,
            unit=stage.units["Vei og park"],
        )
