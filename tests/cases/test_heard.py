"""Those who have the right to be heard are, before a case is treated (kommuneloven §§ 5-12, 23-5)."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.heard import could_be_commented, councils_to_hear
from tannhjul.cases.models import Case
from tannhjul.commitments.actions.judgements import judge
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Breach
from tannhjul.meetings.actions import agenda, attendance, debate
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries import expected
from tannhjul.organisation.actions import bodies
from tannhjul.organisation.models import Body
from tannhjul.organisation.queries import chief_executive
from tests.cases.test_control import case, clerk  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
WHAT = "Uttal deg før kontrollutvalget behandler saken"


@pytest.fixture
def item(case, clerk, today):  # noqa: F811
    """The case before the control committee, in session."""
    cases.approve(case, "Undersøk.", by=clerk, today=today)
    committee = Body.objects.get(short="KU")
    at = timezone.make_aware(datetime.combine(today, time(17, 0)))
    meeting = agenda.plan(committee, at, by=clerk, place="Rådhuset")
    agenda.add_case(meeting, case.steps.first(), by=clerk)
    agenda.convene(meeting, by=clerk, today=today)
    people = [row.person.pk for row in expected(meeting)]
    attendance.open_meeting(meeting, people, by=clerk, at=timezone.now())
    return Meeting.objects.get(pk=meeting.pk).items.get()


class TestComment:
    def test_the_control_committee_waits_for_the_chief_executive(self, item, clerk, browse, users):  # noqa: F811
        with pytest.raises(Breach) as breach:
            debate.start_item(item, by=clerk)
        assert breach.value.rule.paragraph == "kommuneloven § 23-5"
        chief = users["kommunedirektor"]
        assert WHAT in [task.what for task in tasks(chief, timezone.localdate())]
        page = browse("kommunedirektor").get(item.case.get_absolute_url()).content.decode()
        address = reverse("commitments:judge", args=["comment", "sak", item.case_id])
        assert address in page
        data = {"verdict": "comments", "why": "Saken er behandlet etter loven."}
        assert browse("kommunedirektor").post(address, data).status_code == 302
        assert WHAT not in [task.what for task in tasks(chief, timezone.localdate())]
        shown = browse("revisor").get(item.case.get_absolute_url()).content.decode()
        assert "Saken er behandlet etter loven." in shown
        assert debate.start_item(item, by=clerk).status == "open"

    def test_whoever_had_the_days_for_it_and_was_silent_stops_nothing(self, item, clerk, today):  # noqa: F811
        row = item.case
        for days, could in ((6, False), (7, True)):
            Case.objects.filter(pk=row.pk).update(public_from=today - timedelta(days=days))
            assert could_be_commented(Case.objects.get(pk=row.pk), today) is could
        assert debate.start_item(item, by=clerk).status == "open"

    def test_what_the_committee_decides_itself_waits_for_nobody(self, item, clerk):  # noqa: F811
        item.case.steps.filter(body__short="KST").delete()
        assert debate.start_item(item, by=clerk).status == "open"

    def test_others_are_not_asked(self, item, browse):
        address = reverse("commitments:judge", args=["comment", "sak", item.case_id])
        for name in ("saksbehandler", "representant", "sekretaer"):
            assert browse(name).get(address).status_code in (403, 404)

    def test_a_chief_executive_comments_on_what_is_exempt_and_strangers_read_nothing_of_it(
        self, item, browse
    ):
        row = item.case
        Case.objects.filter(pk=row.pk).update(ground="13", screened_title="Om Kari Lie")
        address = reverse("commitments:judge", args=["comment", "sak", row.pk])
        chief = browse("kommunedirektor")
        assert chief.get(address).status_code == 200
        secret = "Kari Lie er syk."
        assert chief.post(address, {"verdict": "comments", "why": secret}).status_code == 302
        for name in (None, "innbygger", "journalist", "saksbehandler"):
            shown = browse(name).get(row.get_absolute_url())
            assert secret not in shown.content.decode(), name
        assert secret in browse("revisor").get(row.get_absolute_url()).content.decode()


class TestCouncils:
    @pytest.fixture
    def submitted(self):
        return Case.objects.filter(status="submitted").first()

    @pytest.mark.parametrize(
        ("verdict", "missing"),
        [("elderly", {"ER"}), ("young", {"UNG"}), ("all", {"ER", "UNG", "RFF"})],
    )
    def test_a_case_that_concerns_them_comes_to_them(
        self, submitted, verdict, missing, chief, today
    ):
        kinds = {"ER": "elderly_council", "UNG": "youth_council", "RFF": "disability_council"}
        for short in missing:
            if not Body.objects.on(today).filter(kind=kinds[short]).exists():
                how = {"by": chief, "today": today, "power": "advises"}
                bodies.create_body(f"Råd {short}", f"N{short}", kinds[short], **how)
        person = chief_executive(today)
        submitted.steps.filter(body__kind__in=kinds.values()).delete()
        judge("concerns", submitted, verdict, "Gjelder dem.", person, by=chief, today=today)
        with pytest.raises(Breach) as breach:
            cases.approve(submitted, "Vedta.", by=chief, today=today)
        assert breach.value.rule.paragraph == "kommuneloven § 5-12 (4)"
        way = [(row.body, row.power) for row in submitted.steps.order_by("order")]
        heard = [
            (Body.objects.on(today).filter(kind=kinds[short]).first(), "advises")
            for short in missing
        ]
        submitted.track = None
        submitted.save()
        cases.set_route(submitted, [*heard, *way], by=chief)
        assert cases.approve(submitted, "Vedta.", by=chief, today=today).status == "ready"

    def test_nobody_is_asked_for_a_case_that_concerns_nobody_in_particular(
        self, submitted, chief, today
    ):
        person = chief_executive(today)
        judge("concerns", submitted, "nobody", "Gjelder alle.", person, by=chief, today=today)
        assert cases.approve(submitted, "Vedta.", by=chief, today=today).status == "ready"

    def test_each_that_is_named_is_heard_until_somebody_says_nobody(self, submitted, chief, today):
        person = chief_executive(today)
        for verdict, kinds in (
            ("elderly", {"elderly_council"}),
            ("young", {"elderly_council", "youth_council"}),
            ("nobody", set()),
        ):
            judge("concerns", submitted, verdict, "Fordi.", person, by=chief, today=today)
            concerned, _way = councils_to_hear(submitted, today)
            there = Body.objects.on(today).filter(kind__in=kinds).values_list("kind", flat=True)
            assert concerned == set(there)
