"""What a legality check can be about, as the meeting shows it (kommuneloven § 27-2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.actions import checks, delegated, reviews
from tannhjul.decisions.models import Decision, DelegatedDecision
from tannhjul.meetings.actions import counting, debate, impartiality, minutes, motions, votes
from tannhjul.meetings.models import Item, Motion, Vote
from tannhjul.meetings.queries import decided_before, entitled, reviewable
from tannhjul.organisation.models import Body
from tannhjul.organisation.queries import members
from tests.decisions.trying import demand_a_check

pytestmark = pytest.mark.django_db


class TestWhatCanBeTried:
    def _ended(self, item, secretary, now):
        minutes.close(item.meeting, by=secretary, at=now)
        return item.meeting

    def test_doors_and_impartiality_before_the_case_is_decided(
        self, item, council, secretary, now, today, browse
    ):
        member = item.meeting.presences.last().person
        recusal = impartiality.raise_partiality(item, member, "Nabo", by=secretary)
        impartiality.decide_partiality(recusal, "impartial", by=secretary, at=now)
        against = [row.person for row in entitled(item, now)]
        debate.close_doors(item, "11-5-a", by=secretary, at=now, against=against)
        minutes.conclude(item, "returned", by=secretary, at=now)
        meeting = self._ended(item, secretary, now)
        item.refresh_from_db()
        rows = reviewable(meeting)
        assert [(row.item, row.tries) for row in rows] == [(item, "doors"), (item, "impartiality")]
        people = [seat.person for seat in members(council, today)]
        facts = {"by": secretary, "today": today, "meeting": meeting, "about": item}
        with pytest.raises(Breach, match="27-2"):
            motions.send(item.body, people[0], "legality", "T", "T", **facts)
        page = item.get_absolute_url()
        link = f"kind=legality&amp;about={item.pk}-doors"
        assert link in browse("gruppeleder").get(page).content.decode()
        assert link not in browse().get(page).content.decode()
        demand = motions.send(item.body, people[0], "legality", "T", "T", tries="doors", **facts)
        for person in people[1:3]:
            motions.support(demand, person, by=secretary, today=today)
        check = checks.open_check(demand, by=secretary, today=today)
        assert (check.item, check.tries) == (item, "doors")
        said = browse().get(check.get_absolute_url()).content.decode()
        assert "at dørene var åpne eller lukket" in said
        assert check.get_absolute_url() in browse().get(page).content.decode()

    def test_a_personal_exemption_is_no_decision_on_impartiality(
        self, item, secretary, now, member
    ):
        person = item.meeting.presences.last().person
        plea = impartiality.raise_partiality(item, person, "Sorg", by=secretary, plea="personal")
        impartiality.decide_partiality(plea, "partial", by=secretary, at=now)
        minutes.conclude(item, "returned", by=secretary, at=now)
        assert not reviewable(self._ended(item, secretary, now))

    def test_hiring_is_not_tried(self, item, secretary, now, council, today):
        Vote.objects.create(
            item=item,
            number=1,
            question="hiring",
            method="hands",
            status="closed",
            result="carried",
        )
        Item.objects.filter(pk=item.pk).update(status="done", outcome="adopted")
        item.refresh_from_db()
        assert not reviewable(item.meeting)
        with pytest.raises(Breach, match="27-2 \\(2\\)"):
            motions.must_be_triable(item, "decision")

    def test_members_of_the_council_stand_behind_it_though_the_body_is_closed(
        self, decision, council, secretary, browse
    ):
        demand = demand_a_check(decision, council, secretary, supporters=1)
        committee = Body.objects.get(short="HTM")
        committee.openness = "closed"
        committee.save()
        Motion.objects.filter(pk=demand.pk).update(body=committee)
        outside = browse("gruppeleder")
        assert not committee.seats.filter(person__user__username="demo-gruppeleder").exists()
        assert outside.get(demand.get_absolute_url()).status_code == 200
        assert browse("journalist").get(demand.get_absolute_url()).status_code == 404

    def test_those_who_refused_are_partial_in_the_complaint(self, item, secretary, now):
        item.step.power = "decides"
        item.step.save()
        counting.count(
            votes.open_vote(item, "named", item.proposals.get(), by=secretary, at=now),
            set(),
            by=secretary,
            at=now,
        )
        minutes.conclude(item, "rejected", by=secretary, at=now)
        assert decided_before([item.case_id])
        item.step.power = "recommends"
        item.step.save()
        assert not decided_before([item.case_id])

    def test_as_many_queries_for_many_refusals_as_for_one(self, decision, browse):
        meeting = decision.item.meeting

        def count():
            with CaptureQueriesContext(connection) as caught:
                reviewable(meeting)
                browse().get(decision.item.get_absolute_url())
            return len(caught)

        facts = {"body": meeting.body, "status": "done", "outcome": "rejected"}
        Item.objects.create(meeting=meeting, title="En", order=90, **facts)
        one = count()
        for order in range(91, 101):
            Item.objects.create(meeting=meeting, title=str(order), order=order, **facts)
        assert count() == one

    def test_a_final_refusal_is_a_decision_and_a_recommendation_is_not(
        self, item, council, secretary, now, today, browse
    ):
        item.case.steps.exclude(pk=item.step_id).delete()
        item.step.power = "decides"
        item.step.save()
        counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
        minutes.conclude(item, "rejected", by=secretary, at=now)
        row = Decision.objects.get(item=item)
        assert "Ikke vedtatt" in browse().get(row.get_absolute_url()).content.decode()
        assert "Ikke vedtatt" in browse().get(item.case.get_absolute_url()).content.decode()
        assert "Ikke vedtatt" in browse().get(reverse("decisions:feed")).content.decode()
        assert [one.tries for one in reviewable(self._ended(item, secretary, now))] == ["decision"]
        told = {"told_on": today, "received_on": today}
        complaint = reviews.complain(row, "Kari Lie", "Uenig", by=secretary, **told)
        assert complaint.over == row
        other = DelegatedDecision.objects.first()
        DelegatedDecision.objects.filter(pk=other.pk).update(decided_on=today)
        other.refresh_from_db()
        Decision.objects.filter(pk=row.pk).update(body=council)
        row.refresh_from_db()
        with pytest.raises(Refused, match="som ble vedtatt"):
            delegated.reverse(other, row, "invalid", by=secretary)

    def test_a_refused_recommendation_decides_nothing(self, item, secretary, now):
        counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
        minutes.conclude(item, "rejected", by=secretary, at=now)
        assert not Decision.objects.filter(item=item).exists()
        assert not reviewable(self._ended(item, secretary, now))

    def test_whether_the_election_is_valid_is_tried_elsewhere(self, decision, council, secretary):
        decision.item.constitutes = "validity"
        decision.item.save()
        with pytest.raises(Breach, match="27-2") as breach:
            demand_a_check(decision, council, secretary)
        assert "municipal election" in str(breach.value)
