"""Where Lillevik talks before it decides: a workshop that was held, and a dialogue meeting to come."""

from datetime import datetime, timedelta

from tannhjul.core.journal import replaying
from tannhjul.dialogue.actions import gatherings, workshops

from .lillevik import Town

NOTES = [
    "Flere må kunne bo hjemme lenger, fordi familiene bor i bygda.",
    "Kvelds- og helgetilbudet er viktigst, fordi det er da folk blir utrygge.",
    "Frivillige kan mer enn vi bruker dem til.",
]


def workshop(town: Town, at: datetime) -> None:
    """Whole council at cross-party tables; summed up, mirrored back, and answered by some."""
    with replaying(at - timedelta(days=14)):
        row = gatherings.plan(
            "workshop",
            "Å bli gammel i Lillevik",
            at,
            "Lillevik samfunnshus",
            by=town.secretary,
            purpose="Innledende drøfting før omsorgsplanen. Ingenting vedtas.",
        )
        prompts = [
            workshops.ask(
                row, "what", "Hva bør prioriteres de neste fire årene?", by=town.secretary
            ),
            workshops.ask(row, "why", "Hvorfor er det viktigst?", by=town.secretary),
        ]
        tables = workshops.draw_tables(row, by=town.secretary)
    with replaying(at):
        gatherings.begin(row, by=town.secretary, today=at.date())
        for table, text in zip(tables, NOTES, strict=False):
            workshops.write_note(table, prompts[0], text, by=town.officer, at=at)
        gatherings.close(row, by=town.secretary)
    with replaying(at + timedelta(days=2)):
        later = at + timedelta(days=2)
        gatherings.sum_up(
            row,
            "Bordene var samlet om å bo hjemme lenger. De var delt om hvor mye frivillige kan ta.",
            by=town.officer,
            at=later,
        )
        workshops.mirror(
            row,
            "Vi har forstått at hjemmetjenesten på kveld og i helg kommer først, og at frivillige er et tillegg, ikke en erstatning.",
            by=town.officer,
            at=later,
        )
        for place, answer in enumerate((("yes", ""), ("partly", "Også dagtilbudet."), ("yes", ""))):
            workshops.reply(row, town.council[place][0], *answer, by=town.council[place][0].user)


def dialogue(town: Town, planned: datetime, at: datetime) -> None:
    """A dialogue meeting to come, with one matter on its agenda."""
    with replaying(planned):
        row = gatherings.plan(
            "dialogue",
            "Dialogmøte før hovedutvalgene",
            at,
            "Kantina i rådhuset",
            by=town.secretary,
            purpose="Små bord, fri plassering. Alle kan sette saker på listen.",
        )
        person = town.council[7][0]
        gatherings.put_topic(
            row,
            person,
            "Mobilfri skole",
            "Hva vil vi med mobilen i skolen, og hvem bør vi snakke med først?",
            by=person.user,
            at=planned,
        )
