"""Notice and agenda."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.core.choices import OPTIONS
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Seat

pytestmark = pytest.mark.django_db


def test_convening_numbers_the_agenda_publishes_one_pdf_and_leaves_a_trace(convened):
    item = convened.items.get()
    assert convened.status == "convened"
    assert item.reference.startswith("PS ")
    document = convened.documents.get().document
    assert document.versions.get().mime == "application/pdf"
    assert Event.objects.filter(verb="meetings.convene", subject_id=convened.pk).count() == 1


class TestToldAgain:
    """Whoever was told the first is told the second."""

    @pytest.fixture
    def meeting(self, ready_case, committee, secretary, today, now):
        row = agenda.plan(committee, now + timedelta(days=9), by=secretary, place="Her")
        agenda.add_case(row, ready_case.steps.first(), by=secretary)
        return row

    @pytest.fixture
    def told(self, mailoutbox, django_capture_on_commit_callbacks):
        """What is sent while something is done: (subject, address)."""

        def of(act):
            mailoutbox.clear()
            with django_capture_on_commit_callbacks(execute=True):
                act()
            return {(message.subject.split(":")[0], message.to[0]) for message in mailoutbox}

        return of

    @pytest.fixture
    def everyone(self, committee, today):
        rows = Seat.objects.on(today).filter(body=committee)
        return set(rows.values_list("person__email", flat=True))

    def test_that_it_is_called_off(self, meeting, secretary, today, told, everyone):
        told(lambda: agenda.convene(meeting, by=secretary, today=today))
        found = told(lambda: agenda.cancel(meeting, by=secretary))
        assert found == {("Avlyst", each) for each in everyone}

    def test_before_the_notice_only_those_who_were_called(
        self, meeting, secretary, now, told, committee
    ):
        member = queries.expected(meeting)[0].person
        told(lambda: attendance.report_absence(meeting, member, "Syk", by=secretary, at=now))
        [call] = meeting.calls.all()
        later = now + timedelta(days=12)
        found = told(lambda: agenda.reschedule(meeting, later, "Der", by=secretary))
        assert found == {("Flyttet", call.deputy.email)}
        assert told(lambda: agenda.cancel(meeting, by=secretary)) == {("Avlyst", call.deputy.email)}

    def test_what_is_added_after_the_notice(self, meeting, secretary, today, told, everyone):
        assert not told(lambda: agenda.add_item(meeting, "Før", by=secretary))
        told(lambda: agenda.convene(meeting, by=secretary, today=today))
        found = told(lambda: agenda.add_item(meeting, "Etter", by=secretary))
        assert found == {("Nytt på sakslista", each) for each in everyone}

    def test_what_is_withdrawn_after_the_notice(
        self, meeting, ready_case, secretary, chief, today, told, everyone
    ):
        told(lambda: agenda.convene(meeting, by=secretary, today=today))
        found = told(lambda: cases.withdraw(ready_case, by=chief))
        assert found == {("Blir ikke behandlet", each) for each in everyone}


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


class TestUnlisted:
    """kommuneloven § 11-3: what was not on the agenda."""

    @pytest.fixture
    def late(self, opened, secretary):
        item = agenda.add_item(opened, "Noe nytt", by=secretary, kind="PS")
        debate.start_item(item, by=secretary)
        debate.propose(item, "other", "Vi gjør det.", by=secretary, proposer=opened.chair)
        return item

    def test_it_must_be_asked_whether_anyone_objects(self, late, secretary, now):
        assert late.unlisted
        with pytest.raises(Refused, match="Spør først"):
            counting.unanimous(late, late.proposals.get(), by=secretary, at=now)
        with pytest.raises(Refused, match="Spør først"):
            minutes.conclude(late, "adopted", by=secretary, at=now, resolution="Vi gjør det.")

    @pytest.mark.parametrize(
        ("objecting", "leader", "decided"),
        [(0, False, True), (2, False, True), (3, False, False), (0, True, False)],
    )
    def test_a_third_or_the_leader_stops_a_decision(
        self, late, secretary, now, objecting, leader, decided
    ):
        assert len(queries.entitled(late, now)) == 9
        item = debate.take_up(late, objecting, leader, by=secretary, at=now)
        assert item.taken_up is decided
        if decided:
            counting.unanimous(late, late.proposals.get(), by=secretary, at=now)
            minutes.conclude(late, "adopted", by=secretary, at=now)
        else:
            with pytest.raises(Refused, match="kan ikke avgjøres"):
                counting.unanimous(late, late.proposals.get(), by=secretary, at=now)
            minutes.conclude(late, "postponed", by=secretary, at=now, resolution="")

    def test_more_cannot_object_than_are_there(self, late, secretary, now):
        with pytest.raises(Refused, match="Flere"):
            debate.take_up(late, 10, False, by=secretary, at=now)

    def test_what_was_on_the_agenda_needs_no_question(self, item, secretary, now):
        with pytest.raises(Refused, match="står på sakslisten"):
            debate.take_up(item, 0, False, by=secretary, at=now)

    def test_the_room_asks(self, late, browse):
        room = reverse("meetings:room", args=[late.pk])
        assert "Utenfor sakslisten" in browse("sekretaer").get(room).content.decode()
        address = reverse("meetings:take_up", args=[late.pk])
        assert browse("sekretaer").post(address, {"objecting": "x"}).status_code == 422
        assert browse("sekretaer").post(address, {"objecting": 4}).status_code == 302
        assert "ikke avgjøres i dette møtet" in browse("sekretaer").get(room).content.decode()
        assert "Noen satte seg imot" in browse().get(late.get_absolute_url()).content.decode()


@pytest.mark.source("001-R17")
class TestRemote:
    """kommuneloven § 11-7: remote and hybrid meetings."""

    @pytest.fixture
    def opened_for(self, secretary, today):
        register.choose(
            OPTIONS["meetings.remote"], 1, decided_by="KST PS 9/26", by=secretary, today=today
        )

    @pytest.mark.parametrize("form", ["remote", "hybrid"])
    def test_the_council_must_have_opened_for_it(self, committee, secretary, now, form):
        at = now + timedelta(days=30)
        with pytest.raises(Breach, match="11-7"):
            agenda.plan(committee, at, by=secretary, form=form)
        meeting = agenda.plan(committee, at, by=secretary)
        with pytest.raises(Breach, match="11-7"):
            agenda.reschedule(meeting, at, "Her", by=secretary, form=form)

    def test_it_can_be_followed_by_everyone(
        self, opened_for, committee, secretary, today, now, browse
    ):
        at = now + timedelta(days=30)
        meeting = agenda.plan(committee, at, by=secretary, form="remote")
        agenda.add_item(meeting, "Orientering", by=secretary)
        with pytest.raises(Breach, match="follow"):
            agenda.convene(meeting, by=secretary, today=today)
        agenda.reschedule(
            meeting, at, "Nett", by=secretary, form="remote", stream="https://tv.example/1"
        )
        meeting.refresh_from_db()
        agenda.convene(meeting, by=secretary, today=today)
        page = browse().get(meeting.get_absolute_url()).content.decode()
        assert "https://tv.example/1" in page
        assert "Fjernmøte" in page

    def test_what_must_be_closed_is_not_treated_remotely(self, opened_for, item, secretary):
        type(item.meeting).objects.filter(pk=item.meeting_id).update(form="hybrid")
        with pytest.raises(Breach, match="11-7"):
            debate.close_doors(item, "11-5-2", by=secretary, at=timezone.now())
        debate.close_doors(item, "11-5-a", by=secretary, at=timezone.now())

    def test_the_form_of_meeting_is_advised_on(self, browse):
        page = browse("sekretaer").get(reverse("meetings:plan")).content.decode()
        assert "duger til informasjon" in page


@pytest.mark.parametrize("form", ["urgent", "written"])
def test_what_cannot_wait_is_said_why(committee, secretary, now, browse, form):
    with pytest.raises(Breach) as breach:
        agenda.plan(committee, now, by=secretary, place="Nett", form=form)
    assert breach.value.rule.paragraph == "kommuneloven § 11-8 (2)"
    address = reverse("meetings:plan")
    facts = {
        "body": committee.pk,
        "starts_at": f"{now + timedelta(hours=3):%Y-%m-%dT%H:%M}",
        "place": "Nett",
        "form": form,
        "stream": "https://lillevik.example/hast",
    }
    answer = browse("sekretaer").post(address, facts)
    assert answer.status_code == 422
    assert "§ 11-8" in answer.content.decode()
    why = "Tilbudet går ut i morgen, og det er ikke tid til et ekstra møte."
    assert browse("sekretaer").post(address, facts | {"form_because": why}).status_code == 302
    assert Meeting.objects.latest("pk").form_because == why
