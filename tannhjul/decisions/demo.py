"""What follows from decisions in Lillevik: promises, power that was used, and one check."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from tannhjul.commitments.actions import judgements, promises
from tannhjul.commitments.enums import Reached
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, oneself, scene
from tannhjul.delegation.models import Area
from tannhjul.meetings.actions import motions

from .actions import checks, delegated, political
from .models import Decision, DelegatedDecision


@scene(55)
def follow_up(stage: Stage) -> None:
    """Who does what with the council's decisions: one will be late, one done, one under way."""
    day = stage.before(55)
    road, home = (Decision.objects.get(case=case) for case in (stage.cycle, stage.nursing))
    with replaying(stage.at(day, time(9, 0))):
        stage.late = _commit(
            stage,
            road,
            "Lyse ut anbud for gang- og sykkelveien",
            "Teknikk og miljø",
            stage.before(4),
        )
        stage.done = _commit(stage, road, "Varsle grunneierne", "Vei og park", stage.before(30))
        _commit(
            stage,
            home,
            "Lyse ut tolv stillinger i hjemmetjenesten",
            "Hjemmetjenesten",
            stage.before(-40),
        )


def _commit(stage: Stage, decision: Decision, what: str, unit: str, deadline: date) -> Any:
    where = stage.units[unit]
    leader = where.leaderships.get().person
    facts = {"by": stage.chief, "today": stage.before(55), "unit": where}
    return political.commit(decision, what, leader, deadline, **facts)


@scene(33)
def report(stage: Stage) -> None:
    """What was promised is reported done."""
    day = stage.before(33)
    with replaying(stage.at(day, time(9, 0))):
        promises.report_done(
            stage.done,
            "Alle 14 grunneiere er varslet, og to har bedt om møte.",
            by=stage.chief,
            today=day,
        )


@scene(20)
def judge(stage: Stage) -> None:
    """Two members judge what was reported done, and whoever promised it answers one of them."""
    day = stage.before(20)
    pleased, other = (stage.council[place][0] for place in (3, 8))
    with replaying(stage.at(day, time(20, 0))):
        judgements.judge(
            "reached",
            stage.done,
            Reached.YES,
            "Alle jeg har snakket med, visste om veien i god tid.",
            pleased,
            by=oneself(pleased),
            today=day,
        )
        row = judgements.judge(
            "reached",
            stage.done,
            Reached.PARTLY,
            "To grunneiere fikk brevet etter at stikkene sto på tomta.",
            other,
            by=oneself(other),
            today=day,
        )
        judgements.answer(
            row,
            "Det stemmer. Neste gang går brevet ut før vi måler opp.",
            stage.done.owner,
            by=stage.done.owner.user or stage.chief,
            today=day,
        )


@scene(2)
def hinder(stage: Stage) -> None:
    """The chief executive says what hinders the other."""
    day = stage.before(2)
    with replaying(stage.at(day, time(9, 0))):
        promises.hinder(
            stage.late,
            "Grunnforholdene ved brua må undersøkes først. Anbudet lyses ut neste måned.",
            by=stage.chief,
            today=day,
        )


@scene(3.2)
def tell_the_council(stage: Stage) -> None:
    """What was decided with the council's power stands on its next agenda."""
    with replaying(stage.at(stage.before(3), time(12, 0))):
        delegated.report(stage.coming, by=stage.secretary)


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


@scene(8)
def decide(stage: Stage) -> None:
    """A grant, a place in a nursing home, a refused leave, and what the mayor answered a hearing."""
    with replaying(stage.at(stage.before(8), time(13, 0))):
        _decide(stage, stage.before(8))


def _decide(stage: Stage, day: date) -> None:
    for fact in DECIDED:
        unit = stage.units.get(fact["unit"])
        person = unit.leaderships.get().person if unit else stage.council[0][0]
        matter = delegated.Matter(
            area=Area.objects.get(name=fact["area"]),
            title=fact["title"],
            measure="kroner" if "amount" in fact else "",
            amount=Decimal(fact["amount"]) if "amount" in fact else None,
            screened_title=fact.get("screened_title", ""),
            ground=fact.get("ground", ""),
            whose=unit,
        )
        delegated.decide(
            matter,
            fact["text"],
            fact["why"],
            by=person.user or stage.chief,
            person=person,
            today=day,
            reasons=fact.get("reasons", ""),
        )


@scene(3.9)
def demand_check(stage: Stage) -> None:
    """Three members of the council want it tried whether the grant was lawful."""
    with replaying(stage.at(stage.before(3), time(10, 0))):
        _demand_check(stage, stage.before(3))


def _demand_check(stage: Stage, day: date) -> None:
    row = DelegatedDecision.objects.get(number=1)
    people = [person for person, _party in stage.council[4:7]]
    motion = checks.demand(
        row,
        people[0],
        "Tilskuddet til lysløypa",
        "Laget er medlem av idrettsrådet, som leder av enheten sitter i styret for. Var vedkommende habil?",
        by=oneself(people[0]),
        today=day,
    )
    for person in people[1:]:
        motions.support(motion, person, by=oneself(person), today=day)
    checks.open_check(motion, by=stage.secretary, today=day)
