"""A vote that was recorded wrongly is put right: while the item is treated, and when the minutes are out (wild N2)."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tannhjul.core import content
from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.documents import intake
from tannhjul.meetings import papers
from tannhjul.meetings.actions import correcting, counting, debate, minutes, votes
from tannhjul.meetings.models import Correction, Meeting, Vote
from tannhjul.meetings.queries import entitled
from tests import checking as check
from tests.reading import text_of

pytestmark = pytest.mark.django_db
WHY = "To navn var byttet om."


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def act(secretary, at):
    return {"by": secretary, "at": at}


@pytest.fixture
def counted(item, act):
    """(vote, who was recorded as against): two against."""
    if not item.proposals.exists():
        debate.propose(item, "recommendation", "Planen vedtas.", by=act["by"])
    vote = votes.open_vote(item, "hands", item.proposals.first(), **act)
    against = {row.person_id for row in entitled(item, act["at"])[:2]}
    return counting.count(vote, against, **act), against


def _swapped(vote, against):
    """The same numbers with one other name against."""
    people = list(vote.ballots.values_list("person_id", flat=True))
    other = next(pk for pk in people if pk not in against)
    right = {other, *list(against)[1:]}
    return {pk: "against" if pk in right else "for" for pk in people}, other


def _sent(ballots, **more):
    return {f"person_{pk}": choice for pk, choice in ballots.items()} | {
        "why": WHY,
        "based_on": 0,
        **more,
    }


def _text(version):
    return " ".join(text_of(intake.fetch(version.key)).split())


class TestNames:
    def test_while_it_is_treated_the_names_are_put_right_and_it_is_said(self, counted, browse):
        vote, against = counted
        ballots, other = _swapped(vote, against)
        address = reverse("meetings:put_right", args=[vote.item_id, vote.pk])
        client = browse("sekretaer")
        assert WHY not in client.get(vote.item.get_absolute_url()).content.decode()
        assert client.post(address, _sent(ballots)).status_code == 302
        vote.refresh_from_db()
        assert (vote.votes_against, vote.result) == (2, "carried")
        assert vote.ballots.get(person=other).choice == "against"
        shown = browse().get(vote.item.get_absolute_url()).content.decode()
        assert WHY in shown
        event = Event.objects.filter(verb="meetings.correct_vote").latest("pk")
        assert event.facts == {"yes": vote.votes_for, "no": 2}
        assert check.everything() == []
        assert list(content.changed()) == [], "the log proves what it says now"

    def test_bad_input_changes_nothing_and_keeps_what_was_typed(self, counted, browse):
        vote, against = counted
        ballots, _other = _swapped(vote, against)
        address = reverse("meetings:put_right", args=[vote.item_id, vote.pk])
        client = browse("sekretaer")
        answer = client.post(address, _sent(ballots, why=""))
        assert answer.status_code == 422
        same = dict(vote.ballots.values_list("person_id", "choice"))
        answer = client.post(address, _sent(same))
        assert "står slik allerede" in answer.content.decode()
        assert WHY in answer.content.decode()
        assert (
            client.post(address, _sent(ballots, **{f"person_{min(ballots)}": "x"})).status_code
            == 422
        )
        for who in ("representant", "kommunedirektor", None):
            assert browse(who).post(address, _sent(ballots)).status_code in (302, 403)
        assert not Correction.objects.exists()
        assert vote.ballots.filter(choice="against").count() == 2

    def test_another_result_is_not_put_right_but_voted_on_again(self, counted, act, today):
        vote, _against = counted
        ballots = dict.fromkeys(vote.ballots.values_list("person_id", flat=True), "against")
        with pytest.raises(Refused, match="voterer på nytt"):
            correcting.correct(vote, ballots, WHY, today=today, **act)
        some = dict(list(ballots.items())[1:])
        with pytest.raises(Refused, match="for alle som stemte"):
            correcting.correct(vote, some, WHY, today=today, **act)
        assert not Correction.objects.exists()

    def test_a_secret_vote_has_no_names_to_put_right(self, counted, act, today):
        vote, _against = counted
        Vote.objects.filter(pk=vote.pk).update(method="secret")
        with pytest.raises(Refused, match="Bare voteringer med navn"):
            correcting.correct(vote, {}, WHY, today=today, **act)

    def test_two_who_put_it_right_at_once_do_not_undo_one_another(self, counted, browse):
        vote, against = counted
        ballots, _other = _swapped(vote, against)
        address = reverse("meetings:put_right", args=[vote.item_id, vote.pk])
        assert browse("sekretaer").post(address, _sent(ballots)).status_code == 302
        stale = dict.fromkeys(ballots, "for")
        answer = browse("sekretaer").post(address, _sent(stale))
        assert answer.status_code == 422
        assert "rettet den i mellomtiden" in answer.content.decode()
        assert vote.ballots.filter(choice="against").count() == 2


class TestAgain:
    def test_what_was_withdrawn_since_is_not_on_the_table_again(self, counted, item, act):
        vote, _against = counted
        item.proposals.update(status="withdrawn")
        correcting.annul_counted(vote, WHY, **act)
        assert item.proposals.first().status == "withdrawn"

    def test_a_wrong_count_is_annulled_and_the_body_votes_again(self, counted, item, act, browse):
        vote, _against = counted
        assert item.proposals.first().status == "carried"
        address = reverse("meetings:put_right", args=[item.pk, vote.pk])
        ballots = dict(vote.ballots.values_list("person_id", "choice"))
        client = browse("sekretaer")
        assert client.post(address, _sent(ballots, again="on")).status_code == 302
        vote.refresh_from_db()
        assert vote.result == "annulled"
        assert item.proposals.first().status == "tabled"
        again = votes.open_vote(item, "hands", item.proposals.first(), **act)
        everyone = {row.person_id for row in entitled(item, act["at"])}
        again = counting.count(again, everyone, **act)
        assert again.result == "lost"
        shown = browse().get(item.get_absolute_url()).content.decode()
        assert WHY in shown
        assert "vedtatt" in Correction.objects.get().was.lower()
        assert item.proposals.first().status == "lost"
        minutes.conclude(item, "rejected", **act)
        assert check.everything() == []

    def test_only_the_last_and_only_while_it_is_treated(self, counted, item, act):
        vote, _against = counted
        with pytest.raises(Refused, match="annullert"):
            correcting.annul_counted(correcting.annul_counted(vote, WHY, **act), WHY, **act)
        second = votes.open_vote(item, "hands", item.proposals.first(), **act)
        with pytest.raises(Refused, match="ikke talt opp"):
            correcting.annul_counted(second, WHY, **act)
        second = counting.count(second, set(), **act)
        other = debate.propose(item, "addition", "Og en strand.", by=act["by"])
        third = counting.count(votes.open_vote(item, "hands", other, **act), set(), **act)
        with pytest.raises(Refused, match="den siste først"):
            correcting.annul_counted(second, WHY, **act)
        correcting.annul_counted(third, WHY, **act)
        minutes.conclude(item, "recommended", **act)
        with pytest.raises(Refused):
            correcting.annul_counted(second, WHY, **act)


class TestMinutes:
    @pytest.fixture
    def closed(self, counted, item, act):
        minutes.conclude(item, "recommended", **act)
        for row in item.meeting.items.exclude(status="done"):
            minutes.conclude(debate.start_item(row, by=act["by"]), "noted", **act)
        signer = item.meeting.presences.first().person
        meeting = minutes.close(item.meeting, **act)
        minutes.choose_signers(meeting, [signer], by=act["by"])
        return Meeting.objects.get(pk=meeting.pk)

    def _right(self, counted, act, today):
        vote, against = counted
        ballots, other = _swapped(vote, against)
        correcting.correct(Vote.objects.get(pk=vote.pk), ballots, WHY, today=today, **act)
        return other

    def _versions(self, meeting):
        paper = meeting.documents.get(document__kind="minutes", internal=False)
        return list(paper.document.versions.order_by("number"))

    def test_published_minutes_come_in_a_new_version_that_says_so(
        self, closed, counted, act, today, browse, django_capture_on_commit_callbacks
    ):
        minutes.approve_minutes(closed, by=act["by"], today=today)
        minutes.sign(closed.signatures.get(), by=act["by"], at=act["at"], today=today)
        before = self._versions(closed)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            self._right(counted, act, today)
        after = self._versions(closed)
        assert len(after) == len(before) + 1
        assert WHY in _text(after[-1])
        assert WHY not in _text(before[-1]), "what was published stands"
        closed.refresh_from_db()
        assert closed.status == "published"
        [message] = mail.outbox
        assert message.to == [closed.signatures.get().person.email]
        assert "rettet" in message.subject
        assert check.everything() == []

    def test_minutes_that_wait_to_be_signed_are_signed_as_they_are_now(
        self, closed, counted, act, today
    ):
        minutes.approve_minutes(closed, by=act["by"], today=today)
        closed.signatures.update(signed_at=act["at"])
        self._right(counted, act, today)
        assert closed.signatures.get().signed_at is None

    def test_minutes_set_before_a_vote_was_put_right_are_not_approved(
        self, closed, counted, act, today, monkeypatch
    ):
        whole = papers.minutes

        def meanwhile(meeting):
            found = whole(meeting)
            self._right(counted, act, today)
            return found

        monkeypatch.setattr(papers, "minutes", meanwhile)
        with pytest.raises(Refused, match="rettet i mellomtiden"):
            minutes.approve_minutes(closed, by=act["by"], today=today)
        closed.refresh_from_db()
        assert closed.status == "closed"

    def test_before_they_are_approved_there_is_nothing_to_print_anew(
        self, closed, counted, act, today
    ):
        self._right(counted, act, today)
        assert not closed.documents.filter(document__kind="minutes").exists()
