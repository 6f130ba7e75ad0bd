"""What the council of Lillevik has delegated, what has been passed on, and what was decided with it."""

from datetime import date
from decimal import Decimal
from typing import Any

from tannhjul.arrangements import library
from tannhjul.cases.actions import tracks
from tannhjul.decisions.actions import checks
from tannhjul.decisions.actions import delegated as decisions
from tannhjul.decisions.models import Delegated
from tannhjul.delegation import actions
from tannhjul.delegation.models import Area
from tannhjul.meetings.actions import motions

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
    ("Helse og omsorg", "Alle saker", "", ""),
    ("Plass på sykehjem", "Helse og omsorg", "institusjon, inntak, sykehjemsplass", ""),
    ("Høringsuttalelser", "Alle saker", "høring, uttalelse", ""),
]
DECISION = "Kommunestyret PS 3/25, delegeringsreglementet"


def lay_tracks(town: Town) -> None:
    """Who recommends to whom: as with any main committees."""
    for track in library.everything()["hovedutvalg"].plan.tracks:
        tracks.lay_out(
            track.key,
            track.name,
            track.steps,
            by=town.secretary,
            today=town.start,
            says=track.says,
        )


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
    actions.give(areas["Høringsuttalelser"], "leader", DECISION, body=town.bodies["KST"], **facts)
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
        ("Plass på sykehjem", "Helse og omsorg", 2_000_000),
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


DECIDED: list[dict[str, Any]] = [
    {
        "unit": "Kultur",
        "area": "Kulturmidler",
        "title": "Tilskudd til Lillevik idrettslag, lysløypa",
        "amount": 20_000,
        "text": "Lillevik idrettslag får 20 000 kroner til nye armaturer i lysløypa.",
        "reasons": "Søknaden er innenfor retningslinjene for kulturmidler.",
        "why": "Tilskuddet følger retningslinjer som hovedutvalget har vedtatt.",
    },
    {
        "unit": "Helse og omsorg",
        "area": "Plass på sykehjem",
        "amount": 0,
        "title": "Søknad om plass på sykehjem",
        "screened_title": "Søknad om plass på sykehjem, mann f. 1942",
        "ground": "13",
        "text": "Søkeren får langtidsplass på Lillevik sykehjem.",
        "reasons": "Inntaksteamet har vurdert hjelpebehovet etter tildelingskriteriene.",
        "why": "Enkeltsak etter faste faglige kriterier.",
    },
    {
        "unit": "Kommunedirektøren",
        "area": "Permisjon",
        "amount": 0,
        "title": "Søknad om permisjon",
        "screened_title": "Søknad om permisjon for å ta lederstilling i annen kommune",
        "ground": "13",
        "text": "Søknaden om permisjon avslås.",
        "reasons": "Vikar kan ikke skaffes, og reglementet gir ikke rett til slik permisjon.",
        "why": "Vanlig sak etter permisjonsreglementet.",
    },
    {
        "unit": "",
        "area": "Høringsuttalelser",
        "title": "Uttalelse om busstilbudet i fylket",
        "text": "Lillevik ber om at kveldsavgangene på linje 12 blir stående.",
        "why": "Kommunestyret har uttalt det samme i to tidligere saker.",
    },
]


def decide(town: Town, day: date) -> None:
    """A grant, a place in a nursing home, a refused leave, and what the mayor answered a hearing."""
    for fact in DECIDED:
        unit = town.units.get(fact["unit"])
        person = unit.leaderships.get().person if unit else town.council[0][0]
        matter = decisions.Matter(
            area=Area.objects.get(name=fact["area"]),
            title=fact["title"],
            measure="kroner" if "amount" in fact else "",
            amount=Decimal(fact["amount"]) if "amount" in fact else None,
            screened_title=fact.get("screened_title", ""),
            ground=fact.get("ground", ""),
        )
        decisions.decide(
            matter,
            fact["text"],
            fact["why"],
            by=person.user or town.chief,
            person=person,
            today=day,
            reasons=fact.get("reasons", ""),
        )


def demand_check(town: Town, day: date) -> None:
    """Three members of the council want it tried whether the grant was lawful."""
    row = Delegated.objects.get(number=1)
    people = [person for person, _party in town.council[4:7]]
    motion = checks.demand(
        row,
        people[0],
        "Tilskuddet til lysløypa",
        "Laget er medlem av idrettsrådet, som leder av enheten sitter i styret for. Var vedkommende habil?",
        by=people[0].user,
        today=day,
    )
    for person in people[1:]:
        motions.support(motion, person, by=person.user, today=day)
    checks.open_check(motion, by=town.secretary, today=day)
