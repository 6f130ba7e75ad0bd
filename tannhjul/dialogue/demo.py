"""Where Lillevik talks before it decides: a workshop that was held, and a dialogue meeting to come."""

from datetime import time, timedelta

from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, oneself, scene
from tannhjul.dialogue.actions import gatherings, topics, workshops

LEADERS = ["Kommunedirektøren", "Helse og omsorg", "Hjemmetjenesten"]
NOTES = [
    "Flere må kunne bo hjemme lenger, fordi familiene bor i bygda.",
    "Kvelds- og helgetilbudet er viktigst, fordi det er da folk blir utrygge.",
    "Frivillige kan mer enn vi bruker dem til.",
]


@scene(21)
def workshop(stage: Stage) -> None:
    """Whole council at cross-party tables; summed up, mirrored back, and answered by some."""
    at = stage.at(stage.workday(stage.before(21)))
    with replaying(at - timedelta(days=14)):
        row = gatherings.plan(
            "workshop",
            "Å bli gammel i Lillevik",
            at,
            "Lillevik samfunnshus",
            by=stage.secretary,
            purpose="Innledende drøfting før omsorgsplanen. Ingenting vedtas.",
            case=stage.care,
        )
        prompts = [
            workshops.ask(
                row, "what", "Hva bør prioriteres de neste fire årene?", by=stage.secretary
            ),
            workshops.ask(row, "why", "Hvorfor er det viktigst?", by=stage.secretary),
        ]
        tables = workshops.draw_tables(row, by=stage.secretary)
    with replaying(at):
        gatherings.begin(row, by=stage.secretary, today=at.date())
        for table, text in zip(tables, NOTES, strict=False):
            workshops.write_note(table, prompts[0], text, by=stage.officer, at=at)
        here = [person for person, _party in stage.council[:24]]
        here += [stage.units[name].leaderships.get().person for name in LEADERS]
        gatherings.close(row, here, by=stage.secretary)
    with replaying(at + timedelta(days=2)):
        later = at + timedelta(days=2)
        gatherings.sum_up(
            row,
            "Bordene var samlet om å bo hjemme lenger. De var delt om hvor mye frivillige kan ta.",
            by=stage.officer,
            at=later,
        )
        workshops.mirror(
            row,
            "Vi har forstått at hjemmetjenesten på kveld og i helg kommer først, og at frivillige er et tillegg, ikke en erstatning.",
            by=stage.officer,
            at=later,
        )
        for place, answer in enumerate((("yes", ""), ("partly", "Også dagtilbudet."), ("yes", ""))):
            person = stage.council[place][0]
            workshops.reply(row, person, *answer, by=oneself(person))


@scene(5)
def dialogue(stage: Stage) -> None:
    """A dialogue meeting to come, with one matter on its agenda."""
    planned = stage.at(stage.before(5))
    at = stage.at(stage.workday(stage.before(-11)), time(16, 0))
    with replaying(planned):
        row = gatherings.plan(
            "dialogue",
            "Dialogmøte før hovedutvalgene",
            at,
            "Kantina i rådhuset",
            by=stage.secretary,
            purpose="Små bord, fri plassering. Alle kan sette saker på listen.",
        )
        person = stage.council[7][0]
        topics.put_topic(
            row,
            person,
            "Mobilfri skole",
            "Hva vil vi med mobilen i skolen, og hvem bør vi snakke med først?",
            by=oneself(person),
            at=planned,
        )


@scene(4)
def talk(stage: Stage) -> None:
    """The mayor and the chief executive talk about the council's next meeting."""
    at = stage.at(stage.before(4), time(8, 30))
    mayor, chief = stage.council[0][0], stage.units["Kommunedirektøren"].leaderships.get().person
    with replaying(at):
        gatherings.enter_talk(
            "Sakslisten til kommunestyret", at, [mayor, chief], by=oneself(mayor, "mayor")
        )
