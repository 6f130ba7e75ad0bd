"""What happens in ordinary meetings: numbers, order, who was there, what was withdrawn, called off (wild F12-F23)."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.core.law import Breach
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, debate
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.order import by_number, suggest
from tannhjul.meetings.papers.minutes import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(council, secretary):
    at = timezone.now() + timedelta(days=20)
    return agenda.plan(council, at, by=secretary, place="Rådhuset")


class TestNumbers:
    def test_a_notice_that_is_refused_gives_no_numbers(self, planned, secretary, today):
        for title in ("A", "B", "C"):
            agenda.add_item(planned, title, by=secretary)
        with pytest.raises(Breach, match="11-3"):
            agenda.convene(planned, by=secretary, today=today + timedelta(days=30))
        assert {row.number for row in planned.items.all()} == {None}
        agenda.move_item(planned.items.get(title="C"), True, by=secretary)
        agenda.convene(planned, by=secretary, today=today)
        rows = planned.items.order_by("order")
        assert [row.title for row in rows] == ["A", "C", "B"]
        assert [row.number - rows[0].number for row in rows] == [0, 1, 2]

    def test_points_come_in_the_order_people_number_them(self):
        points = ["10", "2a", "1.2", "2", "1", "2.1", "1.1", "12", ""]
        right = ["", "1", "1.1", "1.2", "2", "2.1", "2a", "10", "12"]
        assert sorted(points, key=by_number) == right
        rows = [
            SimpleNamespace(kind="recommendation", point=point, number=n, status="tabled")
            for n, point in enumerate(points, 1)
        ]
        assert [turn.proposals[0].point for turn in suggest(rows)] == right

    def test_the_decision_has_them_in_the_same_order(self, item, secretary):
        item.proposals.all().delete()
        for point in ("10", "2", "1.2", "1.1", "2.1"):
            row = debate.propose(item, "alternative", f"Punkt {point}", by=secretary, point=point)
            row.status = "carried"
            row.save(update_fields=["status"])
        text = queries.composed(item)
        assert [line.split(". ")[0] for line in text.splitlines()] == [
            *("1.1", "1.2", "2", "2.1", "10")
        ]


class TestWhoWasThere:
    def test_who_left_and_came_back_is_one_person(self, opened, secretary, browse):
        row = opened.presences.filter(left_at=None).order_by("pk").last()
        now, before = timezone.now(), opened.presences.count()
        attendance.leave(row, by=secretary, at=now + timedelta(minutes=1))
        attendance.arrive(opened, row.person, by=secretary, at=now + timedelta(minutes=2))
        assert opened.presences.count() == before + 1
        data = recorded(opened, [], False, [])
        assert [line[0] for line in data["present"]].count(row.person.name) == 1
        assert len(data["present"]) == before
        assert any("kom" in line and row.person.name in line for line in data["notes"])
        page = browse().get(opened.get_absolute_url()).content.decode()
        assert f"{before} personer" in page


def test_a_withdrawn_proposal_is_said_to_be_withdrawn(item, secretary):
    row = debate.propose(item, "additional", "Og en strand.", by=secretary)
    debate.withdraw_proposal(row, by=secretary)
    [said] = recorded(item.meeting, [item], True, [])["items"]
    [line] = [each for each in said["proposals"] if "strand" in each["text"]]
    assert "trukket" in line["head"]
    other = [each for each in said["proposals"] if "strand" not in each["text"]]
    assert not any("trukket" in each["head"] for each in other)


def test_a_case_withdrawn_after_the_notice_is_said_to_be_so(convened, secretary, browse):
    row = convened.items.first()
    cases.withdraw(row.case, by=secretary)
    for address in (convened.get_absolute_url(), row.get_absolute_url()):
        assert "Trukket før behandling" in browse().get(address).content.decode(), address
    [said] = recorded(convened, list(convened.items.all()), True, [])["items"]
    assert said["outcome"] == "Trukket før behandling"


def test_a_meeting_that_is_called_off_is_still_seen(convened, secretary, browse):
    starts = timezone.now() + timedelta(days=1)
    Meeting.objects.filter(pk=convened.pk).update(starts_at=starts)
    agenda.cancel(Meeting.objects.get(pk=convened.pk), by=secretary)
    for address in ("/moter/", "/"):
        page = browse().get(address).content.decode()
        assert convened.get_absolute_url() in page, address
        assert "Avlyst" in page, address


def test_the_day_is_the_day_here(council):
    late = datetime(2026, 12, 9, 23, 30, tzinfo=UTC)
    assert str(Meeting(body=council, starts_at=late)).endswith("10.12.2026")
