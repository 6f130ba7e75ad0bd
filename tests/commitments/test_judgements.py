"""What is judged of anything: counted, never scored, answered once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.commitments.actions import judgements, promises
from tannhjul.commitments.models import Commitment, Judgement
from tannhjul.commitments.queries import judgements as queries
from tannhjul.core import inbox
from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.organisation.models import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(users, today):
    """A promise that has been reported done, of which nobody has judged anything."""
    row = Commitment.objects.filter(status="open").first()
    return promises.report_done(row, "Gjort.", by=users["kommunedirektor"], today=today)


@pytest.fixture
def members(council, today):
    return [seat.person for seat in Seat.objects.on(today).filter(body=council, kind="member")[:3]]


def _judge(promise, person, verdict, today, **more):
    return judgements.judge(
        "reached", promise, verdict, "Fordi.", person, by=person.user, today=today, **more
    )


def _counts(promise, day):
    rows = queries.counting(queries.of("reached", promise), day)
    return [(str(says), number) for says, number in queries.counted("reached", rows)]


def test_each_is_counted_once_by_the_newest(promise, members, today):
    a, b, c = members
    for person, verdict in ((a, "no"), (b, "yes"), (c, "yes"), (a, "yes")):
        _judge(promise, person, verdict, today)
    assert _counts(promise, today) == [("Målet er nådd", 3)]
    assert queries.of("reached", promise).count() == 4


def test_what_holds_until_a_day_counts_no_more_after_it(promise, members, today):
    _judge(promise, members[0], "yes", today, until=today + timedelta(days=3))
    assert _counts(promise, today + timedelta(days=3)) == [("Målet er nådd", 1)]
    assert _counts(promise, today + timedelta(days=4)) == []
    with pytest.raises(Refused, match="allerede passert"):
        _judge(promise, members[0], "yes", today, until=today - timedelta(days=1))


def test_what_is_not_done_yet_cannot_be_judged(members, today):
    row = Commitment.objects.filter(status="open").first()
    with pytest.raises(Refused, match="kan ikke vurderes"):
        _judge(row, members[0], "yes", today)


def test_a_member_judges_on_the_page_and_the_owner_answers(promise, browse, users, today):
    url = reverse("commitments:judge", args=["reached", "oppfolgingspunkt", promise.pk])
    member = browse("ordforer")
    assert url in member.get(promise.get_absolute_url()).content.decode()
    assert member.post(url, {"verdict": "yes", "why": ""}).status_code == 422
    assert member.post(url, {"verdict": "kanskje", "why": "Ja"}).status_code == 422
    assert (
        member.post(url, {"verdict": "partly", "why": "Halve veien er ferdig."}).status_code == 302
    )
    row = Judgement.objects.latest("pk")
    leader = users["enhetsleder"].person
    Commitment.objects.filter(pk=promise.pk).update(owner=leader)
    answer = reverse("commitments:answer", args=[row.pk])
    assert answer in [task.url for task in inbox.tasks(users["enhetsleder"], today)]
    assert browse("saksbehandler").post(answer, {"text": "Jeg"}).status_code in (403, 404)
    assert browse("enhetsleder").post(answer, {"text": "Resten kommer i mai."}).status_code == 302
    assert browse("enhetsleder").post(answer, {"text": "En gang til"}).status_code == 422
    text = browse().get(promise.get_absolute_url()).content.decode()
    assert "Halve veien er ferdig." in text
    assert "Resten kommer i mai." in text
    assert "Delvis nådd: <strong>1</strong>" in " ".join(text.split())


@pytest.mark.parametrize("who", ["saksbehandler", "kommunedirektor", "sekretaer", "journalist"])
def test_only_elected_members_judge_what_came_of_it(promise, browse, who):
    url = reverse("commitments:judge", args=["reached", "oppfolgingspunkt", promise.pk])
    data = {"verdict": "yes", "why": "Fint"}
    assert browse(who).post(url, data).status_code in (403, 404)
    assert not queries.of("reached", promise).exists()


@pytest.mark.parametrize(
    "address", ["principle/sak/1", "reached/vedtak/1", "finnes-ikke/sak/1", "reached/x/1"]
)
def test_what_nobody_judges_so_has_no_page(browse, address):
    assert browse("ordforer").get(f"/skjonn/{address}/").status_code == 404


def test_the_event_belongs_where_the_promise_does_and_proves_the_text(promise, members, today):
    row = _judge(promise, members[0], "yes", today)
    event = Event.objects.get(verb="commitments.judge", subject_id=row.pk)
    assert event.arena == promise.about.body_id
    assert event.unit == promise.unit_id
    assert event.phase == "follow_up"
    assert event.content
