"""Who sits: absence, deputies, roll call, impartiality."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.meetings import queries
from tannhjul.meetings.actions import (
    agenda,
    attendance,
    ballots,
    counting,
    debate,
    impartiality,
    minutes,
    votes,
)
from tannhjul.meetings.models import Meeting, Presence
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Body, Seat

pytestmark = pytest.mark.django_db


def test_reporting_absence_calls_the_next_deputy_of_the_same_list(convened, secretary, now):
    seat = queries.expected(convened)[0]
    attendance.report_absence(convened, seat.person, "Syk", by=secretary, at=now)
    call = convened.calls.get()
    deputy = Seat.objects.get(body=convened.body, person=call.deputy)
    assert deputy.party == seat.party
    assert deputy.order == 1


def test_a_deputy_who_cannot_come_is_followed_by_the_next(convened, secretary, now):
    seat = queries.expected(convened)[0]
    attendance.report_absence(convened, seat.person, "Syk", by=secretary, at=now)
    first = convened.calls.get()
    attendance.answer_call(first, False, by=secretary, at=now)
    second = convened.calls.exclude(pk=first.pk).get()
    assert Seat.objects.get(body=convened.body, person=second.deputy).order == 2
    with pytest.raises(Refused, match="allerede svart"):
        attendance.answer_call(first, True, by=secretary, at=now)


def test_when_the_list_is_exhausted_nobody_is_called_and_it_is_noted(convened, secretary, now):
    seat = queries.expected(convened)[0]
    Seat.objects.filter(body=convened.body, kind="deputy").delete()
    attendance.report_absence(convened, seat.person, "Syk", by=secretary, at=now)
    assert not convened.calls.exists()
    assert Event.objects.filter(verb="meetings.deputies_exhausted").exists()


def test_absence_is_reported_once_and_only_by_members(convened, secretary, now):
    person = queries.expected(convened)[0].person
    attendance.report_absence(convened, person, "Syk", by=secretary, at=now)
    with pytest.raises(Refused, match="allerede meldt"):
        attendance.report_absence(convened, person, "Syk", by=secretary, at=now)
    outsider = Body.objects.get(short="ER").seats.first().person
    with pytest.raises(Refused, match="ikke medlem"):
        attendance.report_absence(convened, outsider, "Syk", by=secretary, at=now)


def test_a_meeting_without_a_quorum_is_not_opened(convened, secretary, now):
    people = [e.person.pk for e in queries.expected(convened)]
    with pytest.raises(Breach, match="11-9"):
        attendance.open_meeting(convened, people[:4], by=secretary, at=now)
    attendance.open_meeting(convened, people[:5], by=secretary, at=now)


def test_the_deputy_leader_takes_the_chair_when_the_leader_is_away(convened, secretary, now):
    people = [e.person for e in queries.expected(convened)]
    meeting = attendance.open_meeting(convened, [p.pk for p in people[1:]], by=secretary, at=now)
    assert meeting.chair == people[1]


def test_coming_late_and_leaving_are_remembered(convened, secretary, now):
    people = [e.person for e in queries.expected(convened)]
    attendance.open_meeting(convened, [p.pk for p in people[:-1]], by=secretary, at=now)
    late = attendance.arrive(convened, people[-1], by=secretary, at=now + timedelta(minutes=20))
    assert queries.present(convened, now).count() == len(people) - 1
    assert queries.present(convened, now + timedelta(minutes=21)).count() == len(people)
    with pytest.raises(Refused, match="allerede til stede"):
        attendance.arrive(convened, people[-1], by=secretary, at=now)
    with pytest.raises(Refused, match="før de har kommet"):
        attendance.leave(late, by=secretary, at=now)
    attendance.leave(late, by=secretary, at=now + timedelta(minutes=30))
    assert queries.present(convened, now + timedelta(minutes=31)).count() == len(people) - 1


def test_nobody_without_a_seat_takes_part(opened, secretary, now):
    outsider = Body.objects.get(short="ER").seats.first().person
    with pytest.raises(Refused, match="ingen plass"):
        attendance.arrive(opened, outsider, by=secretary, at=now)


def test_the_body_decides_on_impartiality_without_the_member_and_a_deputy_sits_in(
    item, secretary, now
):
    member = item.meeting.presences.last().person
    recusal = impartiality.raise_partiality(
        item, member, "Søster er søker", by=secretary, basis="fvl. § 6"
    )
    impartiality.decide_partiality(recusal, "partial", by=secretary, at=now)
    sitting = {row.person_id for row in queries.entitled(item, now)}
    assert member.pk not in sitting
    call = item.calls.get()
    debate.sit_in(item, call.pk, by=secretary, at=now)
    later = now + timedelta(seconds=1)
    assert call.deputy_id in {row.person_id for row in queries.entitled(item, later)}
    with pytest.raises(Refused, match="allerede avgjort"):
        impartiality.decide_partiality(recusal, "impartial", by=secretary, at=now)


def test_the_disqualified_cannot_propose_or_vote(item, secretary, now):
    member = item.meeting.presences.last().person
    recusal = impartiality.raise_partiality(item, member, "Part i saken", by=secretary)
    impartiality.decide_partiality(recusal, "partial", by=secretary, at=now, call=False)
    with pytest.raises(Breach, match="11-10"):
        debate.propose(item, "other", "Mitt", by=secretary, proposer=member)
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    with pytest.raises(Breach, match="8-1"):
        ballots.cast(vote, {member.pk: "for"}, by=secretary, at=now)


def test_attendance_covers_the_meeting():
    meeting = Meeting.objects.filter(status="published").first()
    assert not Presence.objects.filter(meeting=meeting, left_at=None).exists()
    assert meeting.ends_at > meeting.starts_at


def test_nobody_votes_while_impartiality_is_undecided(item, secretary, now):
    impartiality.raise_partiality(item, item.meeting.presences.last().person, "Part", by=secretary)
    with pytest.raises(Refused, match="habilitetsspørsmål"):
        votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)


def test_the_minutes_name_the_absent(convened, secretary, now):
    people = [e.person for e in queries.expected(convened)]
    attendance.open_meeting(convened, [p.pk for p in people[:-1]], by=secretary, at=now)
    assert queries.absent(convened) == [people[-1].name]


def _away(meeting, secretary, now):
    seat = Seat.objects.filter(body=meeting.body, kind="member", party__code="AP").last()
    attendance.report_absence(meeting, seat.person, "", by=secretary, at=now)
    return seat.person, meeting.absences.get(person=seat.person)


def test_a_member_who_can_come_after_all_sits_and_the_deputy_is_told(
    convened, secretary, now, mailoutbox, django_capture_on_commit_callbacks
):
    person, absence = _away(convened, secretary, now)
    deputy = convened.calls.get().deputy
    with django_capture_on_commit_callbacks(execute=True):
        attendance.withdraw_absence(absence, by=secretary)
    assert mailoutbox[-1].to == [deputy.email]
    people = [e.person for e in queries.expected(convened)]
    assert person in people
    assert deputy not in people
    _person, again = _away(convened, secretary, now)
    call = convened.calls.get()
    assert (call.deputy, call.status) == (deputy, "called"), "called anew, in the same place"
    attendance.open_meeting(
        convened, [e.person.pk for e in queries.expected(convened)], by=secretary, at=now
    )
    with pytest.raises(Refused, match="begynt"):
        attendance.withdraw_absence(again, by=secretary)


def test_an_absence_is_withdrawn_by_the_one_it_belongs_to(browse, users):
    meeting = Meeting.objects.get(status="convened")
    mine = Seat.objects.get(body=meeting.body, person__user=users["representant"], valid_to=None)
    browse("representant").post(
        reverse("meetings:report_absence", args=[meeting.pk]), {"reason": "Syk"}
    )
    absence = meeting.absences.get(person=mine.person)
    page = browse("representant").get(meeting.get_absolute_url()).content.decode()
    assert "Du har meldt forfall" in page
    assert "Innkalt" in page or "ikke svart" in page
    address = reverse("meetings:withdraw_absence", args=[absence.pk])
    assert browse("gruppeleder").post(address).status_code == 404
    assert browse("representant").post(address).status_code == 302
    assert not meeting.absences.filter(person=mine.person).exists()


def test_a_clock_that_is_set_back_does_not_stop_the_meeting(item, secretary, now):
    """Those who came after the new time leave when they came, not before."""
    minutes.conclude(item, "postponed", by=secretary, at=now - timedelta(hours=2))
    meeting = minutes.close(item.meeting, by=secretary, at=now - timedelta(hours=2))
    assert all(row.left_at >= row.arrived_at for row in meeting.presences.all())


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_night_summer_time_begins_or_ends_is_as_long_as_it_is(committee, secretary, day):
    """Four hours are four hours, though the hands of the clock say three or five."""
    start = timezone.make_aware(datetime.fromisoformat(f"{day}T01:30:00")).astimezone(UTC)
    meeting = agenda.plan(committee, start, by=secretary, place="Rådhuset")
    agenda.add_item(meeting, "Nattsak", by=secretary)
    agenda.convene(meeting, by=secretary, today=timezone.localdate(start))
    people = [row.person.pk for row in queries.expected(meeting)]
    attendance.open_meeting(meeting, people, by=secretary, at=start)
    for hours in range(1, 4):
        row = meeting.presences.filter(left_at=None).first()
        attendance.leave(row, by=secretary, at=start + timedelta(hours=hours))
    closed = minutes.close(meeting, by=secretary, at=start + timedelta(hours=4))
    closed.refresh_from_db()
    assert closed.ends_at - closed.starts_at == timedelta(hours=4)


class TestDeputiesTakePlaces:
    """One in each seat, in the order of the list (kommuneloven § 7-10)."""

    @pytest.fixture
    def away(self, convened, secretary, now):
        """The meeting without its last member, whom nobody has been called for; that member's seat."""
        expected = queries.expected(convened)
        gone = expected[-1].person
        people = [row.person.pk for row in expected if row.person != gone]
        attendance.open_meeting(convened, people, by=secretary, at=now)
        return Seat.objects.get(body=convened.body, person=gone, valid_to=None)

    def _deputies(self, seat, today):
        return [row.person for row in organisation.deputies_of(seat, today)]

    def test_the_next_on_the_list_sits(self, convened, away, secretary, now, today):
        first, second, *_rest = self._deputies(away, today)
        with pytest.raises(Breach, match="7-10"):
            attendance.arrive(convened, second, by=secretary, at=now, replaces=away.person)
        row = attendance.arrive(convened, first, by=secretary, at=now, replaces=away.person)
        assert (row.capacity, row.replaces) == ("deputy", away.person)
        assert len(queries.present(convened, now)) == queries.members_total(convened)

    def test_a_deputy_sits_for_somebody(self, convened, away, secretary, now, today):
        with pytest.raises(Refused, match="sitter for"):
            attendance.arrive(convened, self._deputies(away, today)[0], by=secretary, at=now)

    def test_nobody_sits_for_a_member_who_is_here(self, convened, away, secretary, now, today):
        rows = Seat.objects.filter(body=convened.body, party=away.party, kind="member")
        here = rows.exclude(pk=away.pk).filter(valid_to=None).first()
        with pytest.raises(Breach, match="one in each seat"):
            attendance.arrive(
                convened,
                self._deputies(away, today)[0],
                by=secretary,
                at=now,
                replaces=here.person,
            )

    def test_the_member_and_the_deputy_do_not_both_sit(self, convened, away, secretary, now, today):
        first, second, *_rest = self._deputies(away, today)
        sitting = attendance.arrive(convened, first, by=secretary, at=now, replaces=away.person)
        with pytest.raises(Breach, match="one in each seat"):
            attendance.arrive(convened, away.person, by=secretary, at=now)
        with pytest.raises(Breach, match="one in each seat"):
            attendance.arrive(convened, second, by=secretary, at=now, replaces=away.person)
        later = now + timedelta(minutes=5)
        attendance.leave(sitting, by=secretary, at=later)
        attendance.arrive(convened, away.person, by=secretary, at=later)

    def test_who_was_called_sits_for_whom_the_call_says(
        self, convened, away, secretary, now, today
    ):
        first, second, *_rest = self._deputies(away, today)
        call = attendance.call_next(convened, away.person, by=secretary, at=now)
        assert call.deputy == first
        attendance.answer_call(call, False, by=secretary, at=now)
        row = attendance.arrive(convened, second, by=secretary, at=now)
        assert row.replaces == away.person

    def test_a_refusal_on_the_desk_says_why(self, convened, away, browse, today):
        address = reverse("meetings:arrive", args=[convened.pk])
        data = {"person": self._deputies(away, today)[0].pk, "replaces": ""}
        answer = browse("sekretaer").post(address, data)
        assert answer.status_code == 422
        assert "sitter for" in answer.content.decode()
        assert convened.presences.filter(capacity="deputy").count() == 0


def test_when_everyone_is_partial_their_deputies_decide(item, secretary, now):
    """Each question is decided by the others; the last ones by the deputies who sit by then."""
    members = [row.person for row in queries.entitled(item, now)]
    for person in members:
        impartiality.raise_partiality(item, person, "Eier i selskapet", by=secretary)
    for person in members:
        row = item.recusals.get(person=person)
        impartiality.decide_partiality(row, "partial", by=secretary, at=now)
        call = item.calls.filter(replaces=person).first()
        if call:
            debate.sit_in(item, call.pk, by=secretary, at=now)
    sitting = queries.entitled(item, now)
    assert {row.capacity for row in sitting} == {"deputy"}
    assert len({row.replaces_id for row in sitting}) == len(sitting) >= 5
    vote = votes.open_vote(item, "hands", item.proposals.get(), by=secretary, at=now)
    counted = counting.count(vote, {sitting[0].person_id}, by=secretary, at=now)
    assert (counted.entitled, counted.result) == (len(sitting), "carried")


def test_when_nobody_is_left_to_decide_it_the_case_is_put_off(item, secretary, now):
    members = [row.person for row in queries.entitled(item, now)]
    for person in members:
        impartiality.raise_partiality(item, person, "Eier i selskapet", by=secretary)
    for person in members[:-1]:
        row = item.recusals.get(person=person)
        impartiality.decide_partiality(row, "partial", by=secretary, at=now, call=False)
    last = item.recusals.get(person=members[-1])
    assert queries.deciding_on(last, now).people == {person.pk for person in members}
    impartiality.decide_partiality(last, "partial", by=secretary, at=now, call=False)
    with pytest.raises(Breach, match="11-9"):
        votes.open_vote(item, "hands", item.proposals.get(), by=secretary, at=now)
    minutes.conclude(item, "postponed", by=secretary, at=now)


class TestRecording:
    def test_whoever_asks_may_record_unless_it_disturbs(self, browse, opened, secretary):
        with pytest.raises(Breach, match="11-6"):
            attendance.refuse_recording(opened, "Vi vil ikke", disturbs=False, by=secretary)
        address = reverse("meetings:refuse_recording", args=[opened.pk])
        clerk = browse("sekretaer")
        assert "Si hvordan" in clerk.post(address, {"disturbs": "on"}).content.decode()
        told = {"disturbs": "on", "reason": "Lyskasterne blender talerne"}
        assert clerk.post(address, told).status_code == 302
        assert "Lyskasterne" in browse().get(opened.get_absolute_url()).content.decode()
        assert clerk.post(address, {}).status_code == 302
        assert "Lyskasterne" not in browse().get(opened.get_absolute_url()).content.decode()
