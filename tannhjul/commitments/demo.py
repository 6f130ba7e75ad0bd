"""What is owed at intervals in Lillevik: what the law asks for, and one thing its council asks for."""

from datetime import time

from tannhjul.core.enums import Role
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, scene

from .actions import duties
from .enums import Per
from .models import Duty
from .presets import PRESETS

FIRST = {"budget-report": 100, "assets-and-debt": 60, "internal-control": -45}


@scene(130)
def owe(stage: Stage) -> None:
    """The chief executive is to report as the law asks, and on building permits each month."""
    day, council = stage.before(130), stage.bodies["KST"]
    with replaying(stage.at(day, time(9, 0))):
        for key, days in FIRST.items():
            preset = PRESETS[key]
            duties.oblige(
                preset.what,
                stage.before(days),
                preset.every,
                preset.per,
                key=key,
                source=preset.rule.paragraph,
                role=preset.role,
                to=council,
                by=stage.secretary,
                today=day,
            )
        duties.oblige(
            "Oversikt over byggesaker som har ventet for lenge",
            stage.before(40),
            1,
            Per.MONTH,
            source="Kommunestyrets vedtak i sak om saksbehandlingstid",
            unit=stage.units["Teknikk og miljø"],
            to=stage.bodies["HTM"],
            by=stage.secretary,
            today=day,
        )


@scene(102)
def report_on_the_budget(stage: Stage) -> None:
    """The report on the budget is given in time."""
    _give(stage, 102, "budget-report", "Økonomirapport 1 er lagt fram for kommunestyret.")


@scene(59)
def report_on_debt(stage: Stage) -> None:
    """The report on assets and debt comes a day too late."""
    _give(stage, 59, "assets-and-debt", "Finansrapporten er lagt fram for kommunestyret.")


def _give(stage: Stage, days: int, key: str, text: str) -> None:
    day, chief = stage.before(days), stage.chief.acting(Role.CHIEF_EXECUTIVE)
    with replaying(stage.at(day, time(12, 0))):
        duties.perform(Duty.objects.get(key=key), text, by=chief, today=day)
