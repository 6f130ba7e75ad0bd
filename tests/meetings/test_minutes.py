"""Conclusions and minutes."""

from datetime import timedelta

import pytest

from tannhjul.cases.models import Case
from tannhjul.commitments.queries.promises import of as promises_of
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.models import Decision
from tannhjul.meetings import papers, queries
from tannhjul.meetings.actions import counting, debate, floor, impartiality, minutes, votes
from tannhjul.organisation.models import Body

pytestmark = pytest.mark.django_db


def test_concluding_moves_the_case_on_by_itself(item, secretary, now, ready_case):
    counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
    minutes.conclude(item, "recommended", by=secretary, at=now)
    ready_case.refresh_from_db()
    assert ready_case.status == "ready"
    first, second, _third = ready_case.steps.all()
    assert (first.status, first.outcome, second.status) == ("done", "recommended", "waiting")
    assert ready_case.recommendations.filter(body=item.body).exists()


def test_nothing_adopted_means_no_decision(item, secretary, now):
    for outcome in ("recommended", "rejected"):
        with pytest.raises(Breach, match="11-9"):
            minutes.conclude(item, outcome, by=secretary, at=now, resolution="Fri tekst")


def test_a_wording_edited_after_the_vote_is_marked(item, secretary, now):
    counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
    minutes.conclude(item, "recommended", by=secretary, at=now, resolution="Kortere.")
    said = papers.recorded(item.meeting, list(item.meeting.items.all()), True, [])
    assert "Ordlyden i vedtaket ble redigert etter voteringen." in said["items"][0]["lines"]


def test_nothing_is_concluded_while_a_question_of_impartiality_is_open(item, secretary, now):
    counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
    person = queries.entitled(item, now)[0].person
    impartiality.raise_partiality(item, person, "Nabo", by=secretary)
    with pytest.raises(Refused, match="habilitet"):
        minutes.conclude(item, "recommended", by=secretary, at=now)


def test_an_open_vote_must_be_counted_first(item, secretary, now):
    votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    with pytest.raises(Refused, match="votering pågår"):
        minutes.conclude(item, "noted", by=secretary, at=now)


def test_what_a_majority_will_not_put_off_is_treated(item, secretary, now):
    """§ 11-3."""
    proposal = debate.propose(item, "postpone", "Saken utsettes.", by=secretary)
    vote = votes.open_vote(item, "hands", proposal, by=secretary, at=now)
    counting.count(
        vote, {row.person_id for row in queries.entitled(item, now)}, by=secretary, at=now
    )
    with pytest.raises(Breach, match="11-3"):
        minutes.conclude(item, "postponed", by=secretary, at=now)


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
        lambda: floor.speak(item, item.meeting.chair, by=secretary, at=now),
    ):
        with pytest.raises(Refused):
            act()


def _closed(item, secretary, now):
    counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
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
    counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
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
    assert promises_of(decision).count() == 2
    assert Case.objects.get(pk=decision.case_id).status == "decided"


def test_a_body_that_recommends_does_not_decide(item, secretary, now):
    counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
    with pytest.raises(Breach, match="5-3"):
        minutes.conclude(item, "adopted", by=secretary, at=now)
