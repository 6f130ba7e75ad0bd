"""What is kept from the public in one place is kept in all that is copied from it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, votes
from tannhjul.meetings.papers.notice import _parts

pytestmark = pytest.mark.django_db
SECRET = "Kommunen inngår forlik med Kornbergslien"


def carried(item, by):
    """The body recommends what a member proposes."""
    at = timezone.now()
    author = queries.entitled(item, at)[0].person
    proposal = debate.propose(item, author, SECRET, by=by)
    vote = votes.open_vote(item, "hands", proposal, by=by, at=at)
    counting.count(vote, set(), by=by, at=at)
    minutes.conclude(item, "recommended", by=by, at=at)


class TestBehindClosedDoors:
    """kommuneloven § 11-5: what a body recommends behind closed doors stays there."""

    @pytest.fixture
    def recommended(self, item, secretary):
        at = timezone.now()
        debate.close_doors(item, "11-5-b", by=secretary, at=at)
        carried(item, secretary)
        return item.case

    @pytest.mark.parametrize("who", [None, "innbygger", "journalist", "enhetsleder"])
    def test_is_not_on_the_page_of_the_case(self, recommended, browse, who):
        page = browse(who).get(reverse("cases:detail", args=[recommended.pk]))
        assert page.status_code == 200
        assert SECRET not in page.content.decode()

    @pytest.mark.parametrize("who", ["sekretaer", "kommunedirektor", "revisor"])
    def test_is_for_those_whose_work_it_is(self, recommended, browse, who):
        page = browse(who).get(reverse("cases:detail", args=[recommended.pk]))
        assert SECRET in page.content.decode()

    def test_is_for_the_members_of_the_bodies_on_its_way(self, recommended, browse, users):
        body = recommended.steps.in_bodies().filter(status="waiting").first().body
        who = "representant"
        assert body.seats.filter(person__user=users[who], kind="member").exists()
        page = browse(who).get(reverse("cases:detail", args=[recommended.pk]))
        assert SECRET in page.content.decode()

    @pytest.mark.parametrize("who", [None, "journalist"])
    def test_is_found_by_no_search(self, recommended, browse, who):
        page = browse(who).get(reverse("portal:search"), {"q": "Kornbergslien"})
        assert recommended.title not in page.content.decode()

    def test_is_in_the_internal_notice_of_the_next_body_alone(self, recommended):
        step = recommended.steps.in_bodies().filter(status="waiting").first()
        inside, outside = (
            str(_parts(recommended, step.body_id, internal)) for internal in (True, False)
        )
        assert SECRET in inside
        assert SECRET not in outside

    def test_is_not_tabled_in_the_open_in_the_next_body(
        self, recommended, item, secretary, today, browse
    ):
        at = timezone.now()
        minutes.close(item.meeting, by=secretary, at=at)
        step = recommended.steps.in_bodies().filter(status="waiting").first()
        meeting = agenda.plan(step.body, at, by=secretary, place="Rådhuset")
        agenda.add_case(meeting, step, by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=at)
        again = debate.start_item(meeting.items.get(), by=secretary)
        page = browse().get(again.get_absolute_url())
        assert page.status_code == 200
        assert SECRET not in page.content.decode()
        debate.close_doors(again, "11-5-b", by=secretary, at=at)
        assert again.proposals.get().text == SECRET

    def test_what_is_recommended_with_open_doors_is_on_the_page(self, item, secretary, browse):
        carried(item, secretary)
        page = browse().get(reverse("cases:detail", args=[item.case.pk]))
        assert SECRET in page.content.decode()


class TestWhatIsAddedWhileReworked:
    """What belongs to a new revision is shown with it, not before."""

    @pytest.fixture
    def returned(self, item, secretary):
        minutes.conclude(item, "returned", by=secretary, at=timezone.now())
        case = type(item.case).objects.get(pk=item.case.pk)
        cases.add_party(case, "Hilde Nordmann", by=secretary)
        cases.add_link(case, "Notat om Hilde", "https://example.org/2", by=secretary)
        return case

    def test_is_not_public(self, returned, browse):
        page = browse().get(reverse("cases:detail", args=[returned.pk])).content.decode()
        assert "Hilde" not in page

    def test_is_there_for_the_administration(self, returned, browse):
        page = browse("sekretaer").get(reverse("cases:detail", args=[returned.pk]))
        assert "Hilde Nordmann" in page.content.decode()
