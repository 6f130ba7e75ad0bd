"""Lillevik: the municipality, its people, bodies, seats and administration."""

from collections.abc import Sequence
from datetime import date

from tannhjul.accounts import actions as accounts
from tannhjul.accounts.models import User
from tannhjul.core.enums import Role
from tannhjul.core.journal import replaying
from tannhjul.core.scenes import FOUNDED, Stage, scene
from tannhjul.organisation.actions import bodies, interests, register, seats, units
from tannhjul.organisation.models import Party, Person

from .people import WOMEN, names

PARTIES = {
    "AP": "Arbeiderpartiet",
    "SP": "Senterpartiet",
    "H": "Høyre",
    "SV": "SV – Sosialistisk Venstreparti",
    "FRP": "Fremskrittspartiet",
    "R": "Rødt",
    "MDG": "Miljøpartiet De Grønne",
    "V": "Venstre",
}
BODIES = [
    ("Kommunestyret", "KST", "council", "decides", 27),
    ("Formannskapet", "FSK", "executive_committee", "decides", 7),
    ("Hovedutvalg for helse og oppvekst", "HHO", "committee", "decides", 9),
    ("Hovedutvalg for teknikk og miljø", "HTM", "committee", "decides", 9),
    ("Kontrollutvalget", "KU", "control_committee", "recommends", 5),
    ("Eldrerådet", "ER", "elderly_council", "advises", 5),
    ("Ungdomsrådet", "UR", "youth_council", "advises", 7),
    ("Rådet for personer med funksjonsnedsettelse", "RF", "disability_council", "advises", 5),
    ("Partssammensatt utvalg", "PSU", "joint_committee", "recommends", 7),
]
INTERESTS = [
    (0, "member", "Lillevik idrettslag"),
    (1, "owner", "Fossum gård"),
    (2, "employed", "Lillevik sparebank"),
    (4, "board", "Fjordtun velforening"),
    (16, "board", "Lillevik Samfunnshus"),
    (20, "owner", "Grøtte Maskin AS"),
]
UNITS = {
    "Kommunedirektøren": [
        "Oppvekst",
        "Helse og omsorg",
        "Teknikk og miljø",
        "Kultur",
        "Politisk sekretariat",
    ],
    "Oppvekst": ["Lillevik skole", "Fjordtun barnehage"],
    "Helse og omsorg": ["Lillevik sykehjem", "Hjemmetjenesten"],
    "Teknikk og miljø": ["Vei og park", "Vann og avløp"],
}


@scene(FOUNDED + 2)
def found(stage: Stage) -> None:
    """The municipality is founded."""
    with replaying(stage.at(stage.start)):
        _found(stage)


@scene(FOUNDED)
def fill(stage: Stage) -> None:
    """When the council has been elected, other bodies and the administration are filled."""
    with replaying(stage.at(stage.start)):
        _fill(stage)


def _found(stage: Stage) -> None:
    start, line = stage.start, names()
    stage.line = line
    stage.parties, stage.bodies, stage.units, stage.deputies = {}, {}, {}, {}
    stage.secretary = by = _user("sekretaer", next(line), [Role.SECRETARY], start)
    counted = date(start.year - 1, 1, 1)
    register.establish("Lillevik kommune", "9901", 9_812, by=by, counted_on=counted)
    register.open_term("2023–2027", start, date(start.year + 4, 10, 1), by=by)
    for code, name in PARTIES.items():
        stage.parties[code] = register.register_party(code, name, by=by)
    for name, short, kind, power, number in BODIES:
        stage.bodies[short] = bodies.create_body(
            name, short, kind, by=by, today=start, power=power, seats_total=number
        )
        bodies.regulate(
            stage.bodies[short],
            scope=f"{name} behandler saker innenfor sitt område.",
            decision_power="Avgjør saker som ikke er av prinsipiell betydning, når ikke loven sier noe annet.",
            period="2023–2027",
            by=by,
            today=start,
        )


def _fill(stage: Stage) -> None:
    line, by, start = stage.line, stage.secretary, stage.start
    _other_bodies(stage, line)
    _administration(stage, line)
    _without_party(stage, "RF", 5, line)
    _joint_committee(stage, line)
    _try_as(stage)
    _let_members_in(stage)
    for place, tie, name in INTERESTS:
        person = stage.council[place][0]
        interests.declare(person, tie, name, by=by, today=start)


def _user(name: str, full: str, roles: Sequence[str], day: date) -> User:
    user = accounts.register(f"demo-{name}", full, email=f"{name}@lillevik.example", by=None)
    for role in roles:
        accounts.give_role(user, role, by=None, today=day)
    return user.acting(roles[0])


def person_called(full: str, by: User | None = None) -> Person:
    address = full.lower().replace(" ", ".").replace("ø", "o").replace("å", "a").replace("æ", "e")
    gender = "f" if full.split()[0] in WOMEN else "m"
    return register.register_person(full, email=f"{address}@lillevik.example", gender=gender, by=by)


def _seat(
    stage: Stage,
    short: str,
    person: Person,
    party: Party | None,
    kind: str,
    order: int,
    office: str = "",
) -> None:
    seats.seat(
        stage.bodies[short],
        person,
        party=party,
        kind=kind,
        order=order,
        office=office,
        by=stage.secretary,
        today=stage.start,
    )


def _other_bodies(stage: Stage, line) -> None:
    """Committees are filled from the council, their deputies from the same lists.

    The executive committee's deputies are members of the council as well.
    """
    picks = {"FSK": range(0, 7), "HHO": range(7, 16), "HTM": range(16, 25)}
    for short, places in picks.items():
        used: dict[str, int] = {}
        for order, place in enumerate(places, 1):
            person, party = stage.council[place]
            office = {1: "leader", 2: "deputy_leader"}.get(order, "")
            _seat(stage, short, person, party, "member", order, office)
            used[party.code] = used.get(party.code, 0) + 1
        others = [row for row in stage.council[7:26] if short == "FSK"]
        for code, number in used.items():
            own = [person for person, party in others if party.code == code]
            pool = own if short == "FSK" else stage.deputies[code]
            for order, person in enumerate(pool[: number + 2], 1):
                _seat(stage, short, person, stage.parties[code], "deputy", order)
    for short, number in (("KU", 4), ("ER", 5), ("UR", 7)):
        _without_party(stage, short, number, line)
    person, party = stage.council[26]
    _seat(stage, "KU", person, party, "member", 5)


def _without_party(stage: Stage, short: str, number: int, line) -> None:
    for order in range(1, number + 1):
        office = {1: "leader", 2: "deputy_leader"}.get(order, "")
        _seat(stage, short, person_called(next(line)), None, "member", order, office)


def _joint_committee(stage: Stage, line) -> None:
    """Four for the municipality, three elected by the employees."""
    for order, place in enumerate((3, 5, 8, 10), 1):
        person, party = stage.council[place]
        _seat(stage, "PSU", person, party, "member", order, "leader" if order == 1 else "")
    for order in (5, 6, 7):
        _seat(stage, "PSU", person_called(next(line)), None, "member", order)


def _administration(stage: Stage, line) -> None:
    for parent, children in {"": ["Kommunedirektøren"], **UNITS}.items():
        for name in children:
            stage.units[name] = units.create_unit(
                name, parent=stage.units.get(parent), by=stage.secretary, today=stage.start
            )
            units.appoint(
                stage.units[name], person_called(next(line)), by=stage.secretary, today=stage.start
            )


def _leader_of(stage: Stage, unit: str) -> Person:
    return stage.units[unit].leaderships.get(valid_to=None).person


def _link(person: Person, user: User) -> None:
    person.user = user
    person.save(update_fields=["user"])


def _try_as(stage: Stage) -> None:
    """One user for each role."""
    day = stage.start
    chief, leader = _leader_of(stage, "Kommunedirektøren"), _leader_of(stage, "Teknikk og miljø")
    people = [
        ("ordforer", stage.council[0][0], [Role.MAYOR, Role.COUNCILLOR]),
        ("representant", stage.council[1][0], [Role.COUNCILLOR]),
        ("gruppeleder", stage.council[2][0], [Role.GROUP_LEADER, Role.COUNCILLOR]),
        ("utvalgsleder", stage.council[16][0], [Role.COMMITTEE_CHAIR, Role.COUNCILLOR]),
        ("vara", stage.deputies["SP"][0], [Role.COUNCILLOR]),
        ("kommunedirektor", chief, [Role.CHIEF_EXECUTIVE]),
        ("enhetsleder", leader, [Role.UNIT_LEADER]),
    ]
    for name, person, roles in people:
        user = _user(name, person.name, roles, day)
        _link(person, user)
        if name == "kommunedirektor":
            stage.chief = user
        if name == "enhetsleder":
            stage.leader = user
    line = names()
    others = [next(line) for _ in range(200)][190:]
    stage.officer = _user("saksbehandler", others[0], [Role.CASE_OFFICER], day)
    _user("revisor", others[1], [Role.AUDITOR], day)
    _user("journalist", others[2], [Role.JOURNALIST], day)
    _user("innbygger", others[3], [Role.INHABITANT], day)
    _user("administrator", others[4], [Role.SYSTEM_ADMINISTRATOR], day)


def _let_members_in(stage: Stage) -> None:
    """Every member of the council signs in as oneself, and so do those who may be called."""
    members = [person for person, _party in stage.council]
    deputies = [person for people in stage.deputies.values() for person in people[:2]]
    for person in [*members, *deputies]:
        if person.user is None:
            user = accounts.register(person.email, person.name, email=person.email, by=None)
            accounts.give_role(user, Role.COUNCILLOR, by=None, today=stage.start)
            _link(person, user)
