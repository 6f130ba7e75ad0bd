"""Debate and votes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import papers, queries, voting
from tannhjul.meetings.actions import (
    agenda,
    attendance,
    ballots,
    counting,
    debate,
    impartiality,
    votes,
)
from tannhjul.meetings.models import Ballot, Item, Vote
from tannhjul.organisation.models import Body, Person, Seat

pytestmark = pytest.mark.django_db


def test_the_recommendation_lies_on_the_table_when_treatment_begins(item, ready_case):
    assert item.proposals.get().text == ready_case.recommendations.get().text


def test_one_item_at_a_time(item, secretary):
    other = agenda.add_item(item.meeting, "Eventuelt", by=secretary)
    with pytest.raises(Refused, match="fortsatt under behandling"):
        debate.start_item(other, by=secretary)


def _hands(item, secretary, now, against):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    people = [row.person_id for row in queries.entitled(item, now)]
    return counting.count(vote, set(people[len(people) - against :]), by=secretary, at=now)


@pytest.mark.parametrize(
    ("against", "result"), [(0, "carried"), (4, "carried"), (5, "lost"), (9, "lost")]
)
def test_the_count_decides(item, secretary, now, against, result):
    vote = _hands(item, secretary, now, against)
    assert (vote.votes_for, vote.votes_against) == (9 - against, against)
    assert vote.result == result
    assert vote.proposal.status == ("carried" if result == "carried" else "lost")


@pytest.mark.parametrize(("chair_for", "result"), [(True, "carried"), (False, "lost")])
def test_a_tie_is_settled_by_the_chairs_vote(item, secretary, now, chair_for, result):
    presence = item.meeting.presences.last()
    attendance.leave(presence, by=secretary, at=now)
    later = now + timedelta(seconds=1)
    people = [row.person_id for row in queries.entitled(item, later)]
    chair = item.meeting.chair_id
    others = [p for p in people if p != chair]
    against = set(others[:4]) if chair_for else {chair, *others[:3]}
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=later)
    vote = counting.count(vote, against, by=secretary, at=later)
    assert (vote.votes_for, vote.votes_against, vote.by_casting_vote) == (4, 4, True)
    assert vote.result == result


def test_alternative_voting_sets_two_proposals_against_each_other(item, secretary, now):
    first = item.proposals.get()
    second = debate.propose(item, "alternative", "Noe annet", by=secretary)
    vote = votes.open_vote(item, "hands", first, by=secretary, at=now, against=second)
    people = [row.person_id for row in queries.entitled(item, now)]
    vote = counting.count(vote, set(people[:6]), by=secretary, at=now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (vote.result, first.status, second.status) == ("second", "lost", "carried")


def test_alternative_voting_needs_two_different_proposals(item, secretary, now):
    first = item.proposals.get()
    with pytest.raises(Refused, match="to ulike"):
        votes.open_vote(item, "hands", first, by=secretary, at=now, against=first)


def test_a_member_votes_once(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    person = queries.entitled(item, now)[0].person_id
    ballots.cast(vote, {person: "for"}, by=secretary, at=now)
    with pytest.raises(Refused, match="allerede stemt"):
        ballots.cast(vote, {person: "against"}, by=secretary, at=now)
    assert Ballot.objects.get(vote=vote).choice == "for"


def test_someone_who_does_not_sit_in_the_case_cannot_vote(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    outsider = Body.objects.get(short="ER").seats.first().person_id
    with pytest.raises(Breach, match="8-1"):
        ballots.cast(vote, {outsider: "for"}, by=secretary, at=now)
    assert not vote.ballots.exists()


def test_a_vote_is_not_counted_before_everyone_has_voted(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    with pytest.raises(Breach, match="must vote"):
        counting.close_vote(vote, by=secretary, at=now)
    vote.refresh_from_db()
    assert vote.status == "open"


def test_a_counted_vote_is_closed_for_good(item, secretary, now):
    vote = _hands(item, secretary, now, 0)
    for act in (
        lambda: counting.close_vote(vote, by=secretary, at=now),
        lambda: ballots.cast(vote, {}, by=secretary, at=now),
    ):
        with pytest.raises(Refused, match="talt opp"):
            act()


def test_one_vote_at_a_time_and_only_over_what_lies_on_the_table(item, secretary, now):
    first = item.proposals.get()
    vote = votes.open_vote(item, "hands", first, by=secretary, at=now)
    with pytest.raises(Refused, match="pågår allerede"):
        votes.open_vote(item, "hands", first, by=secretary, at=now)
    counting.count(vote, set(), by=secretary, at=now)
    with pytest.raises(Refused, match="på bordet"):
        votes.open_vote(item, "hands", first, by=secretary, at=now)


def test_a_ballot_must_be_for_or_against(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    person = queries.entitled(item, now)[0].person_id
    with pytest.raises(Refused, match="for eller mot"):
        ballots.cast(vote, {person: "maybe"}, by=secretary, at=now)


def test_a_vote_without_a_quorum_cannot_be_opened(item, secretary, now):
    for presence in list(item.meeting.presences.all())[4:]:
        attendance.leave(presence, by=secretary, at=now)
    with pytest.raises(Breach, match="11-9"):
        votes.open_vote(
            item, "hands", item.proposals.first(), by=secretary, at=now + timedelta(seconds=1)
        )


def test_a_proposal_can_be_withdrawn_until_it_is_put_to_the_vote(item, secretary, now):
    mine = debate.propose(item, "other", "Mitt", by=secretary)
    debate.withdraw_proposal(mine, by=secretary)
    first = item.proposals.first()
    votes.open_vote(item, "hands", first, by=secretary, at=now)
    with pytest.raises(Refused, match="kan ikke trekkes"):
        debate.withdraw_proposal(first, by=secretary)


def test_nothing_that_is_voted_on_is_withdrawn(item, secretary, now):
    first = item.proposals.get()
    second, third = (debate.propose(item, "alternative", t, by=secretary) for t in "BC")
    vote = votes.open_vote(item, "hands", first, by=secretary, at=now, against=second)
    with pytest.raises(Refused, match="kan ikke trekkes"):
        debate.withdraw_proposal(second, by=secretary)
    debate.withdraw_proposal(third, by=secretary)
    votes.cancel_vote(vote, by=secretary)
    votes.open_vote(item, "hands", by=secretary, at=now, among=[first, second])
    with pytest.raises(Refused, match="kan ikke trekkes"):
        debate.withdraw_proposal(second, by=secretary)


def test_a_proposal_can_be_voted_on_point_by_point(item, secretary, now):
    parts = debate.split(item.proposals.get(), [("1", "Første"), ("2", "Andre")], by=secretary)
    counting.unanimous(item, parts[0], by=secretary, at=now)
    vote = votes.open_vote(item, "hands", parts[1], by=secretary, at=now)
    counting.count(
        vote, {row.person_id for row in queries.entitled(item, now)}, by=secretary, at=now
    )
    assert queries.composed(Item.objects.get(pk=item.pk)) == "Første"


def test_the_secretary_divides_a_proposal(item, browse):
    row = item.proposals.get()
    address = reverse("meetings:split", args=[item.pk, row.pk])
    desk = browse("sekretaer")
    assert address in desk.get(reverse("meetings:room", args=[item.pk])).content.decode()
    for bad in ("", "Bare tekst", "1. Ett punkt", "1. Ett\n1. Samme", "1. Ett\n2. "):
        answer = desk.post(address, {"text": bad})
        assert answer.status_code == 422
        assert item.proposals.count() == 1
    text = "Som følger:\n1. Planen vedtas\nmed dette.\n2 b) Resten utsettes."
    assert desk.post(address, {"text": text}).status_code == 302
    rows = item.proposals.filter(status="tabled").values_list("point", "text", "kind")
    assert list(rows) == [
        ("1", "Som følger:\nPlanen vedtas\nmed dette.", row.kind),
        ("2 b", "Resten utsettes.", row.kind),
    ]


def test_the_played_council_meeting_adds_up():
    vote = Vote.objects.get(question="against")
    assert vote.votes_for + vote.votes_against == vote.entitled == vote.ballots.count()
    assert vote.item.meeting.presences.filter(capacity="deputy").count() == 2


def test_a_vote_opened_by_mistake_can_be_taken_back(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    votes.cancel_vote(vote, by=secretary)
    assert not item.votes.exists()
    vote = _hands(item, secretary, now, 0)
    with pytest.raises(Refused, match="annuller"):
        votes.cancel_vote(vote, by=secretary)


def test_doors_are_closed_only_on_a_ground_of_the_law(item, secretary, browse):
    with pytest.raises(Breach, match="11-5"):
        debate.close_doors(item, "because", by=secretary, at=timezone.now())
    address = f"/motesak/{item.pk}/dorer/"
    assert browse("sekretaer").post(address, {"basis": "moon"}).status_code == 422
    people = [row.person for row in queries.entitled(item, timezone.now())]
    data = {"basis": "11-5-a", "against": [person.pk for person in people[:5]]}
    assert browse("sekretaer").post(address, data).status_code == 302
    item.refresh_from_db()
    assert item.closed_basis == "", "four against five"
    said = papers.recorded(item.meeting, [item], False, [])["items"][0]["lines"]
    assert "Et forslag om å lukke dørene ble ikke vedtatt. (4–5)" in said
    assert any("Mot å lukke dem" in line and people[4].name in line for line in said)
    outside = Person.objects.create(name="Utenfor")
    for unknown in (outside.pk, "9" * 30, "x"):
        assert browse("sekretaer").post(address, data | {"against": [unknown]}).status_code == 422
    with pytest.raises(Refused, match="Utenfor sitter ikke i denne saken"):
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now(), against=[outside])
    data |= {"against": data["against"][:4], "debated_behind_doors": "on"}
    assert browse("sekretaer").post(address, data).status_code == 302
    with pytest.raises(Refused, match="allerede lukket"):
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now(), against=people[:5])
    for internal in (True, False):
        row = item.__class__.objects.get(pk=item.pk)
        said = papers.recorded(item.meeting, [row], internal, [])["items"][0]["lines"]
        assert any("(5–4)" in line for line in said)
        assert any("Mot å lukke dem" in line and people[3].name in line for line in said)
        assert any("Ordskiftet om å lukke dørene" in line for line in said)
    text = item.proposals.first().text.split("\n")[0]
    assert text not in browse().get(item.get_absolute_url()).content.decode()
    debate.close_doors(item, "", by=secretary, at=timezone.now())
    assert text in browse().get(item.get_absolute_url()).content.decode()


class TestElectronic:
    """Members vote on their own devices, each once; the count waits for everyone."""

    @pytest.fixture
    def vote(self, item, secretary, now):
        return votes.open_vote(item, "electronic", item.proposals.first(), by=secretary, at=now)

    @pytest.fixture
    def sitting(self, item, now):
        return [row.person for row in queries.entitled(item, now)]

    def test_everyone_votes_and_it_is_counted(self, vote, sitting, secretary, now):
        for number, person in enumerate(sitting):
            choice = "for" if number < 5 else "against"
            assert ballots.vote_oneself(vote, person, choice, by=secretary, at=now)
        counted = counting.close_vote(vote, by=secretary, at=now)
        assert (counted.votes_for, counted.votes_against, counted.result) == (5, 4, "carried")

    def test_the_same_ballot_sent_twice_counts_once(self, vote, sitting, secretary, now):
        assert ballots.vote_oneself(vote, sitting[0], "for", by=secretary, at=now)
        assert not ballots.vote_oneself(vote, sitting[0], "for", by=secretary, at=now)
        with pytest.raises(Refused, match="allerede stemt"):
            ballots.vote_oneself(vote, sitting[0], "against", by=secretary, at=now)
        assert vote.ballots.count() == 1

    @pytest.mark.parametrize("choice", ["", "blank", "FOR", "for; drop"])
    def test_a_ballot_is_for_or_against(self, vote, sitting, secretary, now, choice):
        with pytest.raises((Refused, Breach)):
            ballots.vote_oneself(vote, sitting[0], choice, by=secretary, at=now)
        assert not vote.ballots.exists()

    def test_nobody_else_votes(self, vote, secretary, now):
        stranger = Seat.objects.filter(body__short="KU").first().person
        with pytest.raises(Breach, match="8-1"):
            ballots.vote_oneself(vote, stranger, "for", by=secretary, at=now)

    def test_a_show_of_hands_is_not_voted_in_on_the_phone(self, item, sitting, secretary, now):
        hands = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
        with pytest.raises(Refused, match="ikke elektronisk"):
            ballots.vote_oneself(hands, sitting[0], "for", by=secretary, at=now)

    def test_the_count_waits_for_everyone(self, vote, sitting, secretary, now):
        for person in sitting[:-1]:
            ballots.vote_oneself(vote, person, "for", by=secretary, at=now)
        assert [row.person for row in voting.not_voted(vote, now)] == [sitting[-1]]
        with pytest.raises(Breach, match="8-1"):
            counting.close_vote(vote, by=secretary, at=now)

    def test_the_secretary_enters_for_whoever_cannot_and_it_is_marked(
        self, vote, sitting, secretary, now, browse
    ):
        for person in sitting[:-1]:
            ballots.vote_oneself(vote, person, "for", by=secretary, at=now)
        address = reverse("meetings:close_vote", args=[vote.item_id, vote.pk])
        missing = f"person_{sitting[-1].pk}"
        assert browse("sekretaer").post(address, {}).status_code == 422
        assert browse("sekretaer").post(address, {missing: "against"}).status_code == 302
        vote.refresh_from_db()
        assert (vote.votes_for, vote.votes_against) == (8, 1)
        assert vote.ballots.get(by_secretary=True).person == sitting[-1]
        page = browse().get(vote.item.get_absolute_url()).content.decode()
        assert f"{sitting[-1].name} (ført inn av sekretæren)" in page

    def test_after_the_count_a_ballot_is_refused_and_nothing_is_lost(
        self, vote, sitting, secretary, now
    ):
        for person in sitting:
            ballots.vote_oneself(vote, person, "for", by=secretary, at=now)
        counting.close_vote(vote, by=secretary, at=now)
        vote.ballots.filter(person=sitting[0]).delete()
        with pytest.raises(Refused, match="talt opp|being treated|talt"):
            ballots.vote_oneself(vote, sitting[0], "for", by=secretary, at=now)

    def test_a_member_votes_on_the_own_page(self, vote, users, browse, sitting):
        chair = users["utvalgsleder"]
        vote.item.meeting.presences.filter(person=sitting[0]).update(
            person=Seat.objects.get(body__short="HTM", person__user=chair, valid_to=None).person
        )
        member = browse("utvalgsleder")
        page = member.get(vote.item.get_absolute_url()).content.decode()
        assert "Din stemme" in page
        assert "Din stemme" not in browse().get(vote.item.get_absolute_url()).content.decode()
        address = reverse("meetings:vote", args=[vote.pk])
        assert member.post(address, {"choice": "for"}).status_code == 302
        page = member.get(vote.item.get_absolute_url()).content.decode()
        assert "Du har stemt" in page
        part = member.get(vote.item.get_absolute_url(), headers={"hx-target": "ballot"})
        assert part.content.decode().lstrip().startswith('<div class="card next"')
        assert browse("innbygger").post(address, {"choice": "for"}).status_code == 404
        assert browse("representant").post(address, {"choice": "for"}).status_code == 404


class TestWhileAVoteIsOpen:
    @pytest.fixture
    def vote(self, item, secretary, now):
        return votes.open_vote(item, "electronic", item.proposals.first(), by=secretary, at=now)

    def test_nobody_comes_goes_or_is_found_partial(self, vote, item, secretary, now):
        meeting = item.meeting
        row = meeting.presences.first()
        with pytest.raises(Refused, match="votering er åpen"):
            attendance.leave(row, by=secretary, at=now)
        absent = Seat.objects.filter(body=meeting.body, kind="deputy", valid_to=None).first()
        with pytest.raises(Refused, match="votering er åpen"):
            attendance.arrive(meeting, absent.person, by=secretary, at=now)
        question = impartiality.raise_partiality(item, row.person, "Grunn", by=secretary)
        with pytest.raises(Refused, match="votering er åpen"):
            impartiality.decide_partiality(question, "partial", by=secretary, at=now)

    def test_a_tie_needs_someone_who_chairs(self, vote, item, secretary, now, browse):
        meeting = item.meeting
        sitting = [row.person for row in queries.entitled(item, now)]
        for number, person in enumerate(sitting[:8]):
            choice = "for" if number % 2 else "against"
            ballots.vote_oneself(vote, person, choice, by=secretary, at=now)
        meeting.presences.filter(person=sitting[8]).delete()
        type(meeting).objects.filter(pk=meeting.pk).update(chair=None)
        Seat.objects.filter(body=meeting.body).update(office="")
        with pytest.raises(Refused, match="møteleder"):
            counting.close_vote(vote, by=secretary, at=now)
        address = reverse("meetings:choose_chair", args=[meeting.pk])
        assert browse("sekretaer").post(address, {"person": 0}).status_code == 422
        assert browse("sekretaer").post(address, {"person": sitting[1].pk}).status_code == 302
        assert counting.close_vote(vote, by=secretary, at=now).result == "carried"


def test_what_is_about_an_employee_is_voted_on_behind_closed_doors(item, secretary, now):
    item.case.nature = "employee"
    item.case.save()
    proposal = item.proposals.first()
    with pytest.raises(Breach) as breach:
        votes.open_vote(item, "hands", proposal, by=secretary, at=now)
    assert breach.value.rule.paragraph == "kommuneloven § 11-5 (2)"
    item.closed_basis = "11-5-2"
    item.save()
    assert votes.open_vote(item, "hands", proposal, by=secretary, at=now)
