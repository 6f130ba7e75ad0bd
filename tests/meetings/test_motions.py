"""What members raise: questions, proposals and demands, with their deadlines and thirds."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.choices import OPTIONS
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, motions
from tannhjul.meetings.models import Item, Meeting, Motion
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.queries import members
from tannhjul.organisation.rules.calendar import weeks_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(committee, secretary, today):
    """A committee meeting three weeks from now."""
    at = timezone.now() + timedelta(days=21)
    return agenda.plan(committee, at, by=secretary, place="Rådhuset")


@pytest.fixture
def people(committee, today):
    return [seat.person for seat in members(committee, today)]


def _send(meeting, person, kind, by, today, **more):
    return motions.send(
        meeting.body,
        person,
        kind,
        "Skolevei",
        "Hva gjør vi?",
        by=by,
        today=today,
        meeting=None if kind == "meeting" else meeting,
        **more,
    )


class TestDeadlines:
    @pytest.mark.parametrize(
        ("kind", "days"),
        [("question", 3), ("interpellation", 14), ("oral", 0), ("proposal", 0), ("resolution", 0)],
    )
    def test_the_deadline_is_counted_back_from_the_meeting(
        self, planned, people, secretary, kind, days
    ):
        last = queries.day_of(planned) - timedelta(days=days)
        assert queries.motion_deadline(kind, planned) == last
        assert not _send(planned, people[0], kind, secretary, last).late
        assert _send(planned, people[0], kind, secretary, last + timedelta(days=1)).late

    def test_a_municipality_chooses_its_own(self, planned, secretary, today):
        register.choose(
            OPTIONS["meetings.question_days"],
            8,
            decided_by="KST PS 1/26",
            by=secretary,
            today=today,
            body=planned.body,
        )
        day = queries.day_of(planned)
        assert queries.motion_deadline("question", planned) == day - timedelta(days=8)

    def test_a_demand_has_no_deadline(self, planned):
        assert queries.motion_deadline("item", planned) is None


class TestDemands:
    @pytest.mark.source("004-1")
    def test_a_third_binds(self, planned, people, secretary, today):
        demand = _send(planned, people[0], "item", secretary, today)
        agenda.add_item(planned, "Orientering", by=secretary)
        assert queries.supporters_needed(planned.body, today) == 3
        motions.support(demand, people[1], by=secretary, today=today)
        assert not queries.is_met(demand)
        motions.support(demand, people[2], by=secretary, today=today)
        assert queries.is_met(demand)
        for instead in (motions.decline, motions.answer):
            with pytest.raises(Refused, match="Mange nok"):
                instead(demand, "Nei", by=secretary, today=today)
        with pytest.raises(Breach, match="11-3"):
            agenda.convene(planned, by=secretary, today=today)
        item = motions.put_on_agenda(demand, planned, by=secretary)
        assert item.title == "Skolevei"
        agenda.convene(planned, by=secretary, today=today)

    def test_a_third_gets_its_meeting(self, planned, people, secretary, today, browse):
        demand = _send(planned, people[0], "meeting", secretary, today)
        for person in people[1:3]:
            motions.support(demand, person, by=secretary, today=today)
        with pytest.raises(Refused, match="Mange nok"):
            motions.answer(demand, "Vi ses neste måned.", by=secretary, today=today)
        desk = browse("sekretaer")
        page = desk.get(demand.get_absolute_url()).content.decode()
        hold = reverse("meetings:hold_meeting", args=[demand.pk])
        assert hold in page
        assert reverse("meetings:answer_motion", args=[demand.pk]) not in page
        bad = desk.post(hold, {"starts_at": "i morgen", "place": "", "form": "physical"})
        assert bad.status_code == 422
        at = (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%dT17:00")
        data = {"starts_at": at, "place": "Rådhuset", "form": "physical"}
        assert desk.post(hold, data).status_code == 302
        demand.refresh_from_db()
        assert demand.status == "listed"
        assert demand.item.title == "Skolevei"
        assert demand.meeting.body == demand.body
        assert demand.meeting.place == "Rådhuset"

    def test_only_a_demand_for_a_meeting_calls_one(self, planned, people, secretary, today):
        demand = _send(planned, people[0], "item", secretary, today)
        with pytest.raises(Refused, match="krav om møte"):
            motions.hold_meeting(demand, timezone.now() + timedelta(days=3), by=secretary)

    def test_a_resolution_is_put_on_the_agenda_as_a_matter(self, planned, people, secretary, today):
        motion = _send(planned, people[0], "resolution", secretary, today)
        assert motions.put_on_agenda(motion, planned, by=secretary).kind == "PS"

    def test_taking_it_off_the_agenda_brings_the_demand_back(
        self, planned, people, secretary, today
    ):
        demand = _send(planned, people[0], "item", secretary, today)
        for person in people[1:3]:
            motions.support(demand, person, by=secretary, today=today)
        item = motions.put_on_agenda(demand, planned, by=secretary)
        agenda.remove_item(item, by=secretary)
        assert queries.unlisted_demands(planned) == [demand]

    def test_fewer_than_a_third_do_not_bind(self, planned, people, secretary, today):
        demand = _send(planned, people[0], "item", secretary, today)
        agenda.add_item(planned, "Orientering", by=secretary)
        agenda.convene(planned, by=secretary, today=today)
        motions.decline(demand, "Hører ikke under utvalget.", by=secretary, today=today)
        demand.refresh_from_db()
        assert (demand.status, demand.reply) == ("declined", "Hører ikke under utvalget.")

    def test_one_supports_once_and_only_members_do(self, planned, people, secretary, today, users):
        demand = _send(planned, people[0], "meeting", secretary, today)
        with pytest.raises(Refused, match="allerede"):
            motions.support(demand, people[0], by=secretary, today=today)
        stranger = Person.objects.create(name="Utenfor")
        with pytest.raises(Refused, match="medlemmer"):
            motions.support(demand, stranger, by=secretary, today=today)

    def test_a_demand_that_others_have_joined_stands(self, planned, people, secretary, today):
        demand = _send(planned, people[0], "item", secretary, today)
        motions.support(demand, people[1], by=secretary, today=today)
        with pytest.raises(Refused, match="blir stående"):
            motions.withdraw(demand, by=secretary)

    def test_a_question_cannot_be_supported(self, planned, people, secretary, today):
        question = _send(planned, people[0], "question", secretary, today)
        with pytest.raises(Refused):
            motions.support(question, people[1], by=secretary, today=today)


class TestRefusals:
    def test_only_members_raise(self, planned, secretary, today):
        with pytest.raises(Refused, match="medlemmer"):
            _send(planned, Person.objects.create(name="Utenfor"), "question", secretary, today)

    def test_a_meeting_that_is_over_takes_nothing(self, people, secretary, today, committee):
        over = committee.meetings.filter(status="published").first()
        with pytest.raises(Refused, match="over"):
            _send(over, people[0], "question", secretary, today)

    def test_what_is_answered_is_answered(self, planned, people, secretary, today):
        question = _send(planned, people[0], "question", secretary, today)
        motions.answer(question, "Vi ser på det.", by=secretary, today=today)
        with pytest.raises(IllegalMove):
            motions.withdraw(question, by=secretary)
        with pytest.raises(IllegalMove):
            motions.answer(question, "Igjen", by=secretary, today=today)

    def test_it_is_put_on_the_agenda_of_its_own_body(
        self, planned, people, secretary, today, council
    ):
        question = _send(planned, people[0], "question", secretary, today)
        other = council.meetings.get(status="convened")
        with pytest.raises(Refused, match="annet organ"):
            motions.put_on_agenda(question, other, by=secretary)


class TestPages:
    @pytest.fixture
    def meeting(self, council):
        return council.meetings.get(status="convened")

    @pytest.mark.source("004-1")
    def test_a_councillor_sees_what_can_be_done_and_does_it(self, browse, meeting):
        member = browse("representant")
        assert "Hva kan jeg gjøre nå" in member.get(meeting.get_absolute_url()).content.decode()
        page = member.get(reverse("meetings:tools", args=[meeting.pk])).content.decode()
        assert "Interpellasjon" in page
        assert "Resolusjon" in page
        for paragraph in ("§ 11-2", "§ 11-3", "§ 11-12", "§ 11-13"):
            assert f"kommuneloven {paragraph}" in page
        assert "fristen" in page or "ute:" in page
        send = reverse("meetings:send_motion", args=[meeting.pk])
        assert (
            'value="question" selected' in member.get(send, {"kind": "question"}).content.decode()
        )
        data = {"kind": "question", "title": "Skolevei", "text": "Når kommer lyset?"}
        answer = member.post(send, data)
        motion = Motion.objects.latest("pk")
        assert answer["Location"] == motion.get_absolute_url()

    def test_a_question_becomes_public_when_it_is_on_the_agenda(
        self, browse, meeting, secretary, today, users
    ):
        author = Person.objects.get(user=users["representant"])
        question = _send(meeting, author, "question", secretary, today)
        assert browse().get(question.get_absolute_url()).status_code == 404
        assert browse("gruppeleder").get(question.get_absolute_url()).status_code == 200
        desk = browse("sekretaer")
        assert "Skolevei" in desk.get("/").content.decode(), "a task"
        listed = desk.post(reverse("meetings:list_motion", args=[question.pk]))
        assert listed.status_code == 302
        assert "Skolevei" in browse().get(meeting.get_absolute_url()).content.decode()
        assert "Hva gjør vi" in browse().get(question.get_absolute_url()).content.decode()
        reply = reverse("meetings:answer_motion", args=[question.pk])
        assert desk.post(reply, {"text": ""}).status_code == 422
        assert desk.post(reply, {"text": "Lyset kommer i mai."}).status_code == 302
        assert "Lyset kommer i mai" in browse().get(question.get_absolute_url()).content.decode()
        assert "Skolevei" in browse().get("/fra-folkevalgte/").content.decode()

    def test_a_demand_is_joined_on_the_phone(self, browse, meeting, secretary, today, users):
        author = Person.objects.get(user=users["representant"])
        demand = _send(meeting, author, "item", secretary, today)
        page = browse("gruppeleder").get(demand.get_absolute_url()).content.decode()
        assert "1 av de 9" in page
        join = reverse("meetings:support_motion", args=[demand.pk])
        assert browse("gruppeleder").post(join).status_code == 302
        assert demand.supports.count() == 2
        assert browse("kommunedirektor").post(join).status_code == 404
        assert browse("innbygger").post(join).status_code == 404

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"title": ""}, "påkrevet"),
            ({"title": "x" * 201}, "200"),
            ({"text": ""}, "påkrevet"),
            ({"kind": "riot"}, "Velg"),
            ({"kind": "documents"}, "Si hvilken sak"),
            ({"kind": "documents", "case": "x"}, "26/3"),
            ({"kind": "documents", "case": "26/99999"}, "ingen sak"),
        ],
    )
    def test_bad_input(self, browse, meeting, changed, says):
        data = {"kind": "question", "title": "T", "text": "T", **changed}
        send = reverse("meetings:send_motion", args=[meeting.pk])
        answer = browse("representant").post(send, data)
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not meeting.motions.exists()

    def test_others_cannot_raise(self, browse, meeting):
        for who, status in (("kommunedirektor", 403), ("innbygger", 403), (None, 302)):
            tools = reverse("meetings:tools", args=[meeting.pk])
            assert browse(who).get(tools).status_code == status


class TestThree:
    """Three members are enough to see documents, and to have a decision's legality tried."""

    def test_three_demand_documents(self, planned, people, secretary, today):
        demand = _send(planned, people[0], "documents", secretary, today)
        motions.support(demand, people[1], by=secretary, today=today)
        assert not queries.is_met(demand)
        motions.support(demand, people[2], by=secretary, today=today)
        assert queries.is_met(demand)
        with pytest.raises(Refused, match="Mange nok"):
            motions.decline(demand, "Nei", by=secretary, today=today)
        assert motions.answer(demand, "Se vedlegg.", by=secretary, today=today).status == "answered"

    def test_the_control_committee_demands_anything_as_a_committee(self, secretary, today, browse):
        """§ 23-2 (3): whatever it finds that it needs, also of what nobody has sent it."""
        body = Body.objects.get(short="KU")
        these = [row.person for row in members(body, today)]
        meeting = agenda.plan(body, timezone.now() + timedelta(days=9), by=secretary, place="X")
        draft = cases.open_case("Ny skole", by=secretary, today=today)
        demand = _send(
            meeting, these[0], "documents", secretary, today, case=draft, confidential=True
        )
        motions.support(demand, these[1], by=secretary, today=today)
        assert not queries.is_met(demand), "two of five"
        motions.support(demand, these[2], by=secretary, today=today)
        assert queries.is_met(demand)
        with pytest.raises(Refused, match="Mange nok"):
            motions.decline(demand, "Nei", by=secretary, today=today)

    def test_documents_are_seen_from_when_the_case_is_sent(
        self, browse, planned, people, secretary, today, ready_case
    ):
        draft = cases.open_case("Ny skole", by=secretary, today=today)
        elsewhere = Case.objects.filter(status="ready").exclude(steps__body=planned.body).first()
        for case in (draft, elsewhere):
            with pytest.raises(Breach, match="11-13"):
                _send(planned, people[0], "documents", secretary, today, case=case)
        motion = _send(planned, people[0], "documents", secretary, today, case=ready_case)
        assert (
            ready_case.title in browse("sekretaer").get(motion.get_absolute_url()).content.decode()
        )

    def test_a_legality_check_comes_after_the_decision_and_within_three_weeks(
        self, council, secretary, browse
    ):
        held = Meeting.objects.filter(body=council, status="published").last()
        day = queries.day_of(held)
        person = members(council, day)[0].person
        with pytest.raises(Breach, match="27-1"):
            _send(held, person, "legality", secretary, weeks_on(day, 3) + timedelta(days=1))
        with pytest.raises(Refused, match="Velg vedtaket"):
            _send(held, person, "legality", secretary, weeks_on(day, 3))
        other = Item.objects.filter(outcome="adopted").exclude(meeting=held).first()
        with pytest.raises(Refused, match="Velg vedtaket"):
            _send(held, person, "legality", secretary, weeks_on(day, 3), about=other)
        about = queries.reviewable(held)[0].item
        demand = _send(held, person, "legality", secretary, weeks_on(day, 3), about=about)
        assert (demand.late, queries.supporters_needed(council, day, "legality")) == (False, 3)
        kinds = {tool.kind for tool in queries.tools(held, day)}
        assert kinds == {"legality"}
        held.items.update(outcome="recommended")
        assert not queries.tools(held, day), "a recommendation is not tried"
        raising = reverse("meetings:send_motion", args=[held.pk])
        answer = browse("representant").get(raising, {"kind": "legality"}, follow=True)
        assert "ikke vedtatt noe i det som kan prøves" in answer.content.decode()

    def test_the_deadline_for_a_legality_check_moves_past_holidays(self, committee, secretary):
        at = timezone.make_aware(datetime(2026, 12, 4, 17))
        meeting = agenda.plan(committee, at, by=secretary)
        assert queries.motion_deadline("legality", meeting) == date(2026, 12, 28)

    def test_a_coming_meeting_offers_everything_else(self, planned, people, secretary, today):
        kinds = {tool.kind for tool in queries.tools(planned, today)}
        assert {"documents", "chair", "item", "meeting"} <= kinds
        assert "legality" not in kinds
        assert not _send(planned, people[0], "chair", secretary, today).late
