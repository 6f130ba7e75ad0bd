"""What the council of Lillevik has delegated, and what the chief executive has passed on."""

from decimal import Decimal
from typing import Any

from tannhjul.core.journal import replaying
from tannhjul.core.scenes import FOUNDED, Stage, scene

from . import actions
from .models import Area

AREAS = [
    ("Alle saker", "", "", ""),
    ("Personal", "Alle saker", "ansatte, arbeidsgiver", ""),
    ("Ansettelse", "Personal", "tilsetting, stilling", ""),
    ("Permisjon", "Personal", "velferdspermisjon, fri", ""),
    ("Lønnsfastsettelse", "Personal", "lønn", ""),
    ("Økonomi", "Alle saker", "penger", ""),
    ("Innkjøp", "Økonomi", "anskaffelse, kjøp, kontrakt", ""),
    ("Flytting mellom lønn og drift", "Økonomi", "budsjettendring, omdisponering", ""),
    ("Årsbudsjett og økonomiplan", "Økonomi", "budsjett", "kommuneloven § 14-2"),
    ("Låneopptak", "Økonomi", "lån", "kommuneloven § 14-4"),
    ("Eiendom", "Alle saker", "tomt, grunn, bygg", ""),
    ("Plan og bygg", "Alle saker", "", ""),
    ("Byggesaker", "Plan og bygg", "byggetillatelse, garasje", ""),
    ("Dispensasjon fra plan", "Plan og bygg", "dispensasjon", ""),
    ("Skjenkebevilling", "Alle saker", "alkohol, servering, bevilling", ""),
    ("Kulturmidler", "Alle saker", "tilskudd, støtte, idrettslag", ""),
    ("Helse og omsorg", "Alle saker", "", ""),
    ("Plass på sykehjem", "Helse og omsorg", "institusjon, inntak, sykehjemsplass", ""),
    ("Høringsuttalelser", "Alle saker", "høring, uttalelse", ""),
]
DECISION = "Kommunestyret PS 3/25, delegeringsreglementet"


@scene(FOUNDED)
def delegate(stage: Stage) -> None:
    """The regulations on delegation, and the chief executive's own."""
    with replaying(stage.at(stage.start)):
        _delegate(stage)


def _delegate(stage: Stage) -> None:
    areas: dict[str, Area] = {}
    for name, parent, words, reserved in AREAS:
        areas[name] = actions.create_area(
            name, by=stage.secretary, parent=areas.get(parent), words=words, reserved=reserved
        )
    _council(stage, areas)


def _council(stage: Stage, areas: dict[str, Area]) -> None:
    facts: dict[str, Any] = {"by": stage.secretary, "today": stage.start}
    for area, short, limit in (
        ("Skjenkebevilling", "FSK", None),
        ("Eiendom", "FSK", 5_000_000),
        ("Plan og bygg", "HTM", None),
        ("Kulturmidler", "HHO", 500_000),
    ):
        actions.give(
            areas[area],
            "body",
            DECISION,
            body=stage.bodies[short],
            principled=True,
            **_limit(limit),
            **facts,
        )
    actions.give(areas["Høringsuttalelser"], "leader", DECISION, body=stage.bodies["KST"], **facts)
    chief = actions.give(
        areas["Alle saker"],
        "unit",
        DECISION,
        unit=stage.units["Kommunedirektøren"],
        excepted=[areas[name] for name in ("Skjenkebevilling", "Eiendom", "Dispensasjon fra plan")],
        **_limit(2_000_000),
        **facts,
    )
    for area, unit, limit in (
        ("Permisjon", "Kultur", 2_000_000),
        ("Innkjøp", "Kultur", 400_000),
        ("Kulturmidler", "Kultur", 25_000),
        ("Ansettelse", "Teknikk og miljø", 2_000_000),
        ("Innkjøp", "Teknikk og miljø", 1_000_000),
        ("Byggesaker", "Teknikk og miljø", 2_000_000),
        ("Plass på sykehjem", "Helse og omsorg", 2_000_000),
    ):
        actions.give(
            areas[area],
            "unit",
            "Kommunedirektøren",
            parent=chief,
            unit=stage.units[unit],
            **_limit(limit),
            **facts,
        )


def _limit(kroner: int | None) -> dict[str, Any]:
    return {"limit": Decimal(kroner), "measure": "kroner"} if kroner is not None else {}
