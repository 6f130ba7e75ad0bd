"""The floor: who may speak, who waits and in which order, for how long; and what everyone sees."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Choice
from tannhjul.meetings import floor as reads
from tannhjul.meetings import order, queries
from tannhjul.meetings.actions import ballots, counting, debate, floor, impartiality, minutes, votes
from tannhjul.meetings.live import half_circle, live, marks
from tannhjul.meetings.models import Ballot, Proposal, Speech, Vote
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Body, Person, Seat

pytestmark = pytest.mark.django_db


def _names(people):
    """The demo users among people, by their short names."""
    return {person.user.username.removeprefix("demo-") for person in people if person.user}


@pytest.fixture
def sitting(item, now):
    return [row.person for row in queries.entitled(item, now)]


@pytest.fixture
def ask(item, secretary, now):
    def asks(person, kind="speech", after=0):
        at = now + timedelta(seconds=after)
        return floor.ask(item, person, kind, by=secretary, at=at)

    return asks


@pytest.fixture
def give(secretary, now):
    def gives(speech, after=0):
        return floor.give(speech, by=secretary, at=now + timedelta(seconds=after))

    return gives


class TestAsking:
    def test_in_the_order_it_is_asked_for(self, item, ask, sitting):
        for person in sitting[:3]:
            ask(person)
        assert [row.person for row in reads.of(item).waiting] == sitting[:3]

    def test_asking_twice_is_asking_once(self, item, ask, sitting):
        assert ask(sitting[0]) == ask(sitting[0])
        assert item.speeches.count() == 1

    def test_replies_go_first_and_the_order_of_business_before_all(self, item, ask, give, sitting):
        give(ask(sitting[0]))
        ask(sitting[1])
        ask(sitting[2], "reply", after=1)
        ask(sitting[3], "order", after=2)
        people = [row.person for row in reads.of(item).waiting]
        assert people == [sitting[3], sitting[2], sitting[1]]

    def test_there_are_only_so_many_replies(self, ask, give, sitting, today):
        Choice.objects.create(key="meetings.replies", value=1, valid_from=today)
        with pytest.raises(Refused, match="ikke noe innlegg"):
            ask(sitting[1], "reply")
        give(ask(sitting[0]))
        ask(sitting[1], "reply", after=1)
        with pytest.raises(Refused, match="flere replikker"):
            ask(sitting[2], "reply", after=2)

    def test_a_closed_list_takes_no_more_speeches(self, item, ask, give, sitting, secretary):
        give(ask(sitting[0]))
        floor.close_list(item, True, by=secretary)
        with pytest.raises(Refused, match="Strek er satt"):
            ask(sitting[1])
        ask(sitting[1], "reply", after=1)
        floor.close_list(item, False, by=secretary)
        ask(sitting[1])

    def test_the_party_that_has_spoken_least_can_go_first(self):
        rows = [Speech(kind="speech", party_id=party) for party in (1, 1, 2, 3)]
        assert [row.party_id for row in order.speakers(rows)] == [1, 1, 2, 3]
        assert [row.party_id for row in order.speakers(rows, {})] == [1, 2, 3, 1]
        assert [row.party_id for row in order.speakers(rows, {2: 1})] == [1, 3, 1, 2]

    def test_who_does_not_sit_may_not_speak_unless_the_law_says_so(self, item, ask, today):
        stranger = Seat.objects.filter(body__short="ER").first().person
        with pytest.raises(Breach, match="8-1"):
            ask(stranger)
        by_law = reads.by_law(item)
        assert _names(by_law) == {"kommunedirektor", "ordforer"}
        ask(by_law[0])

    def test_the_employees_are_heard_about_their_employer_but_not_in_bargaining(self, item):
        employees = set(
            Seat.objects.filter(body__short="PSU", party=None).values_list("person_id", flat=True)
        )
        for nature, heard in (("employer", True), ("employee", True), ("bargaining", False)):
            item.case.nature = nature
            here = {person.pk for person in reads.by_law(item)}
            assert (employees <= here) is heard, nature
            assert heard or not employees & here
        item.case.nature = "employer"
        item.meeting.body = Body.objects.get(kind="control_committee")
        assert not employees & {person.pk for person in reads.by_law(item)}

    def test_the_chief_executive_is_silent_in_the_control_committee(self, item, council, users):
        Person.objects.create(name="Unni Revisor", user=users["revisor"])
        item.meeting.body = Body.objects.get(kind="control_committee")
        assert _names(reads.by_law(item)) == {"ordforer", "revisor"}
        item.case.nature = "employee"
        assert _names(reads.by_law(item)) == {"ordforer"}, "an auditor's own employment"
        item.meeting.body = council
        assert _names(reads.by_law(item)) == {"kommunedirektor", "ordforer", "revisor"}

    def test_the_leader_of_the_control_committee_speaks_in_the_council_on_its_cases(
        self, item, council, today
    ):
        leader = organisation.leader_of("control_committee", today)
        item.meeting.body = council
        assert leader not in reads.by_law(item)
        item.case.control = True
        assert leader in reads.by_law(item)

    def test_in_other_municipal_organs_it_is_as_in_elected_bodies(self, item):
        """§ 5-2 (3); not in a company, which has an act of its own."""
        item.meeting.body.kind = "elderly_council"
        assert _names(reads.by_law(item)) == {"kommunedirektor", "ordforer"}
        item.meeting.body.kind = "company_representatives"
        assert _names(reads.by_law(item)) == set()

    @pytest.mark.parametrize("kind", ["", "shout", "SPEECH"])
    def test_a_speech_is_of_a_known_kind(self, ask, sitting, kind):
        with pytest.raises(Refused, match="Be om innlegg"):
            ask(sitting[0], kind)


class TestDisqualified:
    def test_who_is_disqualified_does_not_speak_whatever_the_law_gives(
        self, item, ask, give, sitting, secretary, now
    ):
        row = ask(sitting[0])
        question = impartiality.raise_partiality(item, sitting[0], "Grunn", by=secretary)
        impartiality.decide_partiality(question, "partial", by=secretary, at=now, call=False)
        for act in (lambda: give(row), lambda: ask(sitting[0], "order")):
            with pytest.raises(Breach, match="11-10"):
                act()


class TestHavingIt:
    def test_one_at_a_time_and_so_long(self, item, ask, give, sitting, now):
        first, second = ask(sitting[0]), ask(sitting[1])
        give(first)
        assert reads.of(item).ends_at == now + timedelta(seconds=180)
        give(second, after=60)
        first.refresh_from_db()
        assert first.ended_at == now + timedelta(seconds=60)
        state = reads.of(item)
        assert (state.speaking.person, len(state.spoken)) == (sitting[1], 2)

    def test_a_name_can_be_taken_off_until_it_begins(self, item, ask, give, sitting, secretary):
        row = ask(sitting[0])
        floor.step_back(row, by=secretary)
        assert not item.speeches.exists()
        row = give(ask(sitting[0]))
        for act in (lambda: floor.step_back(row, by=secretary), lambda: give(row)):
            with pytest.raises(Refused, match="begynt"):
                act()

    def test_nobody_to_thank(self, item, secretary, now):
        with pytest.raises(Refused, match="Ingen har ordet"):
            floor.end_speech(item, by=secretary, at=now)

    def test_the_end_of_the_item_ends_the_speech_and_the_list(
        self, item, ask, give, sitting, secretary, now
    ):
        give(ask(sitting[0]))
        ask(sitting[1])
        minutes.conclude(item, "noted", by=secretary, at=now + timedelta(seconds=9))
        [row] = item.speeches.all()
        assert (row.person, row.ended_at) == (sitting[0], now + timedelta(seconds=9))


class TestOnTheOwnDevice:
    @pytest.fixture
    def member(self, item, users, sitting, browse):
        chair = users["utvalgsleder"]
        own = Seat.objects.get(body__short="HTM", person__user=chair, valid_to=None).person
        item.meeting.presences.filter(person=sitting[0]).update(person=own)
        return browse("utvalgsleder")

    def test_a_member_asks_and_takes_it_back(self, item, member):
        page = reverse("meetings:live", args=[item.meeting_id])
        assert "Be om ordet" in member.get(page).content.decode()
        address = reverse("meetings:ask_floor", args=[item.pk])
        assert member.post(address, {"kind": "shout"}).status_code == 422
        assert member.post(address, {"kind": "speech"}).status_code == 302
        assert "Stryk meg fra listen: Innlegg" in member.get(page).content.decode()
        row = item.speeches.get()
        assert member.post(reverse("meetings:step_back", args=[row.pk])).status_code == 302
        assert not item.speeches.exists()

    def test_others_see_and_cannot_ask(self, item, browse, ask, sitting):
        row = ask(sitting[1])
        page = browse().get(reverse("meetings:live", args=[item.meeting_id])).content.decode()
        assert row.person.name in page
        assert "Be om ordet" not in page
        address = reverse("meetings:ask_floor", args=[item.pk])
        assert browse("innbygger").post(address).status_code == 403
        assert browse("innbygger").post(
            reverse("meetings:step_back", args=[row.pk])
        ).status_code in (403, 404)

    def test_the_chair_gives_the_floor(self, item, browse, ask, sitting):
        row = ask(sitting[1])
        chair = browse("sekretaer")
        room = reverse("meetings:room", args=[item.pk])
        assert f"Gi {row.person} ordet" in chair.get(room).content.decode()
        give = reverse("meetings:give_floor", args=[item.pk, row.pk])
        assert chair.post(give).status_code == 302
        assert chair.post(give).status_code == 422
        part = chair.get(room, headers={"hx-target": "speakers"}).content.decode()
        assert "Takk for innlegget" in part
        assert "<h1>" not in part
        assert chair.post(reverse("meetings:end_speech", args=[item.pk])).status_code == 302
        assert chair.post(reverse("meetings:close_list", args=[item.pk])).status_code == 302
        assert "Åpne talerlisten" in chair.get(room).content.decode()


class TestLive:
    def test_before_and_after_the_meeting(self, convened, browse):
        for page in ("live", "hall"):
            answer = browse().get(reverse(f"meetings:{page}", args=[convened.pk]))
            assert answer.status_code == 200
        assert (
            "følger det av seg selv"
            in browse().get(reverse("meetings:live", args=[convened.pk])).content.decode()
        )

    def test_what_stands_and_what_was_decided(self, item, sitting, secretary, now, browse):
        page = reverse("meetings:live", args=[item.meeting_id])
        vote = votes.open_vote(item, "hands", item.proposals.get(), by=secretary, at=now)
        text = browse().get(page).content.decode()
        assert "Votering nå" in text
        assert "av 9 har stemt" in text
        ballots.cast(vote, {sitting[0].pk: "against"}, by=secretary, at=now)
        assert 'class="against"' not in browse().get(page).content.decode()
        rest = {person.pk: "for" for person in sitting[1:]}
        counting.count_all(vote, rest, by=secretary, at=now)
        text = browse().get(page).content.decode()
        assert "Vedtatt" in text
        assert text.count('<g class="for">') == 8
        assert text.count('<g class="against">') == 1
        hall = browse().get(reverse("meetings:hall", args=[item.meeting_id])).content.decode()
        assert hall.count('<g class="for">') == 8

    def test_behind_closed_doors_nothing_is_shown(self, item, ask, sitting, secretary, browse):
        text, speaker = item.proposals.get().text.split("\n")[0], ask(sitting[0]).person.name
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now())
        for page in ("live", "hall"):
            seen = (
                browse().get(reverse(f"meetings:{page}", args=[item.meeting_id])).content.decode()
            )
            assert "Dørene er lukket" in seen
            assert text not in seen
            assert speaker not in seen

    def test_the_hall_shows_what_the_public_sees_whoever_opened_it(
        self, item, ask, sitting, secretary, browse
    ):
        speaker = ask(sitting[0]).person.name
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now())
        hall = reverse("meetings:hall", args=[item.meeting_id])
        assert speaker not in browse("sekretaer").get(hall).content.decode()

    def test_behind_closed_doors_members_are_told_that_something_changed(
        self, item, secretary, now
    ):
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now())
        before = marks(item.meeting)
        votes.open_vote(item, "electronic", item.proposals.get(), by=secretary, at=now)
        assert marks(item.meeting).vote != before.vote
        assert marks(item.meeting).floor == before.floor

    def test_what_was_said_behind_closed_doors_stays_there(self, item, secretary):
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now())
        debate.close_doors(item, "", by=secretary, at=timezone.now())
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now())
        debate.propose(item, "other", "Hemmelig", by=secretary)
        with pytest.raises(Refused, match="bak lukkede dører"):
            debate.close_doors(item, "", by=secretary, at=timezone.now())

    @pytest.mark.parametrize("page", ["live", "item"])
    def test_as_many_queries_for_a_thousand_votes_and_proposals(
        self, item, sitting, secretary, now, browse, page
    ):
        def queries_of_page():
            with CaptureQueriesContext(connection) as seen:
                if page == "live":
                    live(item.meeting, AnonymousUser(), now)
                else:
                    assert browse().get(item.get_absolute_url()).status_code == 200
            return len(seen)

        counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
        _more(item, sitting, 10)
        few = queries_of_page()
        _more(item, sitting, 1_000)
        assert item.votes.count() == 1_000
        assert queries_of_page() == few

    @pytest.mark.parametrize("number", [0, 1, 9, 27, 85, 200])
    def test_everyone_has_a_place_of_their_own(self, number):
        places = half_circle(number)
        assert len(set(places)) == number
        assert all(0 <= x <= 1000 and 0 <= y <= 500 for x, y in places)


def _more(item, sitting, number):
    """So many proposals from members, each voted on, two against one."""
    first = item.proposals.count() + 1
    rows = Proposal.objects.bulk_create(
        Proposal(
            item=item,
            number=place,
            kind="other",
            text=f"Forslag {place}",
            proposer=sitting[0],
            status="carried",
        )
        for place in range(first, number + 1)
    )
    asked = Vote.objects.bulk_create(
        Vote(
            item=item,
            number=row.number,
            question="single",
            method="hands",
            status="closed",
            result="carried",
            proposal=row,
            entitled=3,
            votes_for=2,
            votes_against=1,
        )
        for row in rows
    )
    Ballot.objects.bulk_create(
        Ballot(vote=vote, person=person, choice="against" if place else "for")
        for vote in asked
        for place, person in enumerate(sitting[:3])
    )


class TestWhoeverLeads:
    """Whoever leads the meeting keeps its record while it lasts, with or without an office."""

    def test_one_who_was_chosen_to_chair_has_the_chairs_pages(self, item, browse):
        member = browse("gruppeleder")
        here = type(item.meeting).objects.filter(pk=item.meeting_id)
        room = reverse("meetings:room", args=[item.pk])
        assert member.get(room).status_code == 403
        here.update(chair=Person.objects.get(user__username="demo-gruppeleder"))
        assert member.get(room).status_code == 200
        assert member.get(reverse("meetings:desk", args=[item.meeting_id])).status_code == 200
        here.update(status="closed")
        assert member.get(room).status_code == 403

    def test_the_hall_sees_what_lies_on_the_table(self, item, browse):
        hall = browse().get(reverse("meetings:hall", args=[item.meeting_id])).content.decode()
        assert "På bordet" in hall
        assert "Innstilling" in hall
