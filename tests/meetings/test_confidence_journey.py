"""An executive council governs, and the council has it resign: in the browser, from a phone to the vote."""

import json

import pytest

from tests.browser import Person, chromium, served

GOVERNED = """
import json
from django.utils import timezone
from tannhjul.accounts.models import User
from tannhjul.elections import actions as elections
from tannhjul.meetings import queries
from tannhjul.meetings.actions import attendance
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.rules.lists import Line
by = User.objects.get(username="demo-sekretaer").acting("secretary")
today = timezone.localdate()
how = {"by": by, "today": today}
bodies.close_body(Body.objects.get(short="FSK"), **how)
byrad = bodies.create_body(
    "Byrådet", "BYR", "executive_council", power="decides", seats_total=3, **how
)
leader = Person.objects.get(user__username="demo-utvalgsleder")
election = elections.open_election(byrad, "proposal", **how)
named = ((leader.name, leader.gender), ("Kari Ny", "f"), ("Ola Nymann", "m"))
lines = [Line(n, "", name, "", gender) for n, (name, gender) in enumerate(named, 1)]
slate = elections.put_list(election, "Forslag 1", lines, by=by)
elections.count(election, {slate.pk: 20}, by=by, blank=7)
elections.take_effect(election, **how)
meeting = Meeting.objects.get(status="convened")
people = [row.person.pk for row in queries.expected(meeting)]
attendance.open_meeting(meeting, people, by=by, at=timezone.now())
print(json.dumps([meeting.pk, byrad.pk, leader.name, len(people)]))
"""
MOTION = """
import json
from tannhjul.meetings.models import Motion
row = Motion.objects.get(kind="confidence")
print(json.dumps([row.pk, row.item_id]))
"""


@pytest.mark.browser
@pytest.mark.once
def test_the_council_has_an_executive_council_resign(lillevik):
    meeting, byrad, leader, present = json.loads(lillevik.ask(GOVERNED))
    with served(lillevik) as address, chromium() as browser:
        member = Person(browser, address, 390, "representant")
        member.go(f"/moter/{meeting}/muligheter/")
        member.press("Mistillit: at kommunerådet eller et medlem skal fratre")
        member.write("Tittel", "Byrådet skal fratre")
        member.write("Tekst", "Det har ikke lenger flertall i kommunestyret.")
        member.press("Send")
        motion, _none = json.loads(lillevik.ask(MOTION))
        secretary = Person(browser, address, 1280, "sekretaer")
        _put_before(secretary, motion, present)
        _motion, item = json.loads(lillevik.ask(MOTION))
        _adopted(secretary, item)
        reader = Person(browser, address, 390)
        reader.go(f"/organer/{byrad}/")
        reader.sees(leader)
        reader.go(f"/motesak/{item}/")
        reader.sees("Byrådet skal fratre")


def _put_before(secretary, motion, present) -> None:
    """Too few demand that it is voted on at once, and then enough do."""
    secretary.go(f"/fra-folkevalgte/{motion}/")
    secretary.press("Sett det på sakslisten")
    secretary.write("Hvor mange av de møtende krever votering i dette møtet", "3")
    secretary.press("Lagre")
    secretary.sees("to tredeler")
    secretary.write("Hvor mange av de møtende krever votering i dette møtet", str(present))
    secretary.press("Lagre")


def _adopted(secretary, item) -> None:
    """The proposal is voted on, and the item ends in it."""
    secretary.go(f"/motesak/{item}/rom/")
    secretary.press("Begynn å behandle saken")
    secretary.unfold("Nytt forslag")
    secretary.write("Forslag til vedtak", "Byrådet skal fratre.")
    secretary.press("Legg forslaget på bordet")
    secretary.choose("Måte", "Enstemmig", within="form:has(select[name='proposal'])")
    secretary.press("Sett under votering", within="form:has(select[name='proposal'])")
    secretary.sees("Enstemmig")
    secretary.press("Avslutt saken", within="form[action$='avslutt/']")
    secretary.sees("Saken er avsluttet")
