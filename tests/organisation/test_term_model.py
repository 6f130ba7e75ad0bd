"""A whole term of the council, at random, against a model of it that knows nothing of the program.

Members and deputies are exempted for a time, move out and back, are suspended and come back, die, or are
appointed to what bars them; days pass. By the Act (§§ 7-9 to 7-12) the model says who sits: whoever
leaves for good is followed by the first deputy of the same list, whoever is away by the first who is
free, for that time; nobody who may not sit does. 10 terms are played, and 2 000 by ``make test-long``.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction

from tannhjul.arrangements import actions as arrangements
from tannhjul.arrangements import library
from tannhjul.core import findings
from tannhjul.core.clock import strike
from tannhjul.core.law import Breach, Refused
from tannhjul.organisation import queries
from tannhjul.organisation.actions import departures, units
from tannhjul.organisation.models import Body, Departure, Person, Seat, Unit
from tannhjul.organisation.queries.eligibility import QUALIFICATIONS
from tests.long import times

pytestmark = [pytest.mark.django_db, pytest.mark.long]
STEPS = 14
ARRANGEMENTS = ("hedensted", "fredrikstad", "svelvik", "hovedutvalg", "ingen-utvalg", "esbjerg")


@dataclass
class Party:
    """One list: who has a seat, who waits in order, and who sits for whom."""

    members: list[int]
    deputies: list[int]
    away: dict[int, date | None] = field(default_factory=dict)
    sits_for: dict[int, int] = field(default_factory=dict)

    def free(self) -> list[int]:
        """The deputies who can sit, in order."""
        busy = set(self.sits_for.values())
        return [who for who in self.deputies if who not in self.away and who not in busy]

    def fill(self, absent: int) -> None:
        """The first deputy who is free sits for someone who is away."""
        free = self.free()
        if free:
            self.sits_for[absent] = free[0]

    def stops(self, who: int) -> None:
        """Someone sits for nobody any more: the next does."""
        for absent in [a for a, sitting in self.sits_for.items() if sitting == who]:
            del self.sits_for[absent]
            self.fill(absent)

    def leave(self, who: int) -> None:
        """For good: the first deputy of the list takes the seat, also one who sits for somebody."""
        self.away.pop(who, None)
        self.sits_for.pop(who, None)
        if who in self.deputies:
            self.deputies.remove(who)
            self.stops(who)
            return
        place = self.members.index(who)
        heir = next((each for each in self.deputies if each not in self.away), None)
        if heir is None:
            self.members.remove(who)
            return
        self.members[place] = heir
        self.deputies.remove(heir)
        self.stops(heir)

    def go_away(self, who: int, until: date | None) -> None:
        """For a time: the seat is kept."""
        self.away[who] = until
        if who in self.members:
            self.fill(who)
        else:
            self.stops(who)

    def come_back(self, who: int) -> None:
        """The seat is held again, and nobody sits in it meanwhile."""
        self.away.pop(who, None)
        self.sits_for.pop(who, None)

    def sitting(self) -> set[int]:
        """Who sits."""
        present = {who for who in self.members if who not in self.away}
        return present | set(self.sits_for.values())


class Term:
    """The program and the model, side by side."""

    def __init__(self, chance, by, today):
        self.chance, self.by, self.day = chance, by, today
        self.council = Body.objects.get(short="KST")
        self.parties: dict[int, Party] = {}
        self.of: dict[int, Party] = {}
        for row in Seat.objects.on(today).filter(body=self.council).order_by("order", "pk"):
            party = self.parties.setdefault(row.slate or row.party_id, Party([], []))
            (party.members if row.kind == "member" else party.deputies).append(row.person_id)
            self.of[row.person_id] = party
        self.log: list[str] = []

    def seat(self, who):
        return Seat.objects.lasting().get(body=self.council, person=who)

    def alive(self, *, away=False):
        """Someone with a seat or a number on a list, who is not away (or is)."""
        rows = [
            who
            for who, party in self.of.items()
            if who in (*party.members, *party.deputies) and (who in party.away) is away
        ]
        return self.chance.choice(rows) if rows else None

    def step(self):
        """A day comes, and something happens on it."""
        self.day += timedelta(days=self.chance.randint(1, 60))
        for party in self.parties.values():
            back = [w for w, until in party.away.items() if until and until <= self.day]
            for who in sorted(back, key=lambda w: (party.away[w], w)):
                party.come_back(who)
        strike(self.day)
        act = self.chance.choice(
            (self.exempt, self.exempt, self.exempt, self.suspend, self.back)
            + (self.move_out, self.move_for_a_time, self.die, self.appoint)
            + (self.adopt, self.replace)
        )
        act()

    def leave(self, who, ground, until=None, **more):
        self.log.append(f"{self.day} {ground} {who} {until}")
        facts = {"reason": "Søknad", "decided_by": "KST", **more}
        departures.leave(self.seat(who), ground, by=self.by, today=self.day, until=until, **facts)

    def exempt(self):
        if (who := self.alive()) is None:
            return
        until = self.day + timedelta(days=self.chance.randint(5, 200))
        self.leave(who, "exempt", until)
        self.of[who].go_away(who, until)

    def move_for_a_time(self):
        if (who := self.alive()) is None:
            return
        until = self.day + timedelta(days=self.chance.randint(5, 600))
        self.leave(who, "moved", until)
        self.of[who].go_away(who, until)

    def suspend(self):
        if (who := self.alive()) is None:
            return
        self.leave(who, "suspended", votes_for=27, votes_cast=27)
        self.of[who].go_away(who, None)

    def back(self):
        open_ended = [w for w, p in self.of.items() if w in p.away and p.away[w] is None]
        if not open_ended:
            return
        who = self.chance.choice(open_ended)
        self.log.append(f"{self.day} back {who}")
        absence = Departure.objects.on(self.day).filter(
            seat__person=who, seat__body=self.council, ground="suspended"
        )
        departures.come_back(absence.get(), by=self.by, today=self.day)
        self.of[who].come_back(who)

    def move_out(self):
        self._for_good("moved")

    def die(self):
        self._for_good("dead")

    def _for_good(self, ground):
        if (who := self.alive()) is None:
            return
        self.leave(who, ground)
        self.of[who].leave(who)

    def appoint(self):
        """Whoever comes to lead what lies right below the top leaves every elected body (§ 7-3)."""
        if (who := self.alive()) is None:
            return
        self.log.append(f"{self.day} appointed {who}")
        top = Unit.objects.get(task="head", valid_to=None)
        how = {"by": self.by, "today": self.day}
        unit = units.create_unit(f"Enhet {self.day} {who}", parent=top, **how)
        units.appoint(unit, Person.objects.get(pk=who), **how)
        self.of[who].leave(who)

    def adopt(self):
        """An arrangement comes into force: who sits in the council does not change with it."""
        key = self.chance.choice(ARRANGEMENTS)
        self.log.append(f"{self.day} {key}")
        self._if_allowed(
            lambda: arrangements.introduce(
                library.everything()[key], "KST", by=self.by, today=self.day
            )
        )

    def replace(self):
        """A vacant place in another body goes to someone of the same group, if that one may sit there."""
        bodies = Body.objects.on(self.day).filter(kind__in=["committee", "executive_committee"])
        vacant = [
            seat for body in bodies.order_by("pk") for seat in queries.vacancies(body, self.day)
        ]
        if not vacant:
            return
        seat = self.chance.choice(vacant)
        who = Person.objects.get(pk=self.chance.choice(sorted(self.of)))
        self.log.append(f"{self.day} replace {seat.body} {who.pk}")
        self._if_allowed(
            lambda: departures.replace(seat, who, by=self.by, today=self.day, nobody_else=True)
        )

    @staticmethod
    def _if_allowed(act):
        """What is refused leaves nothing behind."""
        try:
            with transaction.atomic():
                act()
        except (Refused, Breach):
            pass

    def agrees(self):
        """Nobody sits who may not, and every seat is held by whom the order says."""
        rows = Seat.objects.on(self.day).filter(body=self.council, kind="member")
        sitting = sorted(rows.values_list("person_id", flat=True))
        told = "\n".join(self.log)
        assert len(set(sitting)) == len(sitting), told
        wanted = sorted(who for party in self.parties.values() for who in party.sitting())
        assert sitting == wanted, told
        inside = set(sitting)
        for body in Body.objects.on(self.day).filter(kind="executive_committee"):
            held = Seat.objects.on(self.day).filter(body=body)
            assert set(held.values_list("person_id", flat=True)) <= inside, told
        gone = set(self.of) - {
            who for party in self.parties.values() for who in (*party.members, *party.deputies)
        }
        elected = Seat.objects.on(self.day).filter(body=self.council)
        assert not gone & set(elected.values_list("person_id", flat=True)), told


@pytest.mark.parametrize("seed", range(times(10, 2_000)))
def test_a_term(seed, secretary, today):
    term = Term(random.Random(seed), secretary, today)
    term.agrees()
    for _n in range(STEPS):
        term.step()
        term.agrees()
    asked = {each.rule.rule.name for each in QUALIFICATIONS}
    broken = [row for row in findings.everything(term.day) if row.rule.name in asked]
    assert not broken, "\n".join(term.log)


def test_the_model_is_not_blind(secretary, today):
    """A seat that goes to the wrong one is seen."""
    term = Term(random.Random(1), secretary, today)
    party = next(p for p in term.parties.values() if len(p.deputies) > 1)
    gone = party.members[-1]
    term.leave(gone, "dead")
    party.deputies[:2] = reversed(party.deputies[:2])
    party.leave(gone)
    with pytest.raises(AssertionError):
        term.agrees()
