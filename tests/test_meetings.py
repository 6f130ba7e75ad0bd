"""Meetings, as a secretary could confirm each sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tannhjul.cases.models import Case
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.decisions.models import Decision
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, debate, minutes, votes
from tannhjul.meetings.models import Ballot, Item, Meeting, Presence, Vote
from tannhjul.organisation.models import Body, Seat

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


def test_the_recommendation_lies_on_the_table_when_treatment_begins(item, ready_case):
    assert item.proposals.get().text == ready_case.recommendations.get().text


def test_one_item_at_a_time(item, secretary):
    other = agenda.add_item(item.meeting, "Eventuelt", by=secretary)
    with pytest.raises(Refused, match="fortsatt under behandling"):
        debate.start_item(other, by=secretary)


def _hands(item, secretary, now, against):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    people = [row.person_id for row in queries.entitled(item, now)]
    return votes.count(vote, set(people[len(people) - against :]), by=secretary, at=now)


@pytest.mark.parametrize(
    ("against", "result"), [(0, "carried"), (4, "carried"), (5, "lost"), (9, "lost")]
)
def test_the_count_decides(item, secretary, now, against, result):
    vote = _hands(item, secretary, now, against)
    assert (vote.votes_for, vote.votes_against) == (9 - against, against)
    assert vote.result == result
    assert vote.proposal.status == ("carried" if result == "carried" else "lost")


@pytest.mark.parametrize(("chair_for", "result"), [(True, "carried"), (False, "lost")])
def test_a_tie_is_settled_by_the_chairs_vote(item, secretary, now, chair_for, result):
    presence = item.meeting.presences.last()
    attendance.leave(presence, by=secretary, at=now)
    later = now + timedelta(seconds=1)
    people = [row.person_id for row in queries.entitled(item, later)]
    chair = item.meeting.chair_id
    others = [p for p in people if p != chair]
    against = set(others[:4]) if chair_for else {chair, *others[:3]}
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=later)
    vote = votes.count(vote, against, by=secretary, at=later)
    assert (vote.votes_for, vote.votes_against, vote.by_casting_vote) == (4, 4, True)
    assert vote.result == result


def test_alternative_voting_sets_two_proposals_against_each_other(item, secretary, now):
    first = item.proposals.get()
    second = debate.propose(item, "alternative", "Noe annet", by=secretary)
    vote = votes.open_vote(item, "alternative", first, by=secretary, at=now, against=second)
    people = [row.person_id for row in queries.entitled(item, now)]
    vote = votes.count(vote, set(people[:6]), by=secretary, at=now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (vote.result, first.status, second.status) == ("second", "lost", "carried")


def test_alternative_voting_needs_two_different_proposals(item, secretary, now):
    first = item.proposals.get()
    for against in (None, first):
        with pytest.raises(Refused, match="to ulike"):
            votes.open_vote(item, "alternative", first, by=secretary, at=now, against=against)


def test_a_member_votes_once(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    person = queries.entitled(item, now)[0].person_id
    votes.cast(vote, {person: "for"}, by=secretary, at=now)
    with pytest.raises(Refused, match="allerede stemt"):
        votes.cast(vote, {person: "against"}, by=secretary, at=now)
    assert Ballot.objects.get(vote=vote).choice == "for"


def test_someone_who_does_not_sit_in_the_case_cannot_vote(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    outsider = Body.objects.get(short="ER").seats.first().person_id
    with pytest.raises(Breach, match="8-1"):
        votes.cast(vote, {outsider: "for"}, by=secretary, at=now)
    assert not vote.ballots.exists()


def test_a_vote_is_not_counted_before_everyone_has_voted(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    with pytest.raises(Breach, match="must vote"):
        votes.close_vote(vote, by=secretary, at=now)
    vote.refresh_from_db()
    assert vote.status == "open"


def test_a_counted_vote_is_closed_for_good(item, secretary, now):
    vote = _hands(item, secretary, now, 0)
    for act in (
        lambda: votes.close_vote(vote, by=secretary, at=now),
        lambda: votes.cast(vote, {}, by=secretary, at=now),
    ):
        with pytest.raises(Refused, match="talt opp"):
            act()


def test_one_vote_at_a_time_and_only_over_what_lies_on_the_table(item, secretary, now):
    first = item.proposals.get()
    vote = votes.open_vote(item, "hands", first, by=secretary, at=now)
    with pytest.raises(Refused, match="pågår allerede"):
        votes.open_vote(item, "hands", first, by=secretary, at=now)
    votes.count(vote, set(), by=secretary, at=now)
    with pytest.raises(Refused, match="på bordet"):
        votes.open_vote(item, "hands", first, by=secretary, at=now)


def test_a_ballot_must_be_for_or_against(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    person = queries.entitled(item, now)[0].person_id
    with pytest.raises(Refused, match="for eller mot"):
        votes.cast(vote, {person: "maybe"}, by=secretary, at=now)


def test_the_body_decides_on_impartiality_without_the_member_and_a_deputy_sits_in(
    item, secretary, now
):
    member = item.meeting.presences.last().person
    recusal = debate.raise_partiality(
        item, member, "Søster er søker", by=secretary, basis="fvl. § 6"
    )
    debate.decide_partiality(recusal, "partial", by=secretary, at=now)
    sitting = {row.person_id for row in queries.entitled(item, now)}
    assert member.pk not in sitting
    call = item.calls.get()
    debate.sit_in(item, call.pk, by=secretary, at=now)
    later = now + timedelta(seconds=1)
    assert call.deputy_id in {row.person_id for row in queries.entitled(item, later)}
    with pytest.raises(Refused, match="allerede avgjort"):
        debate.decide_partiality(recusal, "impartial", by=secretary, at=now)


def test_the_disqualified_cannot_propose_or_vote(item, secretary, now):
    member = item.meeting.presences.last().person
    recusal = debate.raise_partiality(item, member, "Part i saken", by=secretary)
    debate.decide_partiality(recusal, "partial", by=secretary, at=now, call=False)
    with pytest.raises(Breach, match="11-10"):
        debate.propose(item, "other", "Mitt", by=secretary, proposer=member)
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    with pytest.raises(Breach, match="8-1"):
        votes.cast(vote, {member.pk: "for"}, by=secretary, at=now)


def test_a_vote_without_a_quorum_cannot_be_opened(item, secretary, now):
    for presence in list(item.meeting.presences.all())[4:]:
        attendance.leave(presence, by=secretary, at=now)
    with pytest.raises(Breach, match="11-9"):
        votes.open_vote(
            item, "hands", item.proposals.first(), by=secretary, at=now + timedelta(seconds=1)
        )


def test_a_proposal_can_be_withdrawn_until_it_is_put_to_the_vote(item, secretary, now):
    mine = debate.propose(item, "other", "Mitt", by=secretary)
    debate.withdraw_proposal(mine, by=secretary)
    first = item.proposals.first()
    votes.open_vote(item, "hands", first, by=secretary, at=now)
    with pytest.raises(Refused, match="kan ikke trekkes"):
        debate.withdraw_proposal(first, by=secretary)


def test_a_proposal_can_be_voted_on_point_by_point(item, secretary, now):
    parts = debate.split(item.proposals.get(), [("1", "Første"), ("2", "Andre")], by=secretary)
    votes.unanimous(item, parts[0], by=secretary, at=now)
    vote = votes.open_vote(item, "hands", parts[1], by=secretary, at=now)
    votes.count(vote, {row.person_id for row in queries.entitled(item, now)}, by=secretary, at=now)
    assert queries.composed(Item.objects.get(pk=item.pk)) == "Første"


def test_concluding_moves_the_case_on_by_itself(item, secretary, now, ready_case):
    votes.unanimous(item, item.proposals.get(), by=secretary, at=now)
    minutes.conclude(item, "recommended", by=secretary, at=now)
    ready_case.refresh_from_db()
    assert ready_case.status == "ready"
    first, second, _third = ready_case.steps.all()
    assert (first.status, first.outcome, second.status) == ("done", "recommended", "waiting")
    assert ready_case.recommendations.filter(body=item.body).exists()


def test_nothing_adopted_means_no_decision(item, secretary, now):
    with pytest.raises(Refused, match="Ingenting er vedtatt"):
        minutes.conclude(item, "recommended", by=secretary, at=now)


def test_an_open_vote_must_be_counted_first(item, secretary, now):
    votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    with pytest.raises(Refused, match="votering pågår"):
        minutes.conclude(item, "noted", by=secretary, at=now)


def test_a_postponed_case_waits_for_the_same_body(item, secretary, now, ready_case):
    minutes.conclude(item, "postponed", by=secretary, at=now)
    assert ready_case.steps.first().status == "waiting"


def test_a_case_sent_back_is_prepared_anew(item, secretary, now, ready_case):
    minutes.conclude(item, "returned", by=secretary, at=now)
    ready_case.refresh_from_db()
    assert ready_case.status == "draft"
    assert ready_case.steps.first().status == "returned"


def test_a_concluded_item_is_frozen(item, secretary, now):
    minutes.conclude(item, "noted", by=secretary, at=now)
    for act in (
        lambda: debate.propose(item, "other", "x", by=secretary),
        lambda: minutes.conclude(item, "noted", by=secretary, at=now),
        lambda: debate.speak(item, item.meeting.chair, by=secretary, at=now),
    ):
        with pytest.raises(Refused):
            act()


def _closed(item, secretary, now):
    votes.unanimous(item, item.proposals.get(), by=secretary, at=now)
    minutes.conclude(item, "recommended", by=secretary, at=now)
    signers = [row.person for row in item.meeting.presences.all()[:2]]
    minutes.choose_signers(item.meeting, signers, by=secretary)
    return minutes.close(item.meeting, by=secretary, at=now + timedelta(hours=1))


def test_minutes_are_generated_approved_signed_and_published_as_versions(
    item, secretary, now, today
):
    meeting = _closed(item, secretary, now)
    minutes.approve_minutes(meeting, by=secretary, today=today)
    document = meeting.documents.get(document__kind="minutes").document
    assert document.versions.count() == 1
    first, second = meeting.signatures.all()
    minutes.sign(first, by=secretary, at=now, today=today)
    assert document.versions.count() == 1
    with pytest.raises(Refused, match="allerede underskrevet"):
        minutes.sign(first, by=secretary, at=now, today=today)
    minutes.sign(second, by=secretary, at=now, today=today)
    meeting.refresh_from_db()
    assert meeting.status == "published"
    assert document.versions.count() == 2


def test_minutes_need_signers(item, secretary, now, today):
    votes.unanimous(item, item.proposals.get(), by=secretary, at=now)
    minutes.conclude(item, "recommended", by=secretary, at=now)
    meeting = minutes.close(item.meeting, by=secretary, at=now)
    with pytest.raises(Refused, match="underskriver"):
        minutes.approve_minutes(meeting, by=secretary, today=today)


def test_signers_are_chosen_among_those_present(opened, secretary):
    outsider = Body.objects.get(short="ER").seats.first().person
    with pytest.raises(Refused, match="til stede"):
        minutes.choose_signers(opened, [outsider], by=secretary)


def test_a_meeting_is_not_closed_while_an_item_is_open(item, secretary, now):
    with pytest.raises(Refused, match="under behandling"):
        minutes.close(item.meeting, by=secretary, at=now)


def test_the_last_body_makes_a_decision_that_is_followed_up():
    decision = Decision.objects.get(case__title__startswith="Gang- og sykkelvei")
    assert decision.body.short == "KST"
    assert decision.commitments.count() == 2
    assert Case.objects.get(pk=decision.case_id).status == "decided"


def test_the_played_council_meeting_adds_up():
    vote = Vote.objects.get(method="alternative")
    assert vote.votes_for + vote.votes_against == vote.entitled == vote.ballots.count()
    assert vote.item.meeting.presences.filter(capacity="deputy").count() == 2


def test_attendance_covers_the_meeting():
    meeting = Meeting.objects.filter(status="published").first()
    assert not Presence.objects.filter(meeting=meeting, left_at=None).exists()
    assert meeting.ends_at > meeting.starts_at


def test_short_notice_is_a_warning_not_a_stop(committee, secretary, today):
    meeting = agenda.plan(committee, timezone.now() + timedelta(days=3), by=secretary)
    assert agenda.notice_is_short(meeting, today) >= 4


def test_nobody_votes_while_impartiality_is_undecided(item, secretary, now):
    debate.raise_partiality(item, item.meeting.presences.last().person, "Part", by=secretary)
    with pytest.raises(Refused, match="habilitetsspørsmål"):
        votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)


def test_a_vote_opened_by_mistake_can_be_taken_back(item, secretary, now):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    votes.cancel_vote(vote, by=secretary)
    assert not item.votes.exists()
    vote = _hands(item, secretary, now, 0)
    with pytest.raises(Refused, match="må telles"):
        votes.cancel_vote(vote, by=secretary)


def test_a_body_that_recommends_does_not_decide(item, secretary, now):
    votes.unanimous(item, item.proposals.get(), by=secretary, at=now)
    with pytest.raises(Refused, match="avgjør ikke saken"):
        minutes.conclude(item, "adopted", by=secretary, at=now)


def test_the_minutes_name_the_absent(convened, secretary, now):
    people = [e.person for e in queries.expected(convened)]
    attendance.open_meeting(convened, [p.pk for p in people[:-1]], by=secretary, at=now)
    assert queries.absent(convened) == [people[-1].name]


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


def test_doors_are_closed_only_on_a_ground_of_the_law(item, secretary, browse):
    with pytest.raises(Breach, match="11-5"):
        debate.close_doors(item, "because", by=secretary)
    address = f"/motesak/{item.pk}/dorer/"
    assert browse("sekretaer").post(address, {"basis": "moon"}).status_code == 422
    assert browse("sekretaer").post(address, {"basis": "11-5-a"}).status_code == 302
    text = item.proposals.first().text.split("\n")[0]
    assert text not in browse().get(item.get_absolute_url()).content.decode()
    debate.close_doors(item, "", by=secretary)
    assert text in browse().get(item.get_absolute_url()).content.decode()
