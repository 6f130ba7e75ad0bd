"""The board of a municipal enterprise meets by § 9-9, not by chapter 11; and who sits on it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case, CaseParty
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Choice
from tannhjul.elections import actions as elections
from tannhjul.meetings import floor as reads
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, votes
from tannhjul.meetings.models import Item, Meeting, Motion, Support
from tannhjul.meetings.papers.minutes import recorded
from tannhjul.organisation import findings
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.actions import bodies, offices, seats, units
from tannhjul.organisation.models import Body, Person, Seat, Unit
from tannhjul.organisation.rules.lists import Line
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(secretary, today):
    return {"by": secretary, "today": today}


@pytest.fixture
def board(act, today):
    """Five people on the board of the harbour."""
    made = bodies.create_body("Havnestyret", "HAVN", "enterprise_board", **act)
    for order in range(1, 6):
        person = Person.objects.create(name=f"Styremedlem {order}", email=f"s{order}@x.no")
        seats.seat(made, person, kind="member", order=order, **act)
    return made


@pytest.fixture
def harbour(board, act, secretary, today):
    """The enterprise, its manager appointed."""
    top = Unit.objects.get(task="head")
    unit = units.create_unit("Lillevik havn KF", parent=top, **act)
    units.describe_unit(unit, unit.task, unit.basis, by=secretary, board=board)
    units.appoint(unit, Person.objects.create(name="Dag Leder", email="dag@x.no"), **act)
    return Unit.objects.get(pk=unit.pk)


@pytest.fixture
def manager(harbour):
    return Person.objects.get(name="Dag Leder")


@pytest.fixture
def members(board, today):
    return [seat.person for seat in organisation.members(board, today)]


def _in_session(board, people, secretary, now, unlisted=False):
    meeting = agenda.plan(board, now, by=secretary, place="Kaia")
    agenda.add_item(meeting, "Ny kran", by=secretary)
    agenda.convene(meeting, by=secretary, today=timezone.localdate())
    if unlisted:
        agenda.add_item(meeting, "Hasteinnkjøp", by=secretary)
    meeting = Meeting.objects.get(pk=meeting.pk)
    attendance.open_meeting(meeting, [p.pk for p in people], by=secretary, at=now)
    return debate.start_item(meeting.items.order_by("order").last(), by=secretary)


def _put(item, text, yes, secretary, now):
    """Vote on a proposal: those ``yes`` for it, the others against."""
    row = debate.propose(item, "other", text, by=secretary)
    vote = votes.open_vote(item, "hands", row, by=secretary, at=now)
    no = {sitting.person_id for sitting in queries.entitled(item, now)} - {p.pk for p in yes}
    return counting.count(vote, no, by=secretary, at=now)


class TestWhoSits:
    def test_the_manager_cannot_be_elected_to_the_board(self, harbour, board, manager, act):
        with pytest.raises(Breach, match="9-5"):
            seats.seat(board, manager, kind="member", order=6, **act)

    def test_a_member_who_becomes_manager_leaves_the_board(
        self, harbour, board, members, act, today
    ):
        units.appoint(harbour, members[0], **act)
        assert members[0] not in [s.person for s in organisation.members(board, today)]

    def test_two_years_unless_the_statutes_say_more_and_never_over_four(self, board, today):
        Seat.objects.filter(body=board).update(valid_from=today - timedelta(days=3 * 365))
        assert len(list(findings.elected_too_long_ago(today))) == 5
        Choice.objects.create(key="organisation.board_years", value=4, valid_from=today)
        assert not list(findings.elected_too_long_ago(today))


class TestDeciding:
    def test_a_third_of_all_members_is_not_enough_even_if_it_is_the_majority(
        self, board, members, secretary, now
    ):
        board.seats_total = 6
        board.save()
        item = _in_session(board, members[:3], secretary, now)
        assert _put(item, "Kranen kjøpes", members[:2], secretary, now).result == "lost"
        assert _put(item, "Kranen leies", members[:3], secretary, now).result == "carried"

    def test_of_two_rivals_neither_is_adopted_with_a_third(self, board, members, secretary, now):
        board.seats_total = 9
        board.save()
        item = _in_session(board, members, secretary, now)
        rows = [debate.propose(item, "alternative", text, by=secretary) for text in ("A", "B")]
        vote = votes.open_vote(item, "hands", rows[0], by=secretary, at=now, against=rows[1])
        people = [row.person_id for row in queries.entitled(item, now)]
        assert counting.count(vote, set(people[:2]), by=secretary, at=now).result == "lost"
        assert {row.status for row in item.proposals.all()} == {"lost"}

    def test_late_papers_are_as_in_other_bodies(self, board, members, secretary, now):
        item = _in_session(board, members[:4], secretary, now)
        debate.papers_were_late(item, by=secretary)
        assert debate.take_up(item, 0, False, by=secretary, at=now).taken_up

    def test_in_a_committee_the_same_votes_carry(self, opened, secretary, now):
        item = debate.start_item(opened.items.get(), by=secretary)
        here = [row.person for row in queries.entitled(item, now)]
        type(item.body).objects.filter(pk=item.body_id).update(seats_total=2 * len(here))
        vote = _put(item, "Ja", here[: len(here) // 2 + 1], secretary, now)
        assert vote.result == "carried"

    def test_what_is_not_on_the_agenda_waits_unless_all_are_there_and_agree(
        self, board, members, secretary, now
    ):
        item = _in_session(board, members[:4], secretary, now, unlisted=True)
        assert debate.take_up(item, 0, False, by=secretary, at=now).taken_up is False

    def test_one_who_objects_stops_it(self, board, members, secretary, now):
        item = _in_session(board, members, secretary, now, unlisted=True)
        assert debate.take_up(item, 1, False, by=secretary, at=now).taken_up is False
        assert not mail.outbox

    def test_complete_and_unanimous_it_is_treated_and_the_chief_executive_told(
        self, board, members, secretary, now, today, django_capture_on_commit_callbacks
    ):
        chief = organisation.chief_executive(today)
        Person.objects.filter(pk=chief.pk).update(email="kd@lillevik.example")
        item = _in_session(board, members, secretary, now, unlisted=True)
        with django_capture_on_commit_callbacks(execute=True):
            assert debate.take_up(item, 0, False, by=secretary, at=now).taken_up
        [told] = mail.outbox
        assert told.to == ["kd@lillevik.example"]
        assert "Hasteinnkjøp" in told.body


class TestMeeting:
    def test_one_member_alone_can_demand_a_meeting(self, board, members, today):
        demand = Motion(kind="meeting", body=board, author=members[0], sent_on=today, title="Krana")
        demand.save()
        Support.objects.create(motion=demand, person=members[0], on=today)
        assert queries.supporters_needed(board, today, "meeting") == 1
        assert queries.is_met(demand)

    def test_the_manager_may_speak(self, harbour, manager, members, board, secretary, now):
        item = _in_session(board, members, secretary, now)
        assert manager in reads.by_law(item)

    def test_everyone_present_signs(self, board, members, secretary, now):
        item = _in_session(board, members, secretary, now)
        with pytest.raises(Breach, match="9-9"):
            minutes.choose_signers(item.meeting, members[:2], by=secretary)
        assert len(minutes.choose_signers(item.meeting, members, by=secretary)) == 5

    def test_who_arrives_after_the_signers_were_chosen_signs_too(
        self, board, members, secretary, now, today
    ):
        item = _in_session(board, members[:4], secretary, now)
        minutes.choose_signers(item.meeting, members[:4], by=secretary)
        attendance.arrive(item.meeting, members[4], by=secretary, at=now)
        minutes.conclude(item, "noted", by=secretary, at=now)
        minutes.close(item.meeting, by=secretary, at=now)
        with pytest.raises(Breach, match="9-9"):
            minutes.approve_minutes(item.meeting, by=secretary, today=today)

    def test_who_disagrees_has_it_entered_the_manager_too(
        self, harbour, manager, members, board, secretary, now
    ):
        item = _in_session(board, members, secretary, now)
        for person in (manager, members[0]):
            debate.enter_statement(item, person, "Kranen er for dyr.", by=secretary, at=now)
        minutes.conclude(item, "noted", by=secretary, at=now)
        lines = str(recorded(item.meeting, [item], internal=False, pages=[]))
        assert f"{manager} fikk ført i protokollen: Kranen er for dyr." in lines

    def test_a_stranger_is_not_entered(self, board, members, secretary, now):
        item = _in_session(board, members, secretary, now)
        stranger = Person.objects.create(name="Tilhører")
        with pytest.raises(Refused, match="Bare de som sitter"):
            debate.enter_statement(item, stranger, "Hei", by=secretary, at=now)
        with pytest.raises(Refused, match="Skriv"):
            debate.enter_statement(item, members[0], "  ", by=secretary, at=now)

    def test_twice_is_once_and_what_was_wrong_is_taken_out(
        self, board, members, secretary, now, browse
    ):
        item = _in_session(board, members, secretary, now)
        page = browse("sekretaer")
        address = reverse("meetings:enter_statement", args=[item.pk])
        for _time in range(2):
            page.post(address, {"person": members[0].pk, "text": "For dyrt."})
        row = item.statements.get()
        page.post(reverse("meetings:remove_statement", args=[item.pk, row.pk]))
        assert not item.statements.exists()


class TestOfTheEmployees:
    """§ 9-6: up to a fifth of the board, and not in every matter."""

    @pytest.fixture
    def elected(self, board, act):
        return seats.seat_one(
            self._larger(board),
            self._new("Ansatt"),
            kind="member",
            order=6,
            by_employees=True,
            **act,
        )

    def _larger(self, board):
        board.seats_total = 6
        board.save()
        return board

    def _new(self, name):
        return Person.objects.create(name=name)

    def test_at_most_a_fifth_and_nowhere_else(self, board, elected, act):
        board.seats_total = 7
        board.save()
        with pytest.raises(Breach, match="9-6"):
            seats.seat_one(board, self._new("To"), kind="member", order=7, by_employees=True, **act)
        assert not Seat.objects.filter(person__name="To").exists()
        committee = Body.objects.get(short="HTM")
        with pytest.raises(Refused, match="styret for et foretak"):
            seats.seat_one(
                committee, self._new("Tre"), kind="deputy", order=99, by_employees=True, **act
            )

    def test_the_page_asks_only_where_they_elect(self, board, browse):
        client = browse("sekretaer")
        asked = client.get(reverse("organisation:seat", args=[board.pk])).content.decode()
        assert "by_employees" in asked
        other = reverse("organisation:seat", args=[Body.objects.get(short="HTM").pk])
        assert "by_employees" not in client.get(other).content.decode()

    @pytest.mark.parametrize(
        ("nature", "party", "takes_part"),
        [
            ("", "", True),
            ("employer", "", True),
            ("bargaining", "", False),
            ("employee", "", False),
            ("", "Kari Lie", False),
        ],
    )
    def test_they_vote_but_for_bargaining_and_individuals(
        self, board, elected, act, secretary, now, nature, party, takes_part
    ):
        case = cases.open_case("Sak", by=secretary, today=act["today"], nature=nature)
        if party:
            CaseParty.objects.create(case=case, name=party)
        meeting = agenda.plan(board, now, by=secretary, place="Kaia")
        item = agenda.add_item(meeting, "Sak", by=secretary)
        Item.objects.filter(pk=item.pk).update(case=case)
        agenda.convene(meeting, by=secretary, today=act["today"])
        people = [row.person.pk for row in queries.expected(meeting)]
        assert elected.person_id in people
        attendance.open_meeting(meeting, people, by=secretary, at=now)
        item = Item.objects.get(pk=item.pk)
        voting = {row.person_id for row in queries.entitled(item, timezone.now())}
        assert (elected.person_id in voting) is takes_part
        assert len(voting) == (6 if takes_part else 5)
        assert (queries.seat_in(item, elected.person, timezone.now()) is not None) is takes_part

    def test_the_councils_election_leaves_the_employees_members(self, board, elected, act, today):
        """§ 9-7 (3): it changes those whom it has elected itself."""
        election = elections.open_election(board, "agreement", **act)
        assert election.seats == 5
        people = [Line(n, "", f"Ny {n}", "", "kmkmk"[n - 1].replace("k", "f")) for n in range(1, 6)]
        slate = elections.put_list(election, "A", people, by=act["by"])
        elections.count(election, {slate.pk: 5}, by=act["by"])
        elections.take_effect(election, **act)
        board.refresh_from_db()
        sitting = {seat.person for seat in organisation.members(board, today)}
        assert elected.person in sitting
        assert (len(sitting), board.seats_total) == (6, 6)

    def test_with_an_office_or_a_stand_in_it_is_still_theirs(self, board, elected, act, today):
        offices.give_office(board, elected.person, "deputy_leader", **act)
        own = Seat.objects.get(body=board, person=elected.person, valid_to=None)
        assert own.by_employees

    def test_a_board_is_complete_though_one_of_them_takes_no_part(
        self, board, elected, act, secretary, now
    ):
        """§ 9-6 keeps them out of the matter, § 9-9 (6) asks who sits there."""
        meeting = agenda.plan(board, now, by=secretary, place="Kaia")
        agenda.add_item(meeting, "Annet", by=secretary)
        agenda.convene(meeting, by=secretary, today=act["today"])
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=now)
        item = agenda.add_item(meeting, "Lønnskrav", by=secretary)
        case = cases.open_case("Lønnskrav", by=secretary, today=act["today"], nature="bargaining")
        Item.objects.filter(pk=item.pk).update(case=case, unlisted=True)
        item = debate.start_item(Item.objects.get(pk=item.pk), by=secretary)
        done = debate.take_up(item, 0, False, by=secretary, at=timezone.now())
        assert done.taken_up is True

    def test_what_it_sends_to_the_council_goes_by_way_of_the_chief_executive(
        self, board, act, secretary, council
    ):
        """§ 9-16 (3)."""
        case = cases.open_case("Ny kai", by=secretary, today=act["today"])
        cases.set_route(case, [(board, "recommends"), (council, "decides")], by=secretary)
        way = [str(step.who) for step in case.steps.order_by("order")]
        assert len(way) == 3
        assert way[0] == str(board)
        assert "ommunedirektøren" in way[1]
        Case.objects.filter(pk=case.pk).update(status="ready", approved_revision=1)
        case.steps.filter(body=board).update(status="done", treated_on=act["today"])
        chief = user("kommunedirektor")
        whats = {task.what for task in tasks(chief, act["today"]) if task.about == str(case)}
        assert "Send videre til kommunestyret" in whats
        own = cases.open_case("Ny bom", by=secretary, today=act["today"])
        cases.set_route(own, [(board, "decides")], by=secretary)
        assert own.steps.count() == 1
