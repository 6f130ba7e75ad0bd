"""The live room in a real browser: on phones, in the hall, without scripts, without network."""

import pytest

from tests.browser import Person, chromium, served

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.once]
COMING = """
from tannhjul.meetings.models import Meeting
print(Meeting.objects.get(status="convened").pk)
"""
OPEN_VOTE = """
from django.utils import timezone
from tannhjul.accounts.models import User
from tannhjul.meetings import queries
from tannhjul.meetings.actions import attendance, debate, votes
from tannhjul.meetings.models import Meeting
by = User.objects.get(username="demo-sekretaer").acting("secretary")
meeting = Meeting.objects.get(status="convened")
now = timezone.now()
attendance.open_meeting(meeting, [e.person.pk for e in queries.expected(meeting)], by=by, at=now)
item = debate.start_item(meeting.items.first(), by=by)
votes.open_vote(item, "electronic", item.proposals.first(), by=by, at=now)
print(item.pk)
"""


def test_members_vote_on_their_phones_and_the_secretary_counts(lillevik):
    """The live room: what is opened and counted appears by itself, on phones and in the hall."""
    with served(lillevik) as address, chromium() as browser:
        people = {
            name: Person(browser, address, width, who, keyboard=keyboard)
            for name, width, who, keyboard in (
                ("councillor", 390, "representant", True),
                ("leader", 390, "gruppeleder", False),
                ("desk", 1280, "sekretaer", False),
                ("hall", 1280, "", False),
                ("reader", 390, "", False),
            )
        }
        councillor, leader, desk, hall, reader = people.values()
        meeting = lillevik.ask(COMING)
        for person in (councillor, leader, reader):
            person.go(f"/moter/{meeting}/direkte/")
            person.sees("følger det av seg selv")
        hall.page.goto(f"{address}/moter/{meeting}/skjerm/")
        item = lillevik.ask(OPEN_VOTE)
        for person in (hall, reader):
            person.comes("Votering nå")
        councillor.comes("Din stemme")
        councillor.look()
        councillor.press("Mot")
        councillor.sees("Du har stemt")
        hall.comes("1 av 27 har stemt")
        leader.press("For")
        leader.sees("Du har stemt")
        leader.press("Innlegg")
        desk.go(f"/motesak/{item}/rom/")
        desk.sees("25 har ikke stemt ennå")
        desk.look()
        for fieldset in desk.page.locator("form.ballots fieldset").all():
            fieldset.locator("input").first.check()
        desk.press("Tell opp voteringen")
        for person in (hall, reader, councillor):
            person.comes("Forslag 1: Vedtatt")
            person.look()
        name = leader.page.locator(".who span").first.inner_text()
        desk.press(f"Gi {name} ordet")
        hall.comes(f"{name} (")
        reader.go(f"/motesak/{item}/")
        reader.sees("ført inn av sekretæren")
        assert "Din stemme" not in reader.page.content()


@pytest.mark.once
def test_the_public_follows_without_javascript(lillevik):
    """The page reads itself anew where no script runs."""
    with served(lillevik) as address, chromium() as browser:
        plain = browser.new_context(java_script_enabled=False)
        page = plain.new_page()
        meeting = lillevik.ask(COMING)
        page.goto(f"{address}/moter/{meeting}/direkte/")
        assert "følger det av seg selv" in page.content()
        lillevik.ask(OPEN_VOTE)
        page.wait_for_selector("text=Votering nå", timeout=15_000)
        plain.close()


BALLOT_OF = """
from tannhjul.meetings.models import Ballot
own = Ballot.objects.filter(person__user__username="demo-representant", vote__status="open")
print(list(own.values_list("choice", flat=True)))
"""
NEXT_ITEM = """
from django.utils import timezone
from tannhjul.accounts.models import User
from tannhjul.meetings import queries
from tannhjul.meetings.actions import debate, minutes, votes
from tannhjul.meetings.models import Meeting, Vote
by = User.objects.get(username="demo-sekretaer").acting("secretary")
meeting = Meeting.objects.get(status="open", body__short="KST")
now = timezone.now()
vote = Vote.objects.get(status="open")
votes.annul_vote(vote, by=by)
minutes.conclude(vote.item, "postponed", by=by, at=now)
item = debate.start_item(meeting.items.filter(status="waiting").first(), by=by)
votes.open_vote(item, "electronic", item.proposals.first(), by=by, at=now)
print(item.title)
"""


def test_a_phone_without_network_comes_back_to_where_the_meeting_is(lillevik):
    """What is pressed without network is not lost unseen, and not counted in another vote."""
    with served(lillevik) as address, chromium() as browser:
        member = Person(browser, address, 390, "representant")
        meeting = lillevik.ask(COMING)
        member.go(f"/moter/{meeting}/direkte/")
        lillevik.ask(OPEN_VOTE)
        member.comes("Din stemme")
        member.context.set_offline(True)
        ballot = member.page.locator("#ballot input[name=paper]").get_attribute("value")
        title = lillevik.ask(NEXT_ITEM)
        member.page.wait_for_timeout(3_000)
        still = member.page.locator("#ballot input[name=paper]").get_attribute("value")
        assert still == ballot, "an unsent ballot is not overwritten"
        member.context.set_offline(False)
        member.comes(title, seconds=30)
        member.page.wait_for_selector(
            f'#ballot input[name=paper]:not([value="{ballot}"])', state="attached"
        )
        member.press("Mot")
        member.sees("Du har stemt")
    assert lillevik.ask(BALLOT_OF) == "['against']"


@pytest.mark.once
def test_a_phone_whose_clock_is_wrong_votes_like_the_others(lillevik):
    with served(lillevik) as address, chromium() as browser:
        member = Person(browser, address, 390, "representant")
        member.page.clock.set_fixed_time("2019-01-01T03:00:00")
        meeting = lillevik.ask(COMING)
        member.go(f"/moter/{meeting}/direkte/")
        lillevik.ask(OPEN_VOTE)
        member.comes("Din stemme")
        member.press("For")
        member.sees("Du har stemt")
    assert lillevik.ask(BALLOT_OF) == "['for']"
