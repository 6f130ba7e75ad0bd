"""The leader of a body recommends beside the chief executive (domain 000, Fredrikstad)."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from tannhjul.cases import queries
from tannhjul.cases.actions import recommending
from tannhjul.cases.choices import POLITICAL
from tannhjul.cases.models import Recommendation
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Refused
from tannhjul.core.models import Choice
from tannhjul.meetings import papers
from tannhjul.meetings.actions import agenda, attendance, debate
from tannhjul.meetings.queries import expected
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.queries import leader as leader_of
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen(committee, today):
    return Choice.objects.create(
        key=POLITICAL.key,
        scope_kind="organisation.body",
        scope=committee.pk,
        value=True,
        valid_from=today,
        decided_by="KST PS 1/26",
    )


@pytest.fixture
def chair(committee, today):
    return leader_of(committee, today).person


def _recommend(case, body, leader, by, today, text="Barnefattigdom skal halveres.", **more):
    facts = {"by": by, "leader": leader, "today": today, **more}
    return recommending.recommend_politically(case, body, text, **facts)


class TestRecommending:
    def test_only_where_it_is_chosen(self, ready_case, committee, chair, secretary, today):
        with pytest.raises(Refused, match="ikke valgt"):
            _recommend(ready_case, committee, chair, secretary, today, reason="Politikk")

    @pytest.mark.usefixtures("chosen")
    def test_only_the_leader_does(self, ready_case, committee, secretary, today):
        with pytest.raises(Refused, match="Bare organets leder"):
            _recommend(ready_case, committee, Person.objects.last(), secretary, today, reason="x")

    @pytest.mark.usefixtures("chosen")
    def test_a_deviation_is_reasoned(self, ready_case, committee, chair, secretary, today):
        with pytest.raises(Refused, match="avviker"):
            _recommend(ready_case, committee, chair, secretary, today, reason="  ")
        assert not Recommendation.objects.filter(leader=chair).exists()

    @pytest.mark.usefixtures("chosen")
    def test_the_same_words_do_not_deviate(self, ready_case, committee, chair, secretary, today):
        first = queries.administrative_recommendation(ready_case)
        text = "  " + first.text.replace(" ", "\n ")
        row = _recommend(ready_case, committee, chair, secretary, today, text=text, reason="Enig")
        assert (row.deviates, row.waits_for_assessment, row.reason) == (False, False, "")

    @pytest.mark.usefixtures("chosen")
    def test_it_counts_in_its_own_body_only_and_the_first_stays(
        self, ready_case, committee, chair, secretary, today
    ):
        first = queries.administrative_recommendation(ready_case)
        row = _recommend(ready_case, committee, chair, secretary, today, reason="Ambisjonen")
        council = Body.objects.get(short="KST")
        assert queries.valid_recommendation(ready_case, committee) == row
        assert queries.valid_recommendation(ready_case, council) == first
        assert [each for each, _same in queries.said(ready_case)] == [first, row]

    @pytest.mark.source("000-3")
    @pytest.mark.usefixtures("chosen")
    def test_it_counts_until_treatment_whatever_others_recommend_meanwhile(
        self, ready_case, committee, chair, secretary, today
    ):
        row = _recommend(ready_case, committee, chair, secretary, today, reason="Ambisjonen")
        said = Recommendation.objects.create(
            case=ready_case,
            body=Body.objects.get(short="FSK"),
            text="Noe annet.",
            given_on=today,
        )
        assert queries.valid_recommendation(ready_case, committee) == row
        assert queries.waiting_for_assessment(ready_case, committee) == row
        assert list(queries.unassessed(committee)) == [row]
        assert queries.valid_recommendation(ready_case, Body.objects.get(short="KST")) == said


@pytest.mark.usefixtures("chosen")
class TestTheLoop:
    def test_the_notice_says_who_recommended_why_and_what_was_assessed(
        self, ready_case, committee, chair, secretary, today, now, council
    ):
        row = _recommend(ready_case, committee, chair, secretary, today, reason="Ambisjonen")
        Recommendation.objects.create(
            case=ready_case, leader=chair, to_body=council, text="Til rådet", given_on=today
        )
        recommending.assess(row, "Det koster mer.", by=secretary, today=today)
        meeting = agenda.plan(committee, now, by=secretary, place="Rådhuset")
        agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
        ((_internal, data),) = papers.notice(meeting)
        text = " ".join(text_of(data).split())
        assert f"Innstilling fra {chair.name}" in text
        assert text.count("Innstilling fra kommunedirektøren") == 1
        assert "Ambisjonen" in text
        assert "Det koster mer." in text
        assert "Til rådet" not in text

    def test_the_page_marks_the_recommendation_that_counts(
        self, ready_case, committee, chair, secretary, today, council
    ):
        row = _recommend(ready_case, committee, chair, secretary, today, reason="Ambisjonen")
        Recommendation.objects.create(
            case=ready_case, leader=chair, to_body=council, text="Til rådet", given_on=today
        )
        steps, said = list(ready_case.steps.all()), list(ready_case.recommendations.all())
        assert queries.counting_now(steps, said) == row.pk

    @pytest.mark.source("000-3")
    def test_the_body_cannot_treat_it_before_the_chief_executive_has_assessed_it(
        self, ready_case, committee, chair, secretary, today, now
    ):
        row = _recommend(ready_case, committee, chair, secretary, today, reason="Ambisjonen")
        meeting = agenda.plan(committee, now, by=secretary, place="Rådhuset")
        step = ready_case.steps.first()
        with pytest.raises(Refused, match="ennå ikke vurdert"):
            agenda.add_case(meeting, step, by=secretary)
        recommending.assess(row, "Koster 4 mill. mer i året.", by=secretary, today=today)
        item = agenda.add_case(meeting, step, by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [each.person.pk for each in expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=timezone.now())
        item = debate.start_item(item, by=secretary)
        assert item.proposals.get().text == "Barnefattigdom skal halveres."
        with pytest.raises(Refused, match="venter ikke"):
            recommending.assess(row, "Igjen", by=secretary, today=today)

    def test_a_recommendation_after_the_notice_stops_the_treatment(
        self, ready_case, committee, chair, opened, secretary, today
    ):
        row = _recommend(ready_case, committee, chair, secretary, today, reason="Ambisjonen")
        item = opened.items.get()
        with pytest.raises(Refused, match="ennå ikke vurdert"):
            debate.start_item(item, by=secretary)
        recommending.assess(row, "Vurdert.", by=secretary, today=today)
        debate.start_item(item, by=secretary)

    def test_when_the_body_has_treated_it_is_too_late(
        self, ready_case, committee, chair, secretary, today
    ):
        ready_case.steps.filter(body=committee).update(status="done", treated_on=today)
        with pytest.raises(Refused, match="venter ikke på dette organet"):
            _recommend(ready_case, committee, chair, secretary, today, reason="x")

    def test_the_secretary_sees_that_it_waits_and_a_later_word_replaces_it(
        self, ready_case, committee, chair, browse, secretary, today
    ):
        first = _recommend(ready_case, committee, chair, secretary, today, reason="Fordi")
        meeting = agenda.plan(committee, timezone.now(), by=secretary, place="Rådhuset")
        desk = reverse("meetings:desk", args=[meeting.pk])
        says = "venter på at kommunedirektøren vurderer"
        assert says in browse("sekretaer").get(desk).content.decode()
        assert list(queries.unassessed()) == [first]
        facts = {"text": "Noe tredje.", "reason": "Fordi"}
        second = _recommend(ready_case, committee, chair, secretary, today, **facts)
        assert list(queries.unassessed()) == [second]
        recommending.assess(second, "Greit.", by=None, today=today)
        assert not queries.unassessed()
        assert says not in browse("sekretaer").get(desk).content.decode()

    def test_on_the_pages(self, ready_case, browse, today, users):
        Choice.objects.create(
            key=POLITICAL.key, scope=None, value=1, valid_from=today, decided_by="KST"
        )
        council = Body.objects.get(short="KST")
        mayor, chief = browse("ordforer", "mayor"), browse("kommunedirektor")
        assert "Du kan innstille til organet" in mayor.get("/").content.decode()
        address = reverse("cases:recommend", args=[ready_case.pk])
        answer = mayor.post(address, {"body": council.pk, "text": "Alt annet."})
        assert answer.status_code == 422
        assert "Alt annet." in answer.content.decode()
        assert "skriv hvorfor" in answer.content.decode()
        answer = mayor.post(address, {"body": council.pk, "text": "Alt annet.", "reason": "Vil"})
        assert answer.status_code == 302
        row = Recommendation.objects.latest("pk")
        left = [task.url for task in tasks(users["ordforer"].acting("mayor"), localdate())]
        steps = ready_case.steps.filter(body__short__in=["FSK", "KST"])
        assert steps.count() == 2
        assert left.count(address) == 1, "the executive committee's is left, the council's is done"
        page = browse().get(ready_case.get_absolute_url()).content.decode()
        assert "Alt annet." in page
        assert "Ikke vurdert ennå" in page
        assert "Vurder en innstilling som avviker" in chief.get("/").content.decode()
        assess = reverse("cases:assess", args=[row.pk])
        assert mayor.get(assess).status_code == 403
        assert chief.post(assess, {"text": ""}).status_code == 422
        assert chief.post(assess, {"text": "Ulovlig dyrt."}).status_code == 302
        assert "Ulovlig dyrt." in browse().get(ready_case.get_absolute_url()).content.decode()
        assert chief.get(assess).status_code == 404


class TestSpokesperson:
    def test_a_member_presents_the_case(self, ready_case, browse, council, today):
        member = council.seats.filter(kind="member").last().person
        address = reverse("cases:choose_spokesperson", args=[ready_case.pk])
        assert browse("representant").get(address).status_code == 403
        outsider = Person.objects.create(name="Utenfor")
        chooser = browse("ordforer", "mayor")
        assert chooser.post(address, {"person": outsider.pk}).status_code == 422
        assert chooser.post(address, {"person": member.pk}).status_code == 302
        assert member.name in browse().get(ready_case.get_absolute_url()).content.decode()
