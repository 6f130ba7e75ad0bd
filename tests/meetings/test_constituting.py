"""A new council constitutes itself; urgent meetings and written procedure."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.law import Breach, Refused
from tannhjul.elections import actions as elections
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, ballots, counting, debate, minutes, votes
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies
from tannhjul.organisation.models import Body, Seat
from tannhjul.organisation.rules.lists import Line

pytestmark = pytest.mark.django_db


def moment(day, hour=18):
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture
def october(today):
    return today.replace(year=today.year + 1, month=10, day=14)


@pytest.fixture
def planned(council, october, secretary):
    return agenda.plan(council, moment(october), by=secretary, place="Salen", constituting=True)


@pytest.fixture
def session(planned, october, secretary):
    """The constituting meeting, in session with everyone."""
    agenda.convene(planned, by=secretary, today=october - timedelta(days=14))
    people = [row.person.pk for row in queries.expected(planned)]
    attendance.open_meeting(planned, people, by=secretary, at=moment(october))
    return Meeting.objects.get(pk=planned.pk)


class TestTheSequence:
    def test_the_items_stand_on_the_agenda_in_their_order(self, planned):
        assert [item.title for item in planned.items.all()] == [
            "Om valget er gyldig",
            "Valg av formannskap",
            "Valg av ordfører",
            "Valg av varaordfører",
            "Valg av kontrollutvalg",
            "Valg av andre organer og lederne deres",
        ]

    def test_without_other_bodies_the_control_committee_is_the_last(
        self, council, october, secretary
    ):
        Body.objects.exclude(
            kind__in=["council", "executive_committee", "control_committee"]
        ).update(valid_to=october)
        meeting = agenda.plan(council, moment(october), by=secretary, place="X", constituting=True)
        assert meeting.items.last().title == "Valg av kontrollutvalg"

    def test_an_election_of_a_district_is_found_valid_before_anybody_is_elected(
        self, council, october, secretary, today
    ):
        bodies.create_body(
            "Kommunedelsutvalg Vest",
            "KDU",
            "district_committee",
            by=secretary,
            today=today,
            elected_by_voters=True,
        )
        meeting = agenda.plan(council, moment(october), by=secretary, place="X", constituting=True)
        titles = [item.title for item in meeting.items.all()]
        assert titles[:3] == [
            "Om valget er gyldig",
            "Om valgene av kommunedelsutvalg er gyldige",
            "Valg av formannskap",
        ]

    def test_they_stay_there(self, planned, secretary):
        first, second, *_rest = planned.items.all()
        with pytest.raises(Refused, match="Loven sier"):
            agenda.remove_item(first, by=secretary)
        with pytest.raises(Refused, match="bestemt i loven"):
            agenda.move_item(second, True, by=secretary)
        later = agenda.add_item(planned, "Annet", by=secretary)
        with pytest.raises(Refused, match="bestemt i loven"):
            agenda.move_item(later, True, by=secretary)

    def test_only_a_council_and_only_by_the_end_of_october(self, council, october, secretary):
        november = moment(october.replace(month=11, day=1))
        with pytest.raises(Breach, match="7-1"):
            agenda.plan(council, november, by=secretary, constituting=True)
        committee = Body.objects.get(short="HTM")
        with pytest.raises(Refused, match="Bare et nytt kommunestyre"):
            agenda.plan(committee, moment(october), by=secretary, constituting=True)

    def test_fourteen_days_notice(self, planned, october, secretary):
        with pytest.raises(Breach, match="7-1"):
            agenda.convene(planned, by=secretary, today=october - timedelta(days=13))
        agenda.convene(planned, by=secretary, today=october - timedelta(days=14))

    def test_two_thirds_must_be_there(self, planned, october, secretary):
        agenda.convene(planned, by=secretary, today=october - timedelta(days=14))
        people = [row.person.pk for row in queries.expected(planned)]
        with pytest.raises(Breach, match="7-1"):
            attendance.open_meeting(planned, people[:17], by=secretary, at=moment(october))
        attendance.open_meeting(planned, people[:18], by=secretary, at=moment(october))

    def test_what_comes_first_is_treated_first(self, session, secretary, october):
        first, second, *_rest = session.items.all()
        with pytest.raises(Breach, match="7-1"):
            debate.start_item(second, by=secretary)
        _find_valid(first, secretary, moment(october))
        assert debate.start_item(second, by=secretary).status == "open"

    @pytest.mark.parametrize("outcome", ["noted", "postponed"])
    def test_a_step_that_settles_nothing_does_not_open_the_next(
        self, session, secretary, october, outcome
    ):
        first, second, third, *_rest = session.items.all()
        debate.start_item(first, by=secretary)
        minutes.conclude(first, outcome, by=secretary, at=moment(october))
        with pytest.raises(Breach, match="7-1"):
            debate.start_item(second, by=secretary)

    def test_the_executive_committee_is_elected_before_the_mayor(self, session, secretary, october):
        first, second, third, *_rest = session.items.all()
        _find_valid(first, secretary, moment(october))
        debate.start_item(second, by=secretary)
        minutes.conclude(second, "noted", by=secretary, at=moment(october))
        with pytest.raises(Breach, match="7-1"):
            debate.start_item(third, by=secretary)
        _elect_the_executive_committee(secretary, october)
        assert debate.start_item(third, by=secretary).status == "open"


def _find_valid(item, by, at):
    """The council finds the election valid: the proposal lies on the table when it begins."""
    item = debate.start_item(item, by=by)
    counting.unanimous(item, item.proposals.get(), by=by, at=at)
    minutes.conclude(item, "adopted", by=by, at=at)


def _elect_the_executive_committee(by, day):
    """By agreement: those who sit there already."""
    body = Body.objects.get(short="FSK")
    election = elections.open_election(body, "agreement", by=by, today=day)
    seats = Seat.objects.on(day).filter(body=body, kind="member")
    lines = [
        Line(n, s.party.code, s.person.name, "", s.person.gender) for n, s in enumerate(seats, 1)
    ]
    row = elections.put_list(election, "Alle", lines, by=by)
    elections.count(election, {row.pk: election.seats}, by=by)


def test_the_mayor_is_elected_in_the_meeting_and_takes_office(
    session, secretary, october, council, browse
):
    at = moment(october)
    items = list(session.items.all())
    _find_valid(items[0], secretary, at)
    _elect_the_executive_committee(secretary, october)
    mayor = debate.start_item(items[2], by=secretary)
    clerk, room = browse("sekretaer"), reverse("meetings:room", args=[mayor.pk])
    assert "Forbered valget: Kommunestyret" in clerk.get(room).content.decode()
    election = elections.open_election(
        council, "majority", by=secretary, today=october, office="leader"
    )
    members = Seat.objects.filter(body=council, kind="member", office="", valid_to=None)
    for seat in members[:2]:
        elections.put_list(
            election, seat.person.name, [Line(1, "", seat.person.name, "", "")], by=secretary
        )
    page = clerk.get(room).content.decode()
    assert "Valget og resultatet" in page
    vote = votes.open_vote(mayor, "hands", election=election, by=secretary, at=at)
    people = [row.person_id for row in queries.entitled(mayor, at)]
    chosen = {person: "1" if n < 15 else "2" for n, person in enumerate(people)}
    counting.count_all(vote, chosen, by=secretary, at=at)
    assert "La det få virkning" in clerk.get(room).content.decode()
    election.refresh_from_db()
    elections.take_effect(election, by=secretary, today=october)
    now = Seat.objects.on(october).get(body=council, office="leader")
    assert now.person == members[0].person or now.person.name == vote.options.get(won=True).label


class TestUrgent:
    @pytest.fixture
    def urgent(self, committee, today, secretary):
        row = agenda.plan(
            committee,
            timezone.now() + timedelta(hours=2),
            by=secretary,
            form="urgent",
            form_because="Fristen går ut i morgen",
            stream="https://lillevik.example/hast",
        )
        agenda.add_item(row, "Akutt", by=secretary, kind="PS")
        agenda.convene(row, by=secretary, today=today)
        return Meeting.objects.get(pk=row.pk)

    def test_a_third_can_have_it_wait(self, urgent, secretary, browse):
        with pytest.raises(Refused, match="Færre enn en tredel"):
            agenda.put_off_urgent(urgent, 2, by=secretary)
        address = reverse("meetings:put_off_urgent", args=[urgent.pk])
        assert browse("sekretaer").post(address, {"demanding": 0}).status_code == 422
        assert browse("sekretaer").post(address, {"demanding": 3}).status_code == 302
        urgent.refresh_from_db()
        assert urgent.status == "cancelled"

    def test_another_meeting_is_not_put_off(self, convened, secretary):
        with pytest.raises(Refused, match="ikke et hastemøte"):
            agenda.put_off_urgent(convened, 9, by=secretary)

    @pytest.mark.parametrize(("agree", "result"), [(9, "carried"), (8, "lost")])
    def test_in_writing_everyone_must_agree(self, committee, today, now, secretary, agree, result):
        row = agenda.plan(
            committee,
            now + timedelta(hours=1),
            by=secretary,
            form="written",
            form_because="Liten sak",
        )
        agenda.add_item(row, "Uttalelse", by=secretary, kind="PS")
        agenda.convene(row, by=secretary, today=today)
        people = [each.person.pk for each in queries.expected(row)]
        attendance.open_meeting(row, people, by=secretary, at=now)
        item = debate.start_item(row.items.get(), by=secretary)
        proposal = debate.propose(item, "other", "Ja.", by=secretary)
        vote = votes.open_vote(item, "electronic", proposal, by=secretary, at=now)
        sitting = [p.person for p in queries.entitled(item, now)]
        for number, person in enumerate(sitting):
            choice = "for" if number < agree else "against"
            ballots.vote_oneself(vote, person, choice, by=secretary, at=now)
        assert counting.close_vote(vote, by=secretary, at=now).result == result
