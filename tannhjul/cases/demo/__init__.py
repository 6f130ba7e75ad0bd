"""The matters of Lillevik on their way: prepared, asked about, and still on the desk."""

from datetime import date, time, timedelta

import typst

from tannhjul.cases import actions
from tannhjul.cases.actions import inquiries
from tannhjul.cases.models import Case
from tannhjul.core.enums import Gear
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import Stage, oneself, scene
from tannhjul.documents import intake

from . import texts

COMMITTEE = [("HTM", "recommends"), ("FSK", "recommends"), ("KST", "decides")]
HEALTH = [("HHO", "recommends"), ("FSK", "recommends"), ("KST", "decides")]


@scene(90)
def cycle_way(stage: Stage) -> None:
    """Parents have asked for a safe way to school."""
    stage.cycle = prepare(
        stage, texts.CYCLE_WAY, COMMITTEE, stage.before(90), attach="Kart over traseen"
    )


@scene(88)
def nursing(stage: Stage) -> None:
    """A committee has asked what to do about care for the old."""
    stage.nursing = prepare(stage, texts.NURSING, HEALTH, stage.before(88))


@scene(40)
def after_school(stage: Stage) -> None:
    """What after-school care is to cost."""
    stage.school = prepare(stage, texts.AFTER_SCHOOL, HEALTH, stage.before(40))


@scene(38)
def hall(stage: Stage) -> None:
    """A hall for sports."""
    stage.hall = prepare(stage, texts.HALL, HEALTH, stage.before(38))


@scene(37)
def care(stage: Stage) -> None:
    """A plan that is talked about before it is written."""
    day = stage.before(37)
    with replaying(stage.at(day, time(10, 0))):
        stage.care = actions.open_case(
            "Omsorgsplan for Lillevik",
            by=stage.officer,
            today=day,
            officer=stage.officer,
            unit=stage.units["Helse og omsorg"],
            initiative_by="Kommunestyret",
            initiative_gear=Gear.POLITICS,
        )


@scene(30)
def land(stage: Stage) -> None:
    """A purchase that is not public."""
    stage.land = prepare(stage, texts.LAND, COMMITTEE[1:], stage.before(30))


@scene(6)
def on_the_desk(stage: Stage) -> None:
    """One case waits for its first committee, one for the chief executive, one is being written."""
    prepare(stage, texts.POVERTY, HEALTH, stage.before(6))
    prepare(stage, texts.LIBRARY, HEALTH, stage.before(4), until="submit")
    prepare(stage, texts.PLAYGROUND, COMMITTEE, stage.before(2), until="write")


def prepare(
    stage: Stage, text: dict, route: list, day: date, *, attach: str = "", until: str = "approve"
) -> Case:
    """An officer opens and writes a case; the chief executive approves it."""
    with replaying(stage.at(day, time(10, 0))):
        case = _write(stage, text, route, day)
        if attach:
            taken = intake.keep(_pdf(attach))
            actions.attach(case, attach, taken, by=stage.officer, today=day)
        if until in ("submit", "approve"):
            actions.submit(case, by=stage.officer)
    if until == "approve":
        approved = day + timedelta(days=3)
        with replaying(stage.at(approved, time(14, 0))):
            words = text["paper"]["recommendation"]
            actions.approve(case, words, by=stage.chief, today=approved)
    case.refresh_from_db()
    return case


def _write(stage: Stage, text: dict, route: list, day: date) -> Case:
    by = stage.officer
    cover = {key: text[key] for key in ("initiative_by", "initiative_gear", "legal_basis")}
    extra = {key: text[key] for key in ("screened_title", "ground") if key in text}
    unit = stage.units[text["unit"]]
    facts = {"by": by, "today": day, "officer": by, "unit": unit, **cover, **extra}
    case = actions.open_case(text["title"], **facts)
    actions.write(case, text["paper"], based_on=1, by=by)
    for name in text.get("parties", []):
        actions.add_party(case, name, by=by)
    for row in text["alternatives"]:
        consequences = {key: value for key, value in row.items() if key != "title"}
        actions.add_alternative(case, row["title"], by=by, **consequences)
    actions.set_route(case, [(stage.bodies[short], power) for short, power in route], by=by)
    return case


def _pdf(title: str) -> bytes:
    """A small attachment of two pages."""
    source = f'#set document(title: "{title}")\n#set text(lang: "nb")\n= {title}\nOversikt.\n#pagebreak()\n== Detaljer\nDel to.'
    return typst.compile(source.encode(), pdf_standards=["ua-1"])


@scene(14)
def ask_the_chief_executive(stage: Stage) -> None:
    """A member asks between meetings, and everyone gets the answer."""
    asked, answered = stage.at(stage.before(14)), stage.at(stage.before(11))
    asker = stage.council[6][0]
    with replaying(asked):
        row = inquiries.inquire(
            asker,
            "Ventetid på plass på sykehjem",
            "Hvor mange venter på plass nå, og hvor lenge har de ventet?",
            by=oneself(asker),
            at=asked,
        )
    with replaying(answered):
        inquiries.answer_inquiry(
            row,
            "Fire venter. Den som har ventet lengst, har ventet i 23 dager. To plasser blir ledige i neste måned.",
            by=stage.chief,
            at=answered,
        )


@scene(2)
def ask_again(stage: Stage) -> None:
    """Another has not been answered yet."""
    asked, asker = stage.at(stage.before(2)), stage.council[3][0]
    with replaying(asked):
        inquiries.inquire(
            asker,
            "Brøyting av skoleveier",
            "Når på døgnet brøytes skoleveiene, og er avtalen med entreprenøren endret?",
            by=oneself(asker),
            at=asked,
        )
