"""A council that meets and decides what is put before it."""

import pytest
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, votes
from tannhjul.meetings.queries import entitled, expected


@pytest.fixture
def convened_council(council, secretary, today):
    """The council meets today and adopts what a case recommends."""

    def adopt(case, text="", against=0):
        cases.submit(case, by=secretary)
        words = case.papers.last().recommendation
        cases.approve(case, text or words, by=secretary, today=today)
        at = timezone.now()
        meeting = agenda.plan(council, at, by=secretary, place="Rådhuset")
        item = agenda.add_case(meeting, case.steps.get(status="waiting"), by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=at)
        item = debate.start_item(item, by=secretary)
        vote = votes.open_vote(item, "hands", item.proposals.get(), by=secretary, at=at)
        no = {row.person_id for row in entitled(item, at)[:against]}
        counting.count(vote, no, by=secretary, at=at)
        minutes.conclude(item, "adopted", by=secretary, at=at)

    return adopt
