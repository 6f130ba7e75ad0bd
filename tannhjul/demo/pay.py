"""The local regulation of Lillevik, and two months' allowances on their way to be paid."""

from datetime import date, timedelta
from decimal import Decimal

from tannhjul.allowances import choices, queries
from tannhjul.allowances.actions import claims, grants, settlements
from tannhjul.allowances.enums import Kind
from tannhjul.allowances.models import Settlement
from tannhjul.documents import intake
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Person

from .lillevik import Town

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


def regulate(town: Town) -> None:
    """What the council set when it began."""
    by, day = town.secretary, town.start
    for option, value in RATES.items():
        register.choose(option, value, by=by, today=day, decided_by=DECISION)
    council = town.bodies["KST"]
    register.choose(choices.ATTENDANCE, 1_600, by=by, today=day, decided_by=DECISION, body=council)
    for short, value in LEADERS.items():
        register.choose(
            choices.LEADER_YEAR,
            value,
            by=by,
            today=day,
            decided_by=DECISION,
            body=town.bodies[short],
        )
    register.choose(
        choices.DEPUTY_YEAR, 120_000, by=by, today=day, decided_by=DECISION, body=council
    )
    mayor = town.council[0][0]
    grants.grant(mayor, Kind.FREED, Decimal(987_000), DECISION, by=by, today=day)


def claim(town: Town, today: date) -> None:
    """Two members claim for the last council meeting: one is answered, one waits."""
    member, other = (town.council[place][0] for place in (2, 16))
    for person, kind, what, quantity in (
        (member, Kind.CAR, "Fossum–rådhuset og hjem", Decimal(38)),
        (member, Kind.LOSS, "Kveldsvakt på gården", Decimal(3)),
        (other, Kind.CARE, "Barnevakt 17.30–22.00", Decimal(675)),
    ):
        _claim(town, person, kind, what, quantity, today)
    first = member.claims.order_by("pk")[0]
    claims.approve_claim(first, queries.suggested(first), by=town.secretary)


def _claim(
    town: Town, person: Person, kind: Kind, what: str, quantity: Decimal, today: date
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
        by=person.user,
        today=today,
        meeting=meeting,
        receipt=taken,
    )


def settle(town: Town, today: date) -> Settlement:
    """What was earned in the two months before this one, with the members to be checked."""
    last = today.replace(day=1) - timedelta(days=1)
    first = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
    row = settlements.open_settlement(last, by=town.secretary, today=today, since=first)
    return settlements.send_for_check(row, by=town.secretary, today=today)
