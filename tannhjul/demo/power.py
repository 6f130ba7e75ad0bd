"""What the council of Lillevik has delegated, and what has been passed on."""

from decimal import Decimal
from typing import Any

from tannhjul.delegation import actions
from tannhjul.delegation.models import Area

from .lillevik import Town

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
]
DECISION = "Kommunestyret PS 3/25, delegeringsreglementet"


def delegate(town: Town) -> None:
    """The regulations on delegation, and the chief executive's own."""
    areas: dict[str, Area] = {}
    for name, parent, words, reserved in AREAS:
        areas[name] = actions.create_area(
            name, by=town.secretary, parent=areas.get(parent), words=words, reserved=reserved
        )
    _council(town, areas)


def _council(town: Town, areas: dict[str, Area]) -> None:
    facts: dict[str, Any] = {"by": town.secretary, "today": town.start}
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
            body=town.bodies[short],
            principled=True,
            **_limit(limit),
            **facts,
        )
    chief = actions.give(
        areas["Alle saker"],
        "unit",
        DECISION,
        unit=town.units["Kommunedirektøren"],
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
    ):
        actions.give(
            areas[area],
            "unit",
            "Kommunedirektøren",
            parent=chief,
            unit=town.units[unit],
            **_limit(limit),
            **facts,
        )


def _limit(kroner: int | None) -> dict[str, Any]:
    return {"limit": Decimal(kroner), "measure": "kroner"} if kroner is not None else {}
