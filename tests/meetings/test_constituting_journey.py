"""A new council constitutes itself in the browser: what is refused, a secret election, a mayor."""

import json

import pytest

from tests.browser import Person, chromium, served
from tests.elections import electing

FACTS = """
import json
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Seat
rows = Seat.objects.filter(body__short="KST", kind="member", valid_to=None)
women = [r for r in rows if r.person.gender == "f"]
men = [r for r in rows if r.person.gender == "m"]
def line(r):
    return f"{r.party.code}; {r.person.name}; ; {'k' if r.person.gender == 'f' else 'm'}"
def of(first):
    rows = [[r for r in each if (r.party.code == "AP") is first][:3] for each in (women, men)]
    return "\\n".join(line(r) for each in rows for r in each)
lists = [of(True), of(False)]
meeting = Meeting.objects.get(constituting=True)
items = list(meeting.items.values_list("pk", flat=True))
print(json.dumps([meeting.pk, items, lists]))
"""
CANDIDATES = """
import json
from tannhjul.organisation.models import Seat
rows = Seat.objects.filter(body__short="KST", kind="member", valid_to=None, office="")[:2]
print(json.dumps([[r.person.name, f"{r.party.code}; {r.person.name}"] for r in rows]))
"""


@pytest.mark.browser
@pytest.mark.once
def test_a_new_council_constitutes_itself(lillevik):
    with served(lillevik) as address, chromium() as browser:
        secretary = Person(browser, address, 1280, "sekretaer")
        _called(secretary)
        meeting, items, lists = json.loads(lillevik.ask(FACTS))
        _in_order(secretary, items)
        _executive_committee(secretary, items[1], lists)
        _mayor(secretary, items[2], json.loads(lillevik.ask(CANDIDATES)))
        reader = Person(browser, address, 390)
        reader.go(f"/motesak/{items[1]}/")
        reader.sees("ingen kan se hvem som stemte for hva")
        reader.go(f"/moter/{meeting}/direkte/")
        reader.sees("Valg av ordfører")


def _called(secretary) -> None:
    """The law's day, notice and agenda; a day too late is refused, and nothing typed is lost."""
    secretary.go("/moter/nytt/")
    secretary.choose("Organ", "Kommunestyret")
    secretary.write("Begynner", "2027-11-04T18:00")
    secretary.write("Sted", "Kommunestyresalen")
    secretary.page.get_by_label("Konstituerende møte i et nytt kommunestyre").check()
    secretary.press("Lagre")
    secretary.sees("innen utgangen av oktober")
    secretary.write("Begynner", "2027-10-14T18:00")
    secretary.press("Lagre")
    secretary.sees("Om valget er gyldig")
    secretary.press("Kall inn og publiser")
    secretary.press("Sett møtet")
    secretary.sees("Valg av kontrollutvalg")
    secretary.look()


def _in_order(secretary, items) -> None:
    """What comes later in the law cannot come first."""
    secretary.go(f"/motesak/{items[1]}/rom/")
    secretary.press("Begynn å behandle saken")
    secretary.sees("velger så formannskap")
    secretary.go(f"/motesak/{items[0]}/rom/")
    secretary.press("Begynn å behandle saken")
    secretary.choose("Måte", "Enstemmig", within="form:has(select[name='proposal'])")
    secretary.press("Sett under votering", within="form:has(select[name='proposal'])")
    secretary.sees("Enstemmig")
    _concludes(secretary)


def _concludes(secretary) -> None:
    secretary.press("Avslutt saken", within="form[action$='avslutt/']")
    secretary.sees("Saken er avsluttet")


def _executive_committee(secretary, item, lists) -> None:
    """Two lists, voted on in secret, on paper; the count fills the seats."""
    room = f"/motesak/{item}/rom/"
    secretary.go(room)
    secretary.press("Begynn å behandle saken")
    secretary.press("Forbered valget: Formannskapet")
    electing.demand_lists(secretary)
    named = zip(("Samling", "Alternativet"), lists, strict=True)
    electing.put_forward(secretary, "Legg fram en liste", named)
    secretary.go(room)
    electing.vote_in_secret(secretary, "Samling", "Alternativet")
    electing.let_it_take_effect(secretary)
    secretary.go(room)
    _concludes(secretary)


def _mayor(secretary, item, candidates) -> None:
    """One person is elected openly, by more than half."""
    room = f"/motesak/{item}/rom/"
    secretary.go(room)
    secretary.press("Begynn å behandle saken")
    secretary.press("Forbered valget: Kommunestyret")
    electing.put_forward(secretary, "Foreslå noen", candidates)
    secretary.go(room)
    secretary.press("Sett under votering", within="form[action$='voter/']")
    secretary.page.locator(".ballots .field").nth(0).locator("input").first.check()
    secretary.press("Tell opp voteringen")
    secretary.sees(f"{candidates[0][0]} ble valgt")
