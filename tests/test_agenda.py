"""Notice and agenda."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.meetings.actions import agenda
from tannhjul.organisation.models import Seat

pytestmark = pytest.mark.django_db


def test_convening_numbers_the_agenda_publishes_one_pdf_and_leaves_a_trace(convened):
    item = convened.items.get()
    assert convened.status == "convened"
    assert item.reference.startswith("PS ")
    document = convened.documents.get().document
    assert document.versions.get().mime == "application/pdf"
    assert Event.objects.filter(verb="meetings.convene", subject_id=convened.pk).count() == 1


def test_members_and_deputies_are_told(
    ready_case, committee, secretary, today, now, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = agenda.plan(committee, now + timedelta(days=9), by=secretary, place="Her")
    agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
    with django_capture_on_commit_callbacks(execute=True):
        agenda.convene(meeting, by=secretary, today=today)
    seats = Seat.objects.on(today).filter(body=committee).count()
    assert len(mailoutbox) == seats
    assert "Innkalling" in mailoutbox[0].subject


def test_an_empty_agenda_cannot_be_convened(committee, secretary, today, now):
    meeting = agenda.plan(committee, now + timedelta(days=9), by=secretary)
    with pytest.raises(Breach, match="11-3"):
        agenda.convene(meeting, by=secretary, today=today)
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    assert not meeting.documents.exists()


def test_a_meeting_cannot_be_convened_after_it_was_held(committee, secretary, today, now):
    meeting = agenda.plan(committee, now - timedelta(days=2), by=secretary)
    agenda.add_item(meeting, "Sak", by=secretary)
    with pytest.raises(Breach, match="reasonable time"):
        agenda.convene(meeting, by=secretary, today=today)


def test_a_meeting_is_convened_once(convened, secretary, today):
    with pytest.raises(IllegalMove):
        agenda.convene(convened, by=secretary, today=today)


def test_a_body_has_one_meeting_at_a_time(committee, secretary, now):
    agenda.plan(committee, now, by=secretary)
    with pytest.raises(Refused, match="allerede et møte"):
        agenda.plan(committee, now, by=secretary)


def test_a_case_that_waits_for_another_body_is_refused(ready_case, council, secretary, now):
    meeting = agenda.plan(council, now + timedelta(days=40), by=secretary)
    with pytest.raises(Refused, match="et annet organ"):
        agenda.add_case(meeting, ready_case.steps.first(), by=secretary)


def test_the_agenda_is_fixed_once_sent(convened, secretary):
    with pytest.raises(Refused):
        agenda.remove_item(convened.items.get(), by=secretary)
    with pytest.raises(Refused):
        agenda.move_item(convened.items.get(), True, by=secretary)


def test_items_can_be_moved_before_that(committee, secretary, now):
    meeting = agenda.plan(committee, now + timedelta(days=50), by=secretary)
    first, second = (agenda.add_item(meeting, title, by=secretary) for title in "AB")
    agenda.move_item(second, True, by=secretary)
    assert list(meeting.items.all()) == [second, first]
    agenda.move_item(second, True, by=secretary)
    assert list(meeting.items.all()) == [second, first]
    agenda.remove_item(first, by=secretary)
    assert list(meeting.items.all()) == [second]


def test_short_notice_is_a_warning_not_a_stop(committee, secretary, today):
    meeting = agenda.plan(committee, timezone.now() + timedelta(days=3), by=secretary)
    assert agenda.notice_is_short(meeting, today) >= 4


def test_a_planned_meeting_can_be_moved_and_a_convened_not(committee, convened, secretary, now):
    meeting = agenda.plan(committee, now + timedelta(days=40), by=secretary)
    agenda.reschedule(meeting, now + timedelta(days=41), "Et annet sted", by=secretary)
    meeting.refresh_from_db()
    assert meeting.place == "Et annet sted"
    with pytest.raises(Refused, match="Avlys møtet"):
        agenda.reschedule(convened, now, "x", by=secretary)


def test_a_case_stands_on_one_agenda_at_a_time(
    convened, ready_case, committee, secretary, now, browse
):
    other = agenda.plan(committee, now + timedelta(days=30), by=secretary)
    with pytest.raises(Refused, match="allerede på sakslisten"):
        agenda.add_case(other, ready_case.steps.first(), by=secretary)
    page = browse("sekretaer").get(f"/moter/{other.pk}/bord/").content.decode()
    assert ready_case.title not in page
