"""Parliamentary rule: an executive council that may meet in private, and when its papers become public."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.enums import Role
from tannhjul.core.law import Breach
from tannhjul.documents import intake
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, motions
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies, seats
from tannhjul.organisation.models import Body, Person
from tests import checking as check

pytestmark = pytest.mark.django_db
HIDDEN = "Byrådets ukentlige møte"


def _body(kind, secretary, today, **more):
    return bodies.create_body(
        HIDDEN if kind == "other" else "Byrådet",
        f"X{kind[:5]}",
        kind,
        by=secretary,
        today=today,
        **{"openness": "closed", "power": "recommends", **more},
    )


@pytest.fixture
def executive(secretary, today, users):
    """An executive council of three that meets in private; the committee chair is one of them."""
    bodies.close_body(Body.objects.get(short="FSK"), by=secretary, today=today)
    body = _body("executive_council", secretary, today)
    people = [Person.objects.get(user__username="demo-utvalgsleder")]
    people += [Person.objects.create(name=f"Byråd {n}") for n in (2, 3)]
    for order, person in enumerate(people, 1):
        seats.seat(
            body,
            person,
            kind="member",
            order=order,
            office="leader" if order == 1 else "",
            by=secretary,
            today=today,
        )
    return body


@pytest.mark.source("001-A4")
class TestPrivateMeetings:
    @pytest.mark.parametrize("kind", ["committee", "other", "council_committee", "youth_council"])
    def test_nobody_else_meets_in_private(self, secretary, today, kind):
        with pytest.raises(Breach) as breach:
            _body(kind, secretary, today)
        assert breach.value.rule.paragraph == "kommuneloven § 11-5 (1)"

    def test_under_parliamentary_rule_government_and_administration_meet_every_week(
        self, executive, secretary, today, now, browse
    ):
        weekly = _body("other", secretary, today)
        guest = Person.objects.get(user__username="demo-enhetsleder")
        seats.seat(weekly, guest, kind="member", order=1, by=secretary, today=today)
        meeting = agenda.plan(weekly, now, by=secretary, place="Byrådssalen")
        agenda.add_item(meeting, "Ukens saker", by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        seen = {
            name: browse(name).get(meeting.get_absolute_url()).status_code
            for name in (
                "enhetsleder",
                "kommunedirektor",
                "sekretaer",
                "representant",
                "journalist",
            )
        }
        assert seen == {
            "enhetsleder": 200,
            "kommunedirektor": 200,
            "sekretaer": 200,
            "representant": 404,
            "journalist": 404,
        }

    def test_it_is_nowhere_else_either(self, executive, secretary, today, now, browse):
        weekly = _body("other", secretary, today)
        meeting = agenda.plan(weekly, now, by=secretary, place="Byrådssalen")
        item = agenda.add_item(meeting, "Hemmelig ukesak", by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        notice = meeting.documents.first().document
        reader = browse("journalist")
        for url in (
            "/",
            "/moter/",
            reverse("portal:calendar"),
            reverse("decisions:feed"),
            f"{reverse('portal:search')}?q=ukesak",
            weekly.get_absolute_url(),
        ):
            text = reader.get(url).content.decode()
            assert "Hemmelig ukesak" not in text, url
            assert meeting.get_absolute_url() not in text, url
        for url in (
            item.get_absolute_url(),
            notice.get_absolute_url(),
            reverse("meetings:live", args=[meeting.pk]),
            reverse("meetings:hall", args=[meeting.pk]),
        ):
            assert reader.get(url).status_code == 404, url
        found = browse("sekretaer").get(f"{reverse('portal:search')}?q=ukesak").content.decode()
        assert "Hemmelig ukesak" in found
        found = browse("saksbehandler").get(f"{reverse('portal:search')}?q=ukesak").content.decode()
        assert item.get_absolute_url() not in found

    def test_what_a_member_raises_there_is_not_public(
        self, executive, secretary, now, today, browse
    ):
        meeting = agenda.plan(executive, now, by=secretary, place="Byrådssalen")
        person = Person.objects.get(user__username="demo-utvalgsleder")
        row = motions.send(
            executive,
            person,
            "question",
            "Hemmelig spørsmål",
            "?",
            by=None,
            today=today,
            meeting=meeting,
        )
        motions.put_on_agenda(row, meeting, by=secretary)
        for name, status in (("journalist", 404), ("utvalgsleder", 200), ("sekretaer", 200)):
            assert browse(name).get(row.get_absolute_url()).status_code == status, name
        text = browse().get(reverse("meetings:motions")).content.decode()
        assert "Hemmelig spørsmål" not in text

    def test_openness_is_changed_by_the_same_rule(self, executive, committee, secretary, today):
        with pytest.raises(Breach, match="11-5"):
            bodies.set_openness(committee, "closed", by=secretary, today=today)
        bodies.set_openness(executive, "open", by=secretary, today=today)
        Body.objects.filter(pk=committee.pk).update(openness="closed")
        rules = [row["rule"] for row in check.everything()]
        assert "organisation.may_meet_in_private" in rules


@pytest.mark.source("001-R19")
class TestPublicWhenSentOn:
    @pytest.fixture
    def case(self, executive, council, users, secretary, today):
        """A case whose way goes through the executive council, approved."""
        case = Case.objects.get(status="submitted")
        chief = users["kommunedirektor"].acting(Role.CHIEF_EXECUTIVE)
        cases.take_back(case, by=users["saksbehandler"])
        cases.set_route(
            case, [(executive, "recommends"), (council, "decides")], by=users["saksbehandler"]
        )
        taken = intake.keep(b"Vedlegg til saken", "vedlegg.txt")
        cases.attach(case, "Regnestykke", taken, by=users["saksbehandler"], today=today)
        cases.submit(case, by=users["saksbehandler"])
        return cases.approve(case, "Bygg.", by=chief, today=today)

    def test_the_case_is_public_when_the_executive_council_sends_it_on(
        self, case, executive, secretary, browse, today
    ):
        url = case.get_absolute_url()
        assert browse().get(url).status_code == 404
        assert browse("representant").get(url).status_code == 404
        text = browse("utvalgsleder").get(url).content.decode()
        assert "Regnestykke" in text, "sits in the executive council"
        now = timezone.now()
        meeting = agenda.plan(executive, now, by=secretary, place="Byrådssalen")
        agenda.add_case(meeting, case.steps.get(status="waiting", body=executive), by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=now)
        item = debate.start_item(meeting.items.get(), by=secretary)
        counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
        minutes.conclude(item, "recommended", by=secretary, at=now)
        case.refresh_from_db()
        assert case.public_from == today
        text = browse().get(url).content.decode()
        assert case.title in text
        assert item.get_absolute_url() not in text, "the meeting itself stays private"
        assert not Meeting.objects.filter(pk=meeting.pk, body__openness="open").exists()

    def test_what_happened_in_the_private_meeting_is_not_in_the_history(
        self, case, executive, secretary, browse, today
    ):
        meeting = agenda.plan(executive, timezone.now(), by=secretary, place="Byrådssalen")
        agenda.add_case(meeting, case.steps.get(status="waiting", body=executive), by=secretary)
        cases.treat(
            case.steps.get(status="waiting", body=executive),
            "recommended",
            "Ja",
            by=secretary,
            today=today,
        )
        page = reverse("cases:timeline", args=[case.pk])
        assert "Sett på sakslisten" not in browse().get(page).content.decode()
        assert "Sett på sakslisten" in browse("sekretaer").get(page).content.decode()

    def test_it_is_private_until_the_last_private_body_is_done(
        self, executive, council, users, secretary, today
    ):
        weekly = _body("other", secretary, today)
        case = Case.objects.get(status="submitted")
        cases.take_back(case, by=users["saksbehandler"])
        route = [(weekly, "discusses"), (executive, "recommends"), (council, "decides")]
        cases.set_route(case, route, by=users["saksbehandler"])
        cases.submit(case, by=users["saksbehandler"])
        chief = users["kommunedirektor"].acting(Role.CHIEF_EXECUTIVE)
        cases.approve(case, "Bygg.", by=chief, today=today)
        for body, public in ((weekly, None), (executive, today)):
            step = case.steps.get(status="waiting", body=body)
            cases.treat(step, "recommended", "Ja", by=secretary, today=today)
            case.refresh_from_db()
            assert case.public_from == public

    def test_what_is_sent_back_stays_private(self, case, executive, secretary, browse, today):
        step = case.steps.get(status="waiting", body=executive)
        cases.treat(step, "returned", "", by=secretary, today=today)
        case.refresh_from_db()
        assert case.public_from is None

    def test_an_ordinary_body_gets_public_cases_only(self, case, executive, today):
        from tannhjul.cases.queries import waiting_for

        assert waiting_for(executive, day=today).filter(case=case).exists()
        Body.objects.filter(pk=executive.pk).update(openness="open")
        assert not waiting_for(executive, day=today).filter(case=case).exists()
