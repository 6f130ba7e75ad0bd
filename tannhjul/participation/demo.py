"""What inhabitants of Lillevik propose: one that gathers support, and one that has enough."""

from datetime import timedelta

from tannhjul.accounts.models import User
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, scene

from . import actions


@scene(12)
def bathing(stage: Stage) -> None:
    """Begun by an inhabitant, signed by a journalist who lives there."""
    at = stage.at(stage.before(12))
    writer = User.objects.get(username="demo-innbygger").acting("inhabitant")
    with replaying(at):
        row = actions.begin(
            "Badstue på kommunekaia",
            "Kommunen lar innbyggerne drive en badstue ytterst på kaia. Den koster ingenting å bygge for kommunen, og den gir liv i havna hele året.",
            by=writer,
            today=at.date(),
        )
    later = at + timedelta(days=3)
    with replaying(later):
        reader = User.objects.get(username="demo-journalist").acting("inhabitant")
        actions.sign(row, by=reader, today=later.date())
        actions.enter_paper(row, 41, by=stage.secretary)
