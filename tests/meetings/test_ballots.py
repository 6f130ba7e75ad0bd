"""Votes over more than for and against: larger majorities, whole proposals, elections, secrecy."""

from collections import Counter

import pytest
from django.urls import reverse

from tannhjul.cases.models import Case
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.elections import actions as elections
from tannhjul.meetings import order, queries, voting
from tannhjul.meetings.actions import attendance, ballots, counting, debate, votes
from tannhjul.meetings.enums import ProposalKind
from tannhjul.meetings.models import Ballot, Item, Proposal
from tannhjul.organisation.models import Body, Seat
from tannhjul.organisation.rules.lists import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def how(secretary, now):
    return {"by": secretary, "at": now}


@pytest.fixture
def sitting(item, now):
    return [row.person for row in queries.entitled(item, now)]


@pytest.fixture
def table(item, secretary):
    """Put more proposals on the table: kind, text …"""

    def put(*rows):
        return [debate.propose(item, kind, text, by=secretary) for kind, text in rows]

    return put


def shared(people, **numbers):
    """Ballots: so many for each choice, in order."""
    choices = [key.strip("n") for key, number in numbers.items() for _ in range(number)]
    return {person.pk: choice for person, choice in zip(people, choices, strict=True)}


class TestLargerMajorities:
    @pytest.mark.parametrize(
        ("majority", "yes", "result"),
        [("2/3", 6, "carried"), ("2/3", 5, "lost"), ("9/10", 9, "carried"), ("9/10", 8, "lost")],
    )
    def test_exactly_so_many_are_enough(self, item, sitting, how, majority, yes, result):
        first = item.proposals.get()
        vote = votes.open_vote(item, "hands", first, majority=majority, **how)
        assert voting.needed(vote) == {"2/3": 6, "9/10": 9}[majority]
        chosen = shared(sitting, **{"for": yes, "against": 9 - yes})
        assert counting.count_all(vote, chosen, **how).result == result

    def test_there_is_no_casting_vote_in_them(self, item, opened, sitting, how):
        opened.presences.filter(person=sitting[-1]).delete()
        vote = votes.open_vote(item, "hands", item.proposals.get(), majority="2/3", **how)
        chosen = shared(sitting[:8], **{"for": 4, "against": 4})
        counted = counting.count_all(vote, chosen, **how)
        assert (counted.result, counted.by_casting_vote) == ("lost", False)

    def test_only_one_proposal_can_need_it(self, item, table, how):
        [other] = table(("alternative", "Noe annet"))
        with pytest.raises(Refused, match="større flertall"):
            votes.open_vote(
                item, "hands", item.proposals.first(), against=other, majority="2/3", **how
            )


def test_a_trial_vote_decides_nothing(item, sitting, how):
    first = item.proposals.get()
    vote = votes.open_vote(item, "hands", first, trial=True, **how)
    counting.count_all(vote, shared(sitting, **{"for": 2, "against": 7}), **how)
    first.refresh_from_db()
    assert (vote.trial, first.status) == (True, "tabled")
    assert counting.unanimous(item, first, **how).result == "carried"


class TestWholeProposals:
    """Kommuneloven § 11-9: a budget is voted on whole, at last between the two largest."""

    @pytest.fixture
    def three(self, item, table):
        return [item.proposals.get(), *table(("alternative", "B"), ("alternative", "C"))]

    def test_more_than_half_wins_at_once(self, item, three, sitting, how):
        vote = votes.open_vote(item, "hands", among=three, **how)
        vote = counting.count_all(vote, shared(sitting, n1=2, n2=5, n3=2), **how)
        assert (vote.result, voting.outcome(vote)) == ("chosen", "Forslag 2 ble valgt")
        assert [Proposal.objects.get(pk=p.pk).status for p in three] == ["lost", "carried", "lost"]

    def test_else_the_two_largest_meet(self, item, three, sitting, how):
        vote = votes.open_vote(item, "electronic", among=three, **how)
        for person, choice in shared(sitting, n1=4, n2=2, n3=3).items():
            member = next(p for p in sitting if p.pk == person)
            ballots.vote_oneself(vote, member, choice, **how)
        vote = counting.close_vote(vote, **how)
        assert vote.result == "none"
        left = [Proposal.objects.get(pk=p.pk).status for p in three]
        assert left == ["tabled", "lost", "tabled"]
        with pytest.raises(Refused, match="på bordet"):
            votes.open_vote(item, "hands", three[0], against=three[1], **how)
        last = votes.open_vote(item, "hands", three[0], against=three[2], **how)
        chosen = shared(sitting, **{"for": 4, "against": 5})
        assert counting.count_all(last, chosen, **how).result == "second"

    def test_two_halves_are_parted_by_the_chairs_vote(self, item, opened, three, sitting, how):
        opened.presences.filter(person=sitting[-1]).delete()
        eight = sitting[:8]
        chair = next(p for p in eight if p.pk == opened.chair_id)
        rest = [p for p in eight if p != chair]
        vote = votes.open_vote(item, "hands", among=three[:2], **how)
        chosen = {chair.pk: "2"} | shared(rest, n2=3, n1=4)
        vote = counting.count_all(vote, chosen, **how)
        assert (vote.by_casting_vote, voting.outcome(vote)) == (True, "Forslag 2 ble valgt")

    def test_nobody_votes_blank_over_a_budget(self, item, three, sitting, how):
        vote = votes.open_vote(item, "hands", among=three, **how)
        with pytest.raises(Breach, match="blank"):
            ballots.cast(vote, {sitting[0].pk: "blank"}, **how)
        with pytest.raises(Refused, match="Velg en av dem"):
            ballots.cast(vote, {sitting[0].pk: "4"}, **how)

    @pytest.mark.source("004-1")
    def test_a_budget_is_not_settled_bit_by_bit(self, item, three, sitting, how, table):
        Case.objects.filter(pk=item.case_id).update(nature="budget")
        item.refresh_from_db()
        assert [row.turn.question for row in voting.advice(item)] == ["whole"]
        with pytest.raises(Breach, match="whole proposals"):
            votes.open_vote(item, "hands", three[0], **how)
        with pytest.raises(Breach, match="whole proposals"):
            votes.open_vote(item, "hands", three[0], against=three[1], **how)
        trial = votes.open_vote(item, "hands", three[0], against=three[1], trial=True, **how)
        counting.count(trial, set(), **how)
        (verbal,) = table(("verbal", "Be om en rapport om våren."))
        counting.unanimous(item, verbal, **how)
        vote = votes.open_vote(item, "hands", among=three, **how)
        counting.count_all(vote, shared(sitting, n1=4, n2=2, n3=3), **how)
        last = votes.open_vote(item, "hands", three[0], against=three[2], **how)
        counting.count_all(last, shared(sitting, **{"for": 5, "against": 4}), **how)
        text = queries.composed(Item.objects.get(pk=item.pk))
        assert text.endswith("Be om en rapport om våren."), "what is asked for comes last"
        assert text.startswith(three[0].text)

    def test_a_budget_is_never_voted_on_in_secret(self, item, three, how):
        with pytest.raises(Breach, match="7-8"):
            votes.open_vote(item, "secret", among=three, **how)


@pytest.fixture
def applicants(table):
    return table(("candidate", "Ada Lund\n44 år"), ("candidate", "Bo Vik"), ("candidate", "Cis Ås"))


class TestSecret:
    """The program keeps who has voted and how many chose what, and nothing that joins the two."""

    @pytest.fixture
    def vote(self, item, applicants, how):
        return votes.open_vote(item, "secret", among=applicants, **how)

    def _all_vote(self, vote, sitting, how, choices):
        for person, choice in zip(sitting, choices, strict=True):
            assert ballots.vote_oneself(vote, person, choice, **how)
        return counting.close_vote(vote, **how)

    def test_numbers_are_counted_and_no_ballot_is_kept(self, vote, item, sitting, how):
        before = Event.objects.filter(verb="meetings.cast").count()
        vote = self._all_vote(vote, sitting, how, ["1"] * 5 + ["2"] * 3 + ["blank"])
        assert voting.outcome(vote) == "Ada Lund ble valgt"
        assert [row.votes for row in vote.options.all()] == [1, 5, 3, 0]
        assert vote.blank == 1
        assert not Ballot.objects.filter(vote=vote).exists()
        assert Event.objects.filter(verb="meetings.cast").count() == before
        assert item.proposals.get(status="carried").text.startswith("Ada Lund")

    def test_the_voters_are_kept_in_an_order_that_says_nothing(self, vote, sitting, how):
        self._all_vote(vote, sitting[::-1], how, ["1"] * 9)
        kept = list(vote.voters.order_by("pk").values_list("person_id", flat=True))
        assert kept == sorted(kept)

    def test_each_votes_once_and_nobody_else(self, vote, sitting, how):
        ballots.vote_oneself(vote, sitting[0], "1", **how)
        for choice in ("1", "2"):
            with pytest.raises(Refused, match="allerede stemt"):
                ballots.vote_oneself(vote, sitting[0], choice, **how)
        stranger = Seat.objects.filter(body__short="KU").first().person
        with pytest.raises(Breach, match="8-1"):
            ballots.vote_oneself(vote, stranger, "1", **how)
        with pytest.raises(Refused, match="ingen navn"):
            ballots.cast(vote, {sitting[1].pk: "1"}, **how)
        assert sum(row.votes for row in vote.options.all()) == 1

    def test_half_is_not_enough_in_any_ballot(self, vote, item, applicants, sitting, how):
        vote = self._all_vote(vote, sitting, how, ["1"] * 4 + ["2"] * 4 + ["blank"])
        assert vote.result == "none"
        second = votes.open_vote(item, "secret", among=applicants, **how)
        assert second.second
        second = self._all_vote(second, sitting, how, ["1"] * 4 + ["2"] * 3 + ["blank"] * 2)
        assert second.result == "none"
        third = votes.open_vote(item, "secret", among=applicants, **how)
        third = self._all_vote(third, sitting, how, ["1"] * 5 + ["2"] * 4)
        assert voting.outcome(third) == "Ada Lund ble valgt"

    def test_equal_votes_ask_for_one_more_ballot(self, vote, item, applicants, sitting, how):
        self._all_vote(vote, sitting, how, ["1"] * 4 + ["2"] * 4 + ["blank"])
        second = votes.open_vote(item, "secret", among=applicants, **how)
        second = self._all_vote(second, sitting, how, ["1"] * 4 + ["3"] * 4 + ["blank"])
        assert second.result == "none"
        assert not second.options.filter(won=True).exists()

    def test_nobody_is_chosen_with_no_votes(self, vote, item, applicants, sitting, how):
        assert self._all_vote(vote, sitting, how, ["blank"] * 9).result == "none"
        again = votes.open_vote(item, "secret", among=applicants, **how)
        assert self._all_vote(again, sitting, how, ["blank"] * 9).result == "none"

    def test_a_second_ballot_is_over_the_same_people(self, vote, item, applicants, sitting, how):
        self._all_vote(vote, sitting, how, ["blank"] * 9)
        fewer = votes.open_vote(item, "secret", among=applicants[:2], **how)
        assert not fewer.second

    def test_in_an_open_hiring_the_chairs_vote_settles_a_tie(
        self, item, opened, applicants, sitting, how
    ):
        item.votes.all().delete()
        chair = next(p for p in sitting if p.pk == opened.chair_id)
        one, *rest = [p for p in sitting if p != chair]
        attendance.leave(opened.presences.get(person=one, left_at=None), **how)
        vote = votes.open_vote(item, "hands", among=applicants, **how)
        chosen = {chair.pk: "2"} | shared(rest, n2=3, n1=4)
        vote = counting.count_all(vote, chosen, **how)
        assert vote.by_casting_vote
        assert voting.outcome(vote) == "Bo Vik ble valgt"

    def test_ballots_on_paper_come_as_numbers(self, vote, item, sitting, how, browse):
        for person in sitting[:6]:
            ballots.vote_oneself(vote, person, "2", **how)
        chair = browse("sekretaer")
        page = chair.get(reverse("meetings:room", args=[item.pk])).content.decode()
        assert "3 har ikke stemt ennå" in page
        assert "<td>6</td>" not in page
        address = reverse("meetings:close_vote", args=[item.pk, vote.pk])
        on_paper = {"voters": [p.pk for p in sitting[6:]], "choice_1": 2, "choice_blank": 2}
        answer = chair.post(address, on_paper)
        assert answer.status_code == 422
        assert "3 har levert stemmeseddel, men 4" in answer.content.decode()
        assert chair.post(address, on_paper | {"choice_blank": 1}).status_code == 302
        vote.refresh_from_db()
        assert [row.votes for row in vote.options.all()] == [1, 2, 6, 0]
        seen = browse().get(item.get_absolute_url()).content.decode()
        assert "ingen kan se hvem som stemte for hva" in seen
        assert sitting[0].name not in seen[seen.index("Voteringer") :]

    def test_it_is_not_counted_before_everyone_has_voted(self, vote, sitting, how):
        ballots.vote_oneself(vote, sitting[0], "1", **how)
        with pytest.raises(Breach, match="must vote"):
            counting.close_vote(vote, **how)
        with pytest.raises(Refused, match="annuller"):
            votes.cancel_vote(vote, by=how["by"])

    def test_a_vote_that_went_wrong_is_annulled_and_held_again(
        self, vote, item, sitting, applicants, how, browse
    ):
        ballots.vote_oneself(vote, sitting[0], "1", **how)
        address = reverse("meetings:annul_vote", args=[item.pk, vote.pk])
        assert browse("sekretaer").post(address).status_code == 302
        vote.refresh_from_db()
        assert (vote.result, sum(row.votes for row in vote.options.all())) == ("annulled", 0)
        with pytest.raises(Refused, match="talt opp"):
            votes.annul_vote(vote, by=how["by"])
        again = votes.open_vote(item, "secret", among=applicants, **how)
        assert not again.second

    def test_what_must_be_trusted_is_said(self, browse):
        page = browse().get(reverse("meetings:trust")).content.decode()
        assert "De som drifter tjeneren" in page


class TestElections:
    """An election by lists, or of a leader, is voted on in the meeting; the count goes by itself."""

    @pytest.fixture
    def council_item(self, item, council):
        """The item as if the council treated it, with the same people present."""
        type(item).objects.filter(pk=item.pk).update(body=council, number=900)
        return type(item).objects.get(pk=item.pk)

    @pytest.fixture
    def election(self, users, today):
        body = Body.objects.get(short="HTM")
        by = users["sekretaer"]
        row = elections.open_election(body, "proportion", by=by, today=today, demanded=True)
        seats = Seat.objects.filter(body__short="KST", kind="member", valid_to=None)
        own = seats.filter(party__code="AP"), seats.exclude(party__code="AP")
        for name, rows in zip(("Ap", "H, V"), own, strict=True):
            women, men = (list(rows.filter(person__gender=gender)) for gender in "fm")
            mine = [*women[:4], *men[:4]]
            lines = [
                Line(i, s.party.code if s.party else "", s.person.name, "", s.person.gender)
                for i, s in enumerate(mine, 1)
            ]
            elections.put_list(row, name, lines, by=by, signed_by=mine[0].person)
        return row

    def test_lists_are_voted_on_in_secret_and_counted(self, council_item, election, sitting, how):
        vote = votes.open_vote(council_item, "secret", election=election, **how)
        assert [c.label for c in voting.answers(vote)] == ["Ap", "H, V", "Blankt"]
        for person, choice in zip(sitting, ["1"] * 5 + ["2"] * 3 + ["blank"], strict=True):
            ballots.vote_oneself(vote, person, choice, **how)
        counting.close_vote(vote, **how)
        election.refresh_from_db()
        assert (election.status, election.blank) == ("counted", 1)
        assert [slate.votes for slate in election.slates.all()] == [5, 3]
        with pytest.raises(Refused, match="talt opp"):
            votes.open_vote(council_item, "secret", election=election, **how)

    def test_only_blank_votes_elect_nobody(self, council_item, election, sitting, how):
        vote = votes.open_vote(council_item, "hands", election=election, **how)
        vote = counting.count_all(vote, {p.pk: "blank" for p in sitting}, **how)
        election.refresh_from_db()
        assert (vote.result, election.status) == ("none", "open")

    def test_an_election_stands_still_while_it_is_voted_on(
        self, council_item, election, sitting, secretary, how, browse
    ):
        vote = votes.open_vote(council_item, "secret", election=election, **how)
        slate = election.slates.first()
        for act in (
            lambda: elections.strike_list(slate, by=secretary),
            lambda: elections.put_list(election, "SV", [], by=secretary),
            lambda: elections.count(election, {slate.pk: 1}, by=secretary),
        ):
            with pytest.raises(Refused, match="stemmes over"):
                act()
        with pytest.raises(IllegalMove):
            elections.cancel(election, by=secretary)
        page = browse("sekretaer").get(election.get_absolute_url()).content.decode()
        assert "Det stemmes over dette i et møte" in page
        assert "La det få virkning" not in page
        ballots.vote_oneself(vote, sitting[0], "1", **how)
        votes.annul_vote(vote, by=secretary)
        election.refresh_from_db()
        assert election.status == "open"
        vote = votes.open_vote(council_item, "secret", election=election, **how)
        votes.cancel_vote(vote, by=secretary)
        elections.cancel(election, by=secretary)

    def test_a_leader_is_elected_openly_in_two_ballots(self, item, sitting, how, secretary, today):
        body = item.body
        row = elections.open_election(
            body, "majority", by=secretary, today=today, office="deputy_leader"
        )
        members = Seat.objects.filter(body=body, kind="member", valid_to=None)
        for seat in members[:3]:
            name = seat.person.name
            elections.put_list(row, name, [Line(1, "", name, "", "")], by=secretary)
        with pytest.raises(Breach, match="7-8"):
            votes.open_vote(item, "secret", election=row, **how)
        first = votes.open_vote(item, "hands", election=row, **how)
        first = counting.count_all(first, shared(sitting, n1=4, n2=3, n3=2), **how)
        row.refresh_from_db()
        assert (first.result, row.status) == ("none", "open")
        second = votes.open_vote(item, "hands", election=row, **how)
        second = counting.count_all(second, shared(sitting, n1=4, n2=3, n3=2), **how)
        row.refresh_from_db()
        assert (second.result, row.status, row.second) == ("chosen", "counted", True)

    def test_the_room_offers_what_can_be_voted_on(self, council_item, election, browse):
        room = reverse("meetings:room", args=[council_item.pk])
        chair = browse("sekretaer")
        page = chair.get(room).content.decode()
        assert "For eller mot ett forslag" in page
        assert "Mellom flere hele forslag" not in page
        address = reverse("meetings:open_vote", args=[council_item.pk])
        wrong = {"question": "election", "method": "secret", "election": 0}
        assert chair.post(address, wrong).status_code == 422
        assert chair.post(address, wrong | {"election": election.pk}).status_code == 302
        assert "Hemmelig" in chair.get(room).content.decode()


class TestRivals:
    """Three rivals meet two and two: one is adopted in the end, never two that contradict."""

    def test_the_winner_goes_on_until_one_is_left(self, item, table, sitting, how):
        recommended = item.proposals.get()
        second, third = table(("alternative", "B"), ("alternative", "C"))
        for _round in range(2):
            [advice] = voting.advice(item)
            first, against = advice.turn.proposals
            vote = votes.open_vote(item, "hands", first, against=against, **how)
            vote = counting.count_all(vote, {p.pk: "for" for p in sitting}, **how)
        rows = [Proposal.objects.get(pk=p.pk).status for p in (recommended, second, third)]
        assert rows == ["lost", "lost", "carried"]
        assert item.votes.first().result == "on_1"
        assert voting.outcome(item.votes.first()) == "forslag 3 går videre"
        assert voting.advice(item) == []

    def test_after_a_postponement_nothing_more_is_voted_on(self, item, table, how):
        [later] = table(("postpone", "Utsettes"))
        counting.unanimous(item, later, **how)
        with pytest.raises(Refused, match="utsatt eller sendt tilbake"):
            votes.open_vote(item, "hands", item.proposals.first(), **how)

    def test_unanimous_is_for_good_and_by_the_ordinary_majority(self, item, browse):
        address = reverse("meetings:open_vote", args=[item.pk])
        asked = {"question": "single", "method": "unanimous", "proposal": item.proposals.get().pk}
        for more in ({"trial": "on", "majority": "simple"}, {"majority": "9/10"}):
            assert browse("sekretaer").post(address, asked | more).status_code == 422
        assert not item.votes.exists()


class TestOrder:
    """The chair is told in which order to vote, and what yes and no mean."""

    def test_what_ends_the_item_first_and_what_is_added_last(self):
        rows = [
            Proposal(number=1, kind="recommendation", point=""),
            Proposal(number=2, kind="additional", point=""),
            Proposal(number=3, kind="alternative", point=""),
            Proposal(number=4, kind="postpone", point=""),
        ]
        turns = [(t.question, [p.number for p in t.proposals]) for t in order.suggest(rows)]
        assert turns == [("single", [4]), ("against", [3, 1]), ("single", [2])]

    def test_point_by_point(self):
        rows = [
            Proposal(number=1, kind="recommendation", point="1"),
            Proposal(number=2, kind="recommendation", point="2"),
            Proposal(number=3, kind="alternative", point="2"),
        ]
        turns = [(t.question, [p.number for p in t.proposals]) for t in order.suggest(rows)]
        assert turns == [("single", [1]), ("against", [3, 2])]

    @pytest.mark.parametrize("kind", ProposalKind.values)
    def test_every_kind_is_advised_on_and_explained(self, kind):
        rows = [Proposal(number=n, kind=kind, point="") for n in (1, 2)]
        turns = order.suggest(rows)
        assert Counter(p.number for turn in turns for p in turn.proposals).keys() == {1, 2}

    def test_yes_and_no_are_explained_before_anyone_votes(self, item, table, how, browse):
        [later] = table(("postpone", "Saken utsettes."))
        votes.open_vote(item, "hands", later, **how)
        page = browse("sekretaer").get(reverse("meetings:room", args=[item.pk])).content.decode()
        assert "Saken utsettes, og det stemmes ikke mer i dag." in page
        assert "Saken behandles videre nå." in page


def test_what_is_put_to_the_vote_must_be_one_thing(item, table, how):
    first = item.proposals.get()
    [candidate] = table(("candidate", "Ada Lund"))
    for what in ({}, {"proposal": first, "among": [first, candidate]}, {"among": [first]}):
        with pytest.raises(Refused):
            votes.open_vote(item, "hands", **what, **how)
    with pytest.raises(Refused, match="minst to"):
        votes.open_vote(item, "hands", among=[first, candidate], **how)
