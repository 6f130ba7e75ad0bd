"""Those outside the body: who stands in for whom, the mayor for all, control behind closed doors."""

import pytest
from django.urls import reverse

from tannhjul.core.law import Breach
from tannhjul.core.models import Choice
from tannhjul.meetings import access, queries
from tannhjul.meetings import floor as reads
from tannhjul.meetings.actions import debate, floor, minutes
from tannhjul.meetings.models import Item
from tannhjul.meetings.papers.minutes import recorded
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Person, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(item, now):
    return [row.person for row in queries.entitled(item, now)]


class TestStandingIn:
    """Someone else uses a right to speak that the law gives (§§ 6-1 (3), 13-1 (5), 23-2 (2))."""

    @pytest.fixture
    def mayor(self):
        return Person.objects.get(user__username="demo-ordforer")

    @pytest.fixture
    def colleague(self, council, item, sitting, mayor, today):
        """A member of the council who does not sit in the committee."""
        seats = Seat.objects.on(today).filter(body=council, kind="member").exclude(person=mayor)
        return seats.exclude(person__in=sitting).first().person

    def test_a_member_of_the_council_for_the_mayor(self, item, mayor, colleague, secretary, now):
        with pytest.raises(Breach, match="8-1"):
            floor.speak(item, colleague, by=secretary, at=now)
        row = floor.speak(item, colleague, by=secretary, at=now, instead_of=mayor)
        assert row.speaker == f"{colleague} på vegne av {mayor}"

    def test_it_is_said_in_the_minutes(self, item, mayor, colleague, secretary, now):
        floor.speak(item, colleague, by=secretary, at=now, instead_of=mayor)
        minutes.conclude(item, "noted", by=secretary, at=now)
        shown = recorded(item.meeting, [item], internal=False, pages=[])
        assert f"{colleague} på vegne av {mayor}" in str(shown)

    def test_who_stands_in_for_the_mayor_proposes_too(self, item, mayor, colleague, secretary, now):
        def proposes():
            return debate.propose(item, "other", "Nei", by=secretary, proposer=colleague)

        with pytest.raises(Breach, match="8-1"):
            proposes()
        floor.speak(item, colleague, by=secretary, at=now, instead_of=mayor)
        assert proposes().proposer == colleague

    def test_who_sits_speaks_in_the_own_right_and_not_for_the_mayor(
        self, item, mayor, sitting, secretary, now
    ):
        row = floor.speak(item, sitting[0], by=secretary, at=now, instead_of=mayor)
        assert row.instead_of is None

    def test_nobody_else_stands_in_for_the_mayor(self, item, mayor, secretary, now):
        stranger = Seat.objects.filter(body__short="ER").first().person
        with pytest.raises(Breach, match="6-1"):
            floor.speak(item, stranger, by=secretary, at=now, instead_of=mayor)

    def test_nobody_stands_in_where_the_mayor_sits(self, item, council, mayor, colleague, today):
        item.meeting.body = council
        [own] = [row for row in reads.rights(item) if row.person == mayor]
        assert own.stand_ins == frozenset()

    def test_someone_of_the_administration_for_the_chief_executive(
        self, item, colleague, chief, secretary, now
    ):
        boss = Person.objects.get(user=chief)
        leader = Person.objects.get(user__username="demo-enhetsleder")
        with pytest.raises(Breach, match="13-1"):
            floor.speak(item, colleague, by=secretary, at=now, instead_of=boss)
        assert floor.speak(item, leader, by=secretary, at=now, instead_of=boss).instead_of == boss

    def test_a_member_of_the_control_committee_for_its_leader(self, item, council, today):
        leader = organisation.leader_of("control_committee", today)
        item.meeting.body, item.case.control = council, True
        [own] = [row for row in reads.rights(item) if row.person == leader]
        members = {p.pk for p in organisation.sitting_in("control_committee", today)}
        assert own.stand_ins == members - {leader.pk}

    def test_the_secretary_notes_it_on_the_page(self, item, mayor, colleague, browse):
        page = browse("sekretaer")
        address = reverse("meetings:speak", args=[item.pk])
        page.post(address, {"person": colleague.pk, "instead_of": mayor.pk})
        assert item.speeches.get().instead_of == mayor
        shown = page.get(reverse("meetings:room", args=[item.pk])).content.decode()
        assert f"{colleague} på vegne av {mayor}" in shown


class TestTheMayorForAll:
    """The mayor speaks and proposes in committees without sitting there (§ 6-1 (3))."""

    def test_from_the_own_page(self, item, browse):
        mayor = browse("ordforer", "mayor")
        page = mayor.get(reverse("meetings:live", args=[item.meeting_id])).content.decode()
        assert reverse("meetings:ask_floor", args=[item.pk]) in page
        mayor.post(reverse("meetings:ask_floor", args=[item.pk]))
        assert item.speeches.get().person.user.username == "demo-ordforer"
        mayor.post(
            reverse("meetings:propose", args=[item.pk]), {"kind": "other", "text": "Utsett saken"}
        )
        assert item.proposals.get(text="Utsett saken").proposer.user.username == "demo-ordforer"

    def test_the_secretary_can_write_it_down(self, item, browse):
        mayor = Person.objects.get(user__username="demo-ordforer")
        browse("sekretaer").post(
            reverse("meetings:propose_for", args=[item.pk]),
            {"kind": "other", "text": "Utsett saken", "proposer": mayor.pk},
        )
        assert item.proposals.get(text="Utsett saken").proposer == mayor

    def test_others_who_do_not_sit_are_refused(self, item, browse):
        member = browse("gruppeleder")
        address = reverse("meetings:propose", args=[item.pk])
        assert member.get(address).status_code == 403


class TestBehindClosedDoors:
    """The control committee may be present and read, where the council has not chosen otherwise (§ 23-2 (4))."""

    @pytest.fixture
    def controller(self, users, today):
        """A member of the control committee who can sign in."""
        seat = Seat.objects.on(today).filter(body__short="KU", kind="member", office="").first()
        user = users["vara"]
        Person.objects.filter(user=user).update(user=None)
        Person.objects.filter(pk=seat.person_id).update(user=user)
        return user.acting("councillor")

    @pytest.fixture
    def behind(self, item):
        Item.objects.filter(pk=item.pk).update(closed_basis="11-5-a", ground="13")
        return item

    def test_a_member_reads_what_a_committee_treats_there(self, behind, controller, users):
        assert access.read_item.allows(controller, behind)
        other = users["gruppeleder"]
        assert not access.read_item.allows(other, behind), "someone else in the council"

    def test_not_in_another_role(self, behind, controller):
        assert not access.read_item.allows(controller.acting("inhabitant"), behind)

    def test_the_council_can_keep_its_own_to_itself(self, behind, controller, council, today):
        Item.objects.filter(pk=behind.pk).update(body=council, number=999)
        assert access.read_item.allows(controller, behind)
        Choice.objects.create(key="organisation.control_behind_doors", value=0, valid_from=today)
        assert not access.read_item.allows(controller, behind)

    def test_open_items_and_open_cases_are_not_opened_by_it(self, item, controller):
        Item.objects.filter(pk=item.pk).update(ground="13")
        assert not access.read_item.allows(controller, item)
