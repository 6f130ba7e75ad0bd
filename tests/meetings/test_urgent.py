"""Urgent matters decided in place of another body, and reported to it (kommuneloven § 11-8)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.cases.models import Case
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.actions import delegated as decisions
from tannhjul.decisions.models import Decision
from tannhjul.decisions.queries import unreported
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Area
from tannhjul.meetings import choices, papers, queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, urgent
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Body, Person, Unit
from tests import checking as check

pytestmark = pytest.mark.django_db
WHY = "Anleggsstart er i morgen."


@pytest.fixture
def executive(db):
    return Body.objects.get(short="FSK")


@pytest.fixture
def allowed(executive, secretary, today):
    """The council has given the executive committee the power."""
    register.choose(
        choices.URGENT, 1, by=secretary, today=today, decided_by="KST PS 2/25", body=executive
    )


@pytest.fixture
def case(db, council):
    """A case that the executive committee has yet to recommend on, and the council to decide."""
    return Case.objects.get(title="Kjøp av eiendom")


@pytest.fixture
def treated(executive, secretary, council, today, now):
    """A matter without a case, being treated in the executive committee."""
    meeting = agenda.plan(executive, now, by=secretary, place="Rådhuset")
    agenda.add_item(meeting, "Erstatning for bro", by=secretary, kind="PS")
    agenda.convene(meeting, by=secretary, today=today)
    people = [row.person.pk for row in queries.expected(meeting)]
    attendance.open_meeting(meeting, people, by=secretary, at=now)
    return debate.start_item(meeting.items.get(), by=secretary)


def _adopt(item, by, now):
    proposal = debate.propose(item, "other", "Broen stenges.", by=by, proposer=None)
    counting.unanimous(item, proposal, by=by, at=now)
    return minutes.conclude(item, "adopted", by=by, at=now)


class TestDeciding:
    def test_only_where_the_council_has_given_the_power(self, treated, council, secretary):
        with pytest.raises(Breach) as breach:
            urgent.decide_for(treated, council, WHY, by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 11-8 (1)"
        assert not queries.may_be_urgent(treated)

    def test_it_is_decided_in_place_of_the_council_with_its_reason(
        self, treated, allowed, council, secretary, now
    ):
        item = urgent.decide_for(treated, council, WHY, by=secretary)
        item = _adopt(item, secretary, now)
        assert Decision.objects.get(item=item).body == item.body
        said = papers.recorded(item.meeting, [item], False, [])["items"][0]["lines"]
        assert any(WHY in line and "Kommunestyret" in line for line in said)
        assert list(queries.unreported(council)) == [item]

    def test_not_in_place_of_a_body_that_does_not_decide_it(
        self, treated, allowed, executive, secretary
    ):
        for wrong in (executive, Body.objects.get(short="ER")):
            with pytest.raises(Refused, match="ikke"):
                urgent.decide_for(treated, wrong, WHY, by=secretary)

    def test_it_can_wait_after_all(self, treated, allowed, council, secretary):
        urgent.decide_for(treated, council, WHY, by=secretary)
        item = urgent.let_it_wait(treated, by=secretary)
        assert item.decides_for is None
        with pytest.raises(Refused, match="som vanlig"):
            urgent.let_it_wait(treated, by=secretary)

    def test_what_was_not_decided_was_decided_in_nobodys_place(
        self, treated, allowed, council, secretary, now
    ):
        item = urgent.decide_for(treated, council, WHY, by=secretary)
        row = debate.propose(item, "other", "Ja", by=secretary)
        counting.unanimous(item, row, by=secretary, at=now)
        item = minutes.conclude(item, "recommended", by=secretary, at=now)
        item.refresh_from_db()
        assert (item.decides_for, item.urgent_reason) == (None, "")

    def test_the_rest_of_the_way_is_not_needed(
        self, allowed, executive, council, secretary, users, today, now
    ):
        case = Case.objects.filter(
            status="ready", steps__body=executive, steps__status="waiting"
        ).first()
        case.steps.filter(status="waiting").exclude(body__in=[executive, council]).delete()
        step = case.steps.get(body=executive)
        meeting = agenda.plan(executive, now, by=secretary, place="Rådhuset")
        agenda.add_case(meeting, step, by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=now)
        item = debate.start_item(meeting.items.get(), by=secretary)
        with pytest.raises(Breach, match="5-3"):
            minutes.conclude(item, "adopted", by=secretary, at=now, resolution="Ja")
        urgent.decide_for(item, council, WHY, by=secretary)
        counting.unanimous(item, item.proposals.first(), by=secretary, at=now)
        minutes.conclude(item, "adopted", by=secretary, at=now)
        case.refresh_from_db()
        assert case.status == "decided"
        assert case.steps.get(body=council).status == "skipped"


class TestReporting:
    @pytest.fixture
    def decided(self, treated, allowed, council, secretary, now):
        return _adopt(urgent.decide_for(treated, council, WHY, by=secretary), secretary, now)

    @pytest.fixture
    def next_meeting(self, council, secretary, now):
        meeting = agenda.plan(council, now + timedelta(days=20), by=secretary, place="Rådhuset")
        agenda.add_item(meeting, "Orientering", by=secretary)
        return meeting

    def test_the_next_meeting_cannot_be_convened_without_the_report(
        self, decided, next_meeting, secretary, today
    ):
        with pytest.raises(Breach, match="11-8"):
            agenda.convene(next_meeting, by=secretary, today=today)
        item = urgent.report(next_meeting, decided, by=secretary)
        assert (item.kind, item.reports) == ("RS", decided)
        agenda.convene(next_meeting, by=secretary, today=today)
        said = papers.recorded(next_meeting, [item], False, [])["items"][0]["lines"]
        assert any(decided.reference in line for line in said)

    def test_it_is_reported_once_and_again_if_the_meeting_is_cancelled(
        self, decided, next_meeting, council, secretary
    ):
        urgent.report(next_meeting, decided, by=secretary)
        with pytest.raises(Refused, match="ingenting å melde"):
            urgent.report(next_meeting, decided, by=secretary)
        agenda.cancel(next_meeting, by=secretary)
        assert list(queries.unreported(council)) == [decided]

    def test_a_report_that_is_not_treated_has_not_been_given(
        self, decided, next_meeting, council, secretary, today, now
    ):
        item = urgent.report(next_meeting, decided, by=secretary)
        agenda.convene(next_meeting, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(next_meeting)]
        attendance.open_meeting(next_meeting, people, by=secretary, at=now)
        with pytest.raises(Breach, match="11-8"):
            minutes.close(next_meeting, by=secretary, at=now)
        item = debate.start_item(item, by=secretary)
        minutes.conclude(item, "postponed", by=secretary, at=now)
        assert list(queries.unreported(council)) == [decided]
        with pytest.raises(Breach, match="11-8"):
            minutes.close(next_meeting, by=secretary, at=now)

    def test_a_later_meeting_is_not_the_next(
        self, decided, next_meeting, council, secretary, today, now
    ):
        later = agenda.plan(council, now + timedelta(days=200), by=secretary, place="Rådhuset")
        urgent.report(later, decided, by=secretary)
        with pytest.raises(Breach, match="11-8"):
            agenda.convene(next_meeting, by=secretary, today=today)

    def test_a_meeting_that_was_called_already_is_told_too(self, decided, council, secretary, now):
        meeting = Meeting.objects.get(body=council, status="convened")
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=now)
        with pytest.raises(Breach, match="11-8"):
            minutes.close(meeting, by=secretary, at=now)
        item = debate.start_item(urgent.report(meeting, decided, by=secretary), by=secretary)
        minutes.conclude(item, "noted", by=secretary, at=now)
        minutes.close(meeting, by=secretary, at=now)
        assert not queries.unreported(council).exists()

    def test_the_council_can_read_what_was_decided_in_its_place(
        self, decided, next_meeting, secretary, browse, today
    ):
        Item.objects.filter(pk=decided.pk).update(closed_basis="11-5-a")
        item = urgent.report(next_meeting, decided, by=secretary)
        type(next_meeting).objects.filter(pk=next_meeting.pk).update(convened_on=today)
        member, other = browse("utvalgsleder"), browse("journalist")
        assert "Broen stenges" in member.get(decided.get_absolute_url()).content.decode()
        assert "Broen stenges" in member.get(item.get_absolute_url()).content.decode()
        assert "Broen stenges" not in other.get(item.get_absolute_url()).content.decode()
        said = papers.recorded(next_meeting, [item], False, [])["items"][0]["lines"]
        assert not any("Broen stenges" in line for line in said)

    def test_another_body_is_not_told(self, decided, executive, committee):
        for other in (executive, committee):
            assert not queries.unreported(other).exists()

    def test_an_exempt_one_stays_exempt(self, decided, next_meeting, secretary):
        Item.objects.filter(pk=decided.pk).update(ground="13", screened_title="Navn")
        item = urgent.report(next_meeting, decided, by=secretary)
        assert (item.ground, item.screened_title) == ("13", "Navn")


class TestPages:
    def test_from_the_room_to_the_report(self, treated, allowed, council, browse, now, secretary):
        client = browse("sekretaer")
        room = reverse("meetings:room", args=[treated.pk])
        assert "Det haster" in client.get(room).content.decode()
        form = reverse("meetings:decide_for", args=[treated.pk])
        wrong = client.post(form, {"body": council.pk, "reason": ""})
        assert wrong.status_code == 422
        client.post(form, {"body": council.pk, "reason": WHY})
        assert WHY in client.get(room).content.decode()
        _adopt(treated, secretary, now)
        assert WHY in browse().get(treated.get_absolute_url()).content.decode()
        meeting = Meeting.objects.filter(body=council, status="convened").first()
        desk = reverse("meetings:desk", args=[meeting.pk])
        assert "Avgjort et annet sted" in client.get(desk).content.decode()
        client.post(reverse("meetings:report", args=[meeting.pk, treated.pk]))
        assert meeting.items.get(reports=treated).unlisted
        again = client.post(reverse("meetings:report", args=[meeting.pk, treated.pk]))
        assert again.status_code == 404


@pytest.mark.source("002a-R5")
class TestPower:
    @pytest.mark.parametrize(("short", "kind", "status"), [("ER", "PS", 1), ("ER", "GO", 0)])
    def test_a_body_without_power_only_recommends_but_keeps_its_own_house(
        self, secretary, today, now, short, kind, status
    ):
        body = Body.objects.get(short=short)
        meeting = agenda.plan(body, now, by=secretary, place="Rådhuset")
        agenda.add_item(meeting, "Uttalelse", by=secretary, kind=kind)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=now)
        item = debate.start_item(meeting.items.get(), by=secretary)
        if status:
            with pytest.raises(Breach) as breach:
                minutes.conclude(item, "adopted", by=secretary, at=now, resolution="Ja")
            assert breach.value.rule.paragraph == "kommuneloven § 5-3 (2)"
            row = debate.propose(item, "other", "Ja", by=secretary)
            counting.unanimous(item, row, by=secretary, at=now)
            minutes.conclude(item, "recommended", by=secretary, at=now)
        else:
            minutes.conclude(item, "adopted", by=secretary, at=now, resolution="Godkjent")
        assert not Decision.objects.filter(item=item).exists()


def _decide(matter, person, secretary, today, **more):
    who = {"by": secretary, "person": person, "today": today}
    return decisions.decide(matter, "Veien stenges.", "Raset kan gå i natt.", **who, **more)


class TestTheMayorAlone:
    def test_the_mayor_alone_decides_what_cannot_wait(self, secretary, today, council):
        """Whatever it is about, but only where the council has given that power (§ 11-8)."""
        mayor = Person.objects.get(user__username="demo-ordforer")
        area = Area.objects.get(name="Plan og bygg")
        given = {"by": secretary, "today": today, "urgent": True}
        for holder in (
            {"holder": "leader", "body": Body.objects.get(short="HTM")},
            {"holder": "unit", "unit": Unit.objects.get(task="head")},
        ):
            with pytest.raises(Breach, match="11-8"):
                delegation.give(area, decided_by="PS 1/26", **holder, **given)
        matter = decisions.Matter(area=area, title="Stenge veien")
        with pytest.raises(Refused, match="Du har ikke fått myndighet"):
            _decide(matter, mayor, secretary, today, urgent=True)
        grant = delegation.give(area, "leader", "PS 1/26", body=council, **given)
        with pytest.raises(Refused, match="bare det som ikke kan vente"):
            _decide(matter, mayor, secretary, today)
        row = _decide(matter, mayor, secretary, today, urgent=True)
        assert (row.grant, row.answers_to) == (grant, council)
        assert not [f for f in check.everything() if "decides_with_power" in f["rule"]]
        assert row in unreported(council)
        planned = Meeting.objects.get(body=council, status="planned")
        decisions.report(planned, by=secretary)
        assert not unreported(council).exists()
        with pytest.raises(Breach, match="11-8"):
            delegation.give(
                area, "body", "X", parent=grant, body=Body.objects.get(short="HTM"), **given
            )
