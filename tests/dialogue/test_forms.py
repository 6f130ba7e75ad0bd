"""In one room or remotely: what each does for (domain 001: 3502-3508)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.law import Refused
from tannhjul.core.models import Choice
from tannhjul.dialogue import queries
from tannhjul.dialogue.actions import gatherings
from tannhjul.dialogue.enums import Climate
from tannhjul.dialogue.models import Gathering
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Seat

pytestmark = pytest.mark.django_db
REMOTE = {"form": "remote", "stream": "https://lillevik.example/mote"}
WHY = "Isen ligger, og ingen kommer over fjorden."


@pytest.fixture
def plan(secretary):
    def make(kind="workshop", days=3, **more):
        at = timezone.now() + timedelta(days=days)
        return gatherings.plan(kind, "Om skolen", at, "Kantina", by=secretary, **more)

    return make


@pytest.fixture
def members(council, today):
    seats = Seat.objects.on(today).filter(body=council, kind="member").order_by("order")
    return [seat.person for seat in seats]


@pytest.mark.source("001-A11")
@pytest.mark.parametrize("kind", ["workshop", "dialogue", "units", "together"])
def test_a_remote_conversation_is_warned_of_and_the_reason_stays_with_it(plan, kind, browse):
    with pytest.raises(Refused, match="forme sammen"):
        plan(kind, **REMOTE)
    assert not Gathering.objects.filter(title="Om skolen").exists()
    row = plan(kind, form_because=WHY, **REMOTE)
    assert WHY in browse().get(row.get_absolute_url()).content.decode()


@pytest.mark.source("001-A11")
def test_in_one_room_nobody_is_asked_why(plan):
    assert plan("workshop").form_because == ""


@pytest.mark.source("001-A11")
def test_a_visit_is_not_warned_of(plan, culture_unit):
    assert plan("visit", unit=culture_unit, **REMOTE).form == "remote"


@pytest.fixture
def culture_unit():
    from tannhjul.organisation.models import Unit

    return Unit.objects.get(name="Kultur")


@pytest.fixture
def remote(committee, ready_case, secretary, today):
    """A remote meeting of the committee with a case that nobody has discussed yet."""
    Choice.objects.create(key="meetings.remote", value=1, valid_from=today)
    at = timezone.now() + timedelta(days=20)
    meeting = agenda.plan(committee, at, by=secretary, place="Nett", **REMOTE)
    agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
    return meeting


def _desk(meeting, browse):
    return browse("sekretaer").get(reverse("meetings:desk", args=[meeting.pk])).content.decode()


@pytest.mark.source("001-A11")
def test_a_first_discussion_in_a_remote_meeting_is_warned_of(remote, ready_case, browse):
    text = _desk(remote, browse)
    assert "for første gang" in text
    assert ready_case.title in text


@pytest.mark.source("001-A11")
def test_a_briefing_is_not(remote, secretary, browse):
    remote.items.all().delete()
    agenda.add_item(remote, "Orientering om økonomien", by=secretary)
    assert "for første gang" not in _desk(remote, browse)


@pytest.mark.source("001-A11")
def test_what_has_been_discussed_before_is_not(remote, ready_case, today, browse):
    ready_case.steps.filter(pk=ready_case.steps.first().pk).update(treated_on=today)
    assert "for første gang" not in _desk(remote, browse)


@pytest.mark.source("001-A11")
def test_held_remotely_all_the_same_the_reason_stays_with_the_meeting(remote, browse):
    address = reverse("meetings:reschedule", args=[remote.pk])
    facts = {
        "starts_at": f"{timezone.localtime(remote.starts_at):%Y-%m-%dT%H:%M}",
        "place": "Nett",
        "form_because": WHY,
        **REMOTE,
    }
    assert browse("sekretaer").post(address, facts).status_code == 302
    assert Meeting.objects.get(pk=remote.pk).form_because == WHY
    assert "for første gang" not in _desk(remote, browse)
    assert WHY in browse().get(remote.get_absolute_url()).content.decode()


class TestCompared:
    def _held(self, plan, secretary, members, score, raters, **more):
        row = plan("workshop", days=-2, **more)
        gatherings.begin(row, by=secretary, today=row.starts_at.date())
        gatherings.close(row, members[:9], by=secretary)
        for person in members[:raters]:
            gatherings.rate(row, person, dict.fromkeys(Climate, score), by=secretary)

    @pytest.mark.source("001-A11")
    def test_by_purpose_and_form_when_each_has_enough(self, plan, secretary, members, browse):
        self._held(plan, secretary, members, 5, 6)
        self._held(plan, secretary, members, 2, 6, form_because=WHY, **REMOTE)
        [row] = queries.by_form(Gathering.objects.filter(status="held", title="Om skolen"))
        assert (row.in_one_room, row.remote) == (5, 2)
        text = browse().get(reverse("dialogue:index")).content.decode()
        assert "I ett rom eller på nett" in text

    @pytest.mark.source("001-A11")
    def test_else_it_cannot_be_said(self, plan, secretary, members, browse):
        self._held(plan, secretary, members, 5, 6)
        self._held(plan, secretary, members, 2, 4, form_because=WHY, **REMOTE)
        [row] = queries.by_form(Gathering.objects.filter(status="held", title="Om skolen"))
        assert (row.in_one_room, row.remote) == (5, None)
        assert "kan ikke sies" in browse().get(reverse("dialogue:index")).content.decode()
