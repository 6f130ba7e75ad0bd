"""The live room on a real server: streams that hold, ballots that arrive all at once."""

import http.client
import json
import threading
import time
import urllib.parse
import urllib.request
from contextlib import closing, suppress

import pytest

from tests.browser import served
from tests.installation import installation

BEGIN = """
from django.utils import timezone
from tannhjul.accounts.models import User
from tannhjul.meetings import queries
from tannhjul.meetings.actions import attendance, debate
from tannhjul.meetings.models import Meeting
by = User.objects.get(username="demo-sekretaer").acting("secretary")
meeting = Meeting.objects.get(status="convened")
people = [e.person.pk for e in queries.expected(meeting)]
attendance.open_meeting(meeting, people, by=by, at=timezone.now())
debate.start_item(meeting.items.first(), by=by)
"""
OPEN = """
import json
from django.utils import timezone
from tannhjul.accounts.models import RoleAssignment, SignIn, User
from tannhjul.organisation.models import Person
from tannhjul.meetings import queries, voting
from tannhjul.meetings.actions import counting, debate, votes
from tannhjul.meetings.models import Item
by = User.objects.get(username="demo-sekretaer").acting("secretary")
item = Item.objects.get(status="open")
people = [row.person for row in queries.entitled(item, timezone.now())]
for vote in item.votes.filter(status="open"):
    rest = {p.pk: "for" for p in people if not vote.ballots.filter(person=p).exists()}
    counting.enter_missing(vote, rest, by=by, at=timezone.now())
row = debate.propose(item, "other", "Forslag", by=by)
vote = votes.open_vote(item, "electronic", row, by=by, at=timezone.now())
today = timezone.localdate()
papers = []
for person in people:
    user = person.user or User.objects.create(username=f"m{person.pk}", name=person.name)
    Person.objects.filter(pk=person.pk).update(user=user)
    RoleAssignment.objects.get_or_create(user=user, role="councillor", defaults={"valid_from": today})
    SignIn.objects.get_or_create(user=user, session_key=f"key{user.pk}", defaults={"at": timezone.now()})
    papers.append(voting.signed_paper(vote, person, user.acting("councillor"), f"key{user.pk}"))
print(json.dumps({"meeting": item.meeting_id, "item": item.pk, "vote": vote.pk, "papers": papers}))
"""
ACT = """
from django.utils import timezone
from tannhjul.meetings.actions import counting, debate, floor
from tannhjul.meetings.models import Vote
vote = Vote.objects.get(pk=VOTE)
how = dict(by=None, at=timezone.now())
"""
BALLOTS = """
from tannhjul.core.models import Event
from tannhjul.meetings.models import Ballot
rows = Ballot.objects.filter(vote=VOTE)
cast = Event.objects.filter(verb="meetings.cast", facts__vote=VOTE)
print(rows.count(), rows.values("person").distinct().count(), cast.count())
"""


@pytest.fixture(scope="module")
def in_session(demonstration, tmp_path_factory):
    """Lillevik with its council in session."""
    with installation(tmp_path_factory.mktemp("live") / "home", like=demonstration) as house:
        house.ask(BEGIN)
        yield house


@pytest.fixture(scope="module")
def server(in_session):
    """Its address."""
    with served(in_session, "serve") as address:
        yield address


@pytest.fixture
def meeting(in_session, server):
    """The meeting, with a new electronic vote open."""
    return Room(in_session, server, **json.loads(in_session.ask(OPEN)))


SECRETLY = """
import threading
import time
from django.db import connection
from django.utils import timezone
from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import queries
from tannhjul.meetings.actions import ballots, counting, debate, votes
from tannhjul.meetings.models import Item, Vote
item = Item.objects.get(status="open")
for vote in item.votes.filter(status="open"):
    votes.annul_vote(vote, by=None)
names = [debate.propose(item, "candidate", name, by=None) for name in ("Ada", "Bo")]
at = timezone.now()
vote = votes.open_vote(item, "secret", by=None, at=at, among=names)
people = [row.person for row in queries.entitled(item, at)]
faults = []
def cast(person, choice):
    try:
        ballots.vote_oneself(vote, person, choice, by=None, at=timezone.now())
    except Exception as fault:
        faults.append(repr(fault))
    finally:
        connection.close()
def count():
    try:
        while True:
            try:
                counting.close_vote(vote, by=None, at=timezone.now())
                return
            except (Breach, Refused):
                time.sleep(0.01)
    finally:
        connection.close()
choices = [("blank", "1", "2")[n % 3] for n in range(len(people))]
threads = [threading.Thread(target=cast, args=pair) for pair in zip(people, choices)]
threads.append(threading.Thread(target=count))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(120)
vote = Vote.objects.get(pk=vote.pk)
print(faults, vote.status, vote.blank, [row.votes for row in vote.options.all()])
"""


NAMED = """
import threading
import time
from django.db import connection
from django.utils import timezone
from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import queries
from tannhjul.meetings.actions import ballots, counting, debate, votes
from tannhjul.meetings.models import Item, Vote
item = Item.objects.get(status="open")
for vote in item.votes.filter(status="open"):
    votes.annul_vote(vote, by=None)
at = timezone.now()
vote = votes.open_vote(item, "electronic", debate.propose(item, "other", "Ja", by=None), by=None, at=at)
people = [row.person for row in queries.entitled(item, at)]
answered, faults = {}, []
def cast(person):
    try:
        ballots.vote_oneself(vote, person, "for", by=None, at=timezone.now())
        answered[person.pk] = True
    except (Breach, Refused):
        answered[person.pk] = False
    except Exception as fault:
        faults.append(repr(fault))
    finally:
        connection.close()
def enter():
    rest = {person.pk: "against" for person in people}
    try:
        while True:
            try:
                counting.enter_missing(vote, rest, by=None, at=timezone.now())
                return
            except (Breach, Refused):
                time.sleep(0.01)
    finally:
        connection.close()
threads = [threading.Thread(target=cast, args=(person,)) for person in people]
threads.insert(9, threading.Thread(target=enter))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(120)
vote = Vote.objects.get(pk=vote.pk)
kept = {row.person_id: (row.choice, row.by_secretary) for row in vote.ballots.all()}
said = {True: ("for", False), False: ("against", True)}
wrong = [pk for pk, told in answered.items() if kept[pk] != said[told]]
print(faults, wrong, vote.status, len(kept), vote.votes_for + vote.votes_against)
"""


class Room:
    """The meeting, and how one reaches it."""

    def __init__(self, house, address, meeting, item, vote, papers):
        self.house, self.address = house, address.removeprefix("http://")
        self.meeting, self.item, self.vote, self.papers = meeting, item, vote, papers

    def hand_in(self, paper, choice="for", vote=None):
        """(status, where to) of one ballot."""
        body = urllib.parse.urlencode({"paper": paper, "choice": choice})
        return self.send("POST", f"/votering/{vote or self.vote}/stem/", body)

    def send(self, method, path, body=None):
        """(status, where to) of one request."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection(self.address, timeout=30)) as line:
            line.request(method, path, body, kind)
            with line.getresponse() as answer:
                answer.read()
                return answer.status, answer.getheader("Location", "")

    def act(self, text):
        return self.house.ask(ACT.replace("VOTE", str(self.vote)) + text)

    def ballots(self):
        """(ballots, people, events) of the vote."""
        found = self.house.ask(BALLOTS.replace("VOTE", str(self.vote)))
        return tuple(map(int, found.split()))


class Stream(threading.Thread):
    """Someone who watches, and what has come."""

    def __init__(self, room, meeting=None, query="sprak=nb"):
        super().__init__(daemon=True)
        self.url = f"http://{room.address}/direkte/{meeting or room.meeting}/strom/?{query}"
        self.seen: list[tuple[str, str]] = []
        self.start()

    def run(self):
        name, lines = "", []
        with urllib.request.urlopen(self.url, timeout=60) as answer, suppress(OSError, ValueError):
            for raw in answer:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    name, lines = line[7:], []
                elif line.startswith("data: "):
                    lines.append(line[6:])
                elif not line and name:
                    self.seen.append((name, " ".join(" ".join(lines).split())))
                    name = ""

    def waits_for(self, name, text, seconds=15):
        for _ in range(seconds * 20):
            if any(kind == name and text in data for kind, data in self.seen):
                return True
            time.sleep(0.05)
        raise AssertionError(f"{text} did not come: {self.seen[-3:]}")


def test_watchers_see_what_happens_when_it_happens(meeting):
    early = Stream(meeting)
    hall = Stream(meeting, query="sprak=nn&vis=hall")
    early.waits_for("room", "Votering nå")
    hall.waits_for("hall", "Røysting no")
    assert meeting.hand_in(meeting.papers[0]) == (302, f"/moter/{meeting.meeting}/direkte/")
    early.waits_for("clock", "<strong>1</strong> av 27")
    asks = "floor.ask(vote.item, vote.item.meeting.chair, 'speech', **how)"
    meeting.act(asks)
    early.waits_for("room", "<li> Anne Nygård (AP)")
    late = Stream(meeting)
    late.waits_for("room", "<li> Anne Nygård (AP)")
    late.waits_for("clock", "<strong>1</strong> av 27")
    rooms = [data for kind, data in early.seen if kind == "room"]
    meeting.hand_in(meeting.papers[1])
    early.waits_for("clock", "<strong>2</strong> av 27")
    assert [data for kind, data in early.seen if kind == "room"] == rooms
    assert len({data for kind, data in early.seen if kind == "vote"}) == 1


def test_ballots_that_arrive_at_once_are_each_recorded_once(meeting):
    answers = []

    def press(paper):
        answers.append(meeting.hand_in(paper)[0])

    presses = [threading.Thread(target=press, args=[p]) for p in meeting.papers for _ in "ab"]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert answers == [302] * 54
    assert meeting.ballots() == (27, 27, 27)
    meeting.act("counting.close_vote(vote, **how)")


TOGETHER = """
import threading
from django.db import connection
from django.utils import timezone
from tannhjul.core.journal import Actor
from tannhjul.meetings.actions.ballots import Handed, hand_in
from tannhjul.meetings.voting import read_paper
papers = [read_paper(paper) for paper in PAPERS]
rows = [Handed(p.person, "for", Actor(p.user, p.acting_as), p.sign_in) for p in papers]
start, heard = threading.Barrier(8), []
def process():
    start.wait()
    try:
        heard.append(len(hand_in(VOTE, rows, at=timezone.now())))
    except Exception as fault:
        heard.append(repr(fault))
    finally:
        connection.close()
threads = [threading.Thread(target=process) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(120)
print(heard)
"""


def test_processes_that_record_the_same_ballots_at_once_all_find_them_recorded(meeting):
    text = TOGETHER.replace("PAPERS", repr(meeting.papers)).replace("VOTE", str(meeting.vote))
    assert meeting.house.ask(text).strip() == str([27] * 8)
    assert meeting.ballots() == (27, 27, 27)


def test_a_ballot_that_is_not_sound_is_not_recorded(meeting):
    first, second = meeting.papers[:2]
    assert meeting.hand_in(first, "for")[0] == 302
    assert meeting.hand_in(first, "for")[0] == 302
    for paper, choice, vote in (
        (first, "against", None),
        (second, "maybe", None),
        (second, "blank", None),
        (second[:-2] + "xx", "for", None),
        ("", "for", None),
        (second, "for", meeting.vote + 1),
        (second + "x" * 20_000, "for", None),
    ):
        status, _where = meeting.hand_in(paper, choice, vote)
        assert status in (302, 403, 404), (paper[:20], choice, status)
    assert meeting.ballots() == (1, 1, 1)
    assert meeting.hand_in(second, "for")[0] == 302
    assert meeting.ballots() == (2, 2, 2)


@pytest.mark.parametrize(
    "gone",
    [
        "User.objects.filter(person__pk=PK).update(is_active=False)",
        "SignIn.objects.filter(user__person__pk=PK).delete()",
        "RoleAssignment.objects.filter(user__person__pk=PK).delete()",
    ],
)
def test_a_ballot_is_worth_nothing_without_the_account_it_was_given_to(meeting, gone):
    head = "from tannhjul.accounts.models import RoleAssignment, SignIn, User\nfrom tannhjul.meetings.voting import read_paper\n"
    last = meeting.papers[-1]
    person = meeting.house.ask(head + f"print(read_paper({last!r}).person)")
    meeting.house.ask(head + gone.replace("PK", person))
    meeting.hand_in(last)
    assert meeting.ballots() == (0, 0, 0)
    meeting.house.ask(head + f"User.objects.filter(person__pk={person}).update(is_active=True)")


def test_after_the_count_a_ballot_is_refused(meeting):
    for paper in meeting.papers:
        meeting.hand_in(paper)
    meeting.act("counting.close_vote(vote, **how)")
    status, where = meeting.hand_in(meeting.papers[0], "against")
    assert (status, "direkte" in where) != (302, True)
    assert meeting.ballots() == (27, 27, 27)


def test_secret_ballots_all_at_once_are_each_counted_while_the_chair_counts(in_session):
    """No ballot waits for the count for ever, none is lost, and none is counted twice."""
    assert in_session.ask(SECRETLY) == "[] closed 9 [9, 9, 9]"


def test_named_ballots_that_come_as_the_chair_counts_are_counted_or_refused(in_session):
    """Whoever was told that the ballot was taken has it counted; for the others the chair's entry stands."""
    assert in_session.ask(NAMED) == "[] [] closed 27 27"


def test_a_server_killed_in_the_middle_keeps_what_it_answered(in_session):
    facts = json.loads(in_session.ask(OPEN))
    with served(in_session, "serve") as address:
        room = Room(in_session, address, **facts)
        answered = [room.hand_in(paper)[0] for paper in room.papers[:10]]
        Stream(room).waits_for("clock", "<strong>10</strong>")
    assert answered == [302] * 10
    with served(in_session, "serve") as address:
        room = Room(in_session, address, **facts)
        assert room.ballots() == (10, 10, 10)
        assert [room.hand_in(paper)[0] for paper in room.papers] == [302] * 27
        Stream(room).waits_for("clock", "<strong>27</strong>")
        assert room.ballots() == (27, 27, 27)


def test_no_stream_where_there_is_no_meeting(meeting):
    assert meeting.send("GET", "/direkte/999999/strom/")[0] == 204
    assert meeting.send("GET", "/direkte/1/strom/")[0] == 204, "the meeting is over"
    assert meeting.send("GET", "/direkte/x/strom/")[0] == 404
    assert meeting.send("POST", f"/direkte/{meeting.meeting}/strom/")[0] == 405
