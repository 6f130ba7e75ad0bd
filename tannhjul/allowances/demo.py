"""The local regulation of Lillevik, and two months' allowances on their way to be paid."""

from datetime import date, time, timedelta
from decimal import Decimal

from tannhjul.allowances import choices, queries
from tannhjul.allowances.actions import claims, grants, settlements
from tannhjul.allowances.enums import Kind
from tannhjul.allowances.models import Settlement
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import FOUNDED, Stage, oneself, scene
from tannhjul.documents import intake
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Person

DECISION = "Kommunestyret PS 4/25"
RATES = {
    choices.ATTENDANCE: 1_200,
    choices.LOSS_SHOWN_DAY: 4_000,
    choices.LOSS_HOUR: 250,
    choices.LOSS_DAY: 1_500,
    choices.CARE_DAY: 900,
    choices.EXPENSE_DAY: 500,
    choices.KM_ORE: 530,
}
LEADERS = {"HHO": 60_000, "HTM": 60_000, "KU": 45_000}


@scene(FOUNDED)
def regulate(stage: Stage) -> None:
    """What the council set when it began."""
    with replaying(stage.at(stage.start)):
        _regulate(stage)


def _regulate(stage: Stage) -> None:
    by, day = stage.secretary, stage.start
    for option, value in RATES.items():
        register.choose(option, value, by=by, today=day, decided_by=DECISION)
    council = stage.bodies["KST"]
    register.choose(choices.ATTENDANCE, 1_600, by=by, today=day, decided_by=DECISION, body=council)
    for short, value in LEADERS.items():
        register.choose(
            choices.LEADER_YEAR,
            value,
            by=by,
            today=day,
            decided_by=DECISION,
            body=stage.bodies[short],
        )
    register.choose(
        choices.DEPUTY_YEAR, 120_000, by=by, today=day, decided_by=DECISION, body=council
    )
    mayor = stage.council[0][0]
    grants.grant(mayor, Kind.FREED, Decimal(987_000), DECISION, by=by, today=day)


@scene(1)
def paid(stage: Stage) -> None:
    """Two months' allowances are settled, and two members claim for the last council meeting."""
    day = stage.before(1)
    with replaying(stage.at(day, time(9, 0))):
        _settle(stage, day)
        _claims(stage, day)


def _claims(stage: Stage, today: date) -> None:
    """One is answered, one waits."""
    member, other = (stage.council[place][0] for place in (2, 16))
    for person, kind, what, quantity in (
        (member, Kind.CAR, "Fossum–rådhuset og hjem", Decimal(38)),
        (member, Kind.LOSS, "Kveldsvakt på gården", Decimal(3)),
        (other, Kind.CARE, "Barnevakt 17.30–22.00", Decimal(675)),
    ):
        _claim(stage, person, kind, what, quantity, today)
    first = member.claims.order_by("pk")[0]
    claims.approve_claim(first, queries.suggested(first), by=stage.secretary)


def _claim(
    stage: Stage, person: Person, kind: Kind, what: str, quantity: Decimal, today: date
) -> None:
    meeting = queries.attended(person, today).first()
    taken = (
        intake.keep(f"{what}: {quantity} kr".encode(), "kvittering.txt")
        if kind == Kind.CARE
        else None
    )
    claims.send_claim(
        person,
        kind,
        what,
        quantity,
        by=oneself(person),
        today=today,
        meeting=meeting,
        receipt=taken,
    )


def _settle(stage: Stage, today: date) -> Settlement:
    """What was earned in the two months before this one, with the members to be checked."""
    last = today.replace(day=1) - timedelta(days=1)
    first = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
    row = settlements.open_settlement(last, by=stage.secretary, today=today, since=first)
    return settlements.send_for_check(row, by=stage.secretary, today=today)
