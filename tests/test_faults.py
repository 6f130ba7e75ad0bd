"""Many at once, and killed in the middle: every action is whole or absent."""

import json
import random
import signal
import time

import pytest

from tests.conftest import data
from tests.exchange.karlsruhe import sample
from tests.installation import installation
from tests.long import times

pytestmark = [pytest.mark.django_db, pytest.mark.faults]

OPEN_CASES = """
from datetime import date
from tannhjul.cases.actions import open_case
for n in range(int(sys.argv[2])):
    open_case(f"Sak {sys.argv[1]}-{n}", by=None, today=date(2026, 5, 1))
"""


def test_eight_who_open_many_cases_each_get_every_number_once(house):
    each = times(40, 200)
    workers = [house.script(OPEN_CASES, str(n), str(each)) for n in range(8)]
    for worker in workers:
        _out, err = worker.communicate(timeout=400)
        assert worker.returncode == 0, err
    numbers = json.loads(
        house.ask(
            "import json\nfrom tannhjul.cases.models import Case\nprint(json.dumps(list(Case.objects.order_by('number').values_list('number', flat=True))))"
        )
    )
    assert numbers == list(range(1, 8 * each + 1))
    assert house.run("journal", "verify").returncode == 0


BOTH_CONVENE = """
from datetime import date
from django.utils import timezone
from tannhjul.core.flow import IllegalMove
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Meeting
try:
    agenda.convene(Meeting.objects.get(place="Prøve"), by=None, today=timezone.localdate())
    print("convened")
except IllegalMove:
    print("too late")
"""

A_MEETING = """
from datetime import timedelta
from django.utils import timezone
from tannhjul.meetings.actions import agenda
from tannhjul.cases.models import Step
from tannhjul.organisation.models import Body
body = Body.objects.get(short="HHO")
meeting = agenda.plan(body, timezone.now() + timedelta(days=10, seconds=SECONDS), by=None, place="Prøve")
for step in body.steps.filter(status="waiting", case__status="ready"):
    agenda.add_case(meeting, step, by=None)
for n in range(30):
    agenda.add_item(meeting, f"Orientering {n}", by=None)
"""


def test_two_secretaries_convene_at_once_and_one_does(lillevik):
    lillevik.ask(A_MEETING.replace("SECONDS", "0"))
    both = [lillevik.script(BOTH_CONVENE) for _ in range(2)]
    said = sorted(process.communicate(timeout=120)[0].strip() for process in both)
    assert said == ["convened", "too late"]


STATE = """
import json
from tannhjul.core.models import Event
from tannhjul.meetings.models import Meeting
m = Meeting.objects.get(place="Prøve")
print(json.dumps([m.status, m.documents.count(), m.convened_on is not None,
    Event.objects.filter(verb="meetings.convene", subject_id=m.pk).count(),
    sum(i.number is not None for i in m.items.all()) in (0, m.items.count())]))
"""


def _kill(process, after):
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_convening_killed_in_the_middle_is_whole_or_absent(lillevik):
    lillevik.ask(A_MEETING.replace("SECONDS", "0"))
    chance = random.Random(7)
    for _ in range(times(4, 60)):
        _kill(lillevik.script(BOTH_CONVENE), chance.uniform(0.05, 0.6))
        status, documents, dated, events, numbered = json.loads(lillevik.ask(STATE))
        assert numbered
        assert (status, documents, dated, events) in (
            ("planned", 0, False, 0),
            ("convened", 1, True, 1),
        )
    lillevik.ask(BOTH_CONVENE)
    assert json.loads(lillevik.ask(STATE))[:2] == ["convened", 1]
    verified = lillevik.run("journal", "verify")
    assert verified.returncode == 0, verified.stdout


VOTING = """
from django.utils import timezone
from tannhjul.meetings import queries
from tannhjul.meetings.actions import attendance, counting, debate, votes
from tannhjul.meetings.models import Meeting
meeting = Meeting.objects.get(place="Prøve")
now = timezone.now()
if meeting.status == "convened":
    attendance.open_meeting(meeting, [e.person.pk for e in queries.expected(meeting)], by=None, at=now)
item = meeting.items.first()
if item.status == "waiting":
    debate.start_item(item, by=None)
open_vote = item.votes.filter(status="open").first()
if open_vote:
    counting.count(open_vote, set(), by=None, at=timezone.now())
print("ready", flush=True)
while True:
    row = debate.propose(item, "other", "Forslag", by=None)
    vote = votes.open_vote(item, "hands", row, by=None, at=timezone.now())
    counting.count(vote, set(), by=None, at=timezone.now())
"""

WHOLE = """
import json
from tannhjul.meetings.models import Vote
print(json.dumps([[v.status, v.ballots.count(), v.votes_for, v.entitled] for v in Vote.objects.filter(item__meeting__place="Prøve")]))
"""


def test_a_vote_killed_in_the_middle_is_counted_or_still_open(lillevik):
    lillevik.ask(A_MEETING.replace("SECONDS", "0"))
    lillevik.ask(BOTH_CONVENE)
    chance = random.Random(11)
    for _ in range(times(3, 60)):
        process = lillevik.script(VOTING)
        assert process.stdout.readline().strip() == "ready", process.stderr.read()
        _kill(process, chance.uniform(0.1, 0.6))
        rows = json.loads(lillevik.ask(WHOLE))
        assert all(row == ["closed", 9, 9, 9] or row == ["open", 0, 0, 9] for row in rows)
        assert sum(row[0] == "open" for row in rows) <= 1
    assert len(rows) > 3
    assert lillevik.run("journal", "verify").returncode == 0


BOTH_VOTE = """
from django.utils import timezone
from tannhjul.core.law import Refused
from tannhjul.meetings import queries
from tannhjul.meetings.actions import ballots, votes
from tannhjul.meetings.models import Vote
vote = Vote.objects.get(status="open")
people = [row.person_id for row in queries.entitled(vote.item, timezone.now())]
done = 0
for person in people:
    try:
        ballots.cast(vote, {person: sys.argv[1]}, by=None, at=timezone.now())
        done += 1
    except Refused:
        pass
print(done)
"""


def test_two_who_record_the_same_ballots_at_once_record_each_once(lillevik):
    lillevik.ask(A_MEETING.replace("SECONDS", "0"))
    lillevik.ask(BOTH_CONVENE)
    lillevik.ask(
        VOTING.split("print(")[0]
        + "row = debate.propose(item, 'other', 'x', by=None)\nvotes.open_vote(item, 'hands', row, by=None, at=timezone.now())"
    )
    both = [lillevik.script(BOTH_VOTE, choice) for choice in ("for", "against")]
    counts = [int(process.communicate(timeout=120)[0]) for process in both]
    assert sum(counts) == 9


COUNTS = """
import json
from tannhjul.cases.models import Case, Attachment
from tannhjul.documents.models import Document, Version
from tannhjul.meetings.models import Item, Meeting
from tannhjul.portal.models import Entry
print(json.dumps([m.objects.count() for m in (Case, Attachment, Document, Version, Meeting, Item, Entry)]))
"""


def test_an_import_killed_in_the_middle_goes_on_where_it_was(house, bare, tmp_path):
    whole = data("oparl-karlsruhe")
    folder = str(times(sample(tmp_path / "city", 250), whole))
    for after in times((2,), (2, 4, 7, 11)):
        _kill(house.start("import", "oparl", folder), after)
        verified = house.run("journal", "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
    assert house.run("import", "oparl", folder).returncode == 0
    with installation(tmp_path / "undisturbed", like=bare) as other:
        assert other.run("import", "oparl", folder).returncode == 0
        assert json.loads(house.ask(COUNTS)) == json.loads(other.ask(COUNTS))
    assert house.run("journal", "verify").returncode == 0
