"""Several are challenged in one case, in the browser: none of them decides on another, and deputies step in."""

import json

import pytest

from tests.browser import Person, chromium, served
from tests.meetings.test_live_server import BEGIN

FACTS = """
import json
from django.utils import timezone
from tannhjul.meetings import queries
from tannhjul.meetings.models import Item
item = Item.objects.get(status="open")
people = [row.person for row in queries.entitled(item, timezone.now())]
ours = [p.name for p in people if p.pk != item.meeting.chair_id]
print(json.dumps([item.pk, ours[:2], ours[2], len(people)]))
"""
VOTING = """
import json
from django.utils import timezone
from tannhjul.meetings import queries
from tannhjul.meetings.models import Item
item = Item.objects.get(status="open")
print(json.dumps([row.person.name for row in queries.entitled(item, timezone.now())]))
"""


@pytest.mark.browser
@pytest.mark.once
def test_two_are_challenged_in_one_case(lillevik):
    lillevik.ask(BEGIN)
    item, (one, two), third, number = json.loads(lillevik.ask(FACTS))
    with served(lillevik, "serve") as address, chromium() as browser:
        lillevik.env["TANNHJUL_DEMO"] = "1"
        secretary = Person(browser, address, 1280, "sekretaer")
        room = f"/motesak/{item}/rom/"
        secretary.go(room)
        for name, why in ((one, "Broren er søker."), (two, "Sitter i styret.")):
            secretary.unfold("Habilitet")
            secretary.choose("Hvem", name)
            secretary.write("Grunn", why)
            secretary.press("Reis spørsmålet")
        _decide(secretary, one, "Inhabil", [two], against=third)
        _decide(secretary, two, "Habil", [one])
        voting = json.loads(lillevik.ask(VOTING))
        assert one not in voting
        assert two in voting
        reader = Person(browser, address, 390)
        reader.go(f"/motesak/{item}/")
        reader.sees(one)


def _decide(secretary, name, finding, not_asked, against="") -> None:
    """The body decides on one; the other who is challenged is not among those who do."""
    card = secretary.page.locator("section.card", has_text=f"Er {name} habil?")
    offered = card.inner_text()
    assert not [other for other in not_asked if f"\n{other}" in offered]
    card.get_by_label("Organet avgjorde").select_option(label=finding)
    if against:
        card.get_by_label(against, exact=True).check()
    secretary.follow(card.get_by_role("button", name="Før avgjørelsen"))
