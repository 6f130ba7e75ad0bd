"""Decisions with delegated power: nobody decides without it, and those who gave it are told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.commitments.actions.judgements import judge
from tannhjul.commitments.models import Judgement
from tannhjul.commitments.queries import judgements
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.decisions import queries
from tannhjul.decisions.actions import delegated as decisions
from tannhjul.decisions.models import Decision, DelegatedDecision
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Area, Grant
from tannhjul.delegation.queries import matter_in
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Body, Person, Unit
from tests import checking as check

pytestmark = pytest.mark.django_db


def _matter(area="Kulturmidler", amount=20_000, **more):
    return decisions.Matter(
        area=Area.objects.get(name=area),
        title="Tilskudd til korpset",
        measure="kroner" if amount is not None else "",
        amount=None if amount is None else Decimal(amount),
        **more,
    )


def _leader(unit):
    return Unit.objects.get(name=unit).leaderships.get(valid_to=None).person


def _decide(matter, person, secretary, today, **more):
    facts = {"by": secretary, "person": person, "today": today, **more}
    return decisions.decide(matter, "Korpset får 20 000 kroner.", "Vanlig sak.", **facts)


@pytest.fixture
def culture(db):
    return _leader("Kultur")


@pytest.fixture
def case(secretary, today):
    return cases.open_case("Støtte til korpset", by=secretary, today=today)


class TestDeciding:
    def test_a_decision_cites_the_delegation_and_answers_to_the_council(
        self, culture, secretary, today, council
    ):
        row = _decide(_matter(), culture, secretary, today)
        assert (row.grant.unit.name, row.grant.area.name) == ("Kultur", "Kulturmidler")
        assert (row.answers_to, row.judgement.verdict, row.judgement.person) == (
            council,
            "no",
            culture,
        )
        event = Event.objects.get(verb="decisions.decide", subject_id=row.pk)
        assert (event.unit, event.facts["grant"]) == (row.grant.unit_id, row.grant_id)
        assert (event.arena, event.facts["answers_to"]) == (None, council.pk)

    @pytest.mark.parametrize(
        ("area", "amount", "says"),
        [
            ("Kulturmidler", 25_001, "Beløpet er større enn delegeringen tillater"),
            ("Byggesaker", None, "Du har ikke fått myndighet"),
        ],
    )
    def test_beyond_the_limit_or_without_power_it_is_refused_with_who_may_instead(
        self, culture, secretary, today, area, amount, says
    ):
        with pytest.raises(Refused) as refusal:
            _decide(_matter(area, amount), culture, secretary, today)
        assert says in str(refusal.value)
        assert "Kommunedirektøren" in str(refusal.value)
        assert not Judgement.objects.filter(why="Vanlig sak.").exists()

    def test_the_wrong_role_is_refused(self, secretary, today):
        with pytest.raises(Refused, match="Du har ikke fått myndighet"):
            _decide(_matter(), Person.objects.last(), secretary, today)

    def test_what_nobody_has_is_for_the_council(self, culture, secretary, today):
        area = delegation.create_area("Ordensforskrift", by=secretary)
        with pytest.raises(Refused, match=r"Hvem som kan avgjøre: Kommunestyret\."):
            _decide(_matter(area.name, None), culture, secretary, today)

    def test_after_a_recall_it_is_refused_and_what_was_decided_stands(
        self, culture, secretary, today
    ):
        before = _decide(_matter(), culture, secretary, today - timedelta(days=1))
        chief = Grant.objects.get(parent=None, holder="unit")
        delegation.recall(chief, "Nytt reglement", by=secretary, today=today)
        with pytest.raises(Refused, match="trukket tilbake"):
            _decide(_matter(), culture, secretary, today)
        assert not [f for f in check.everything() if "decides_with_power" in f["rule"]]
        DelegatedDecision.objects.filter(pk=before.pk).update(decided_on=today)
        found = [f for f in check.everything() if "decides_with_power" in f["rule"]]
        assert not found, "in the morning the power was still there"
        DelegatedDecision.objects.filter(pk=before.pk).update(decided_on=today + timedelta(days=1))
        found = [f for f in check.everything() if "decides_with_power" in f["rule"]]
        assert found[0]["subject"] == str(before)

    def test_power_from_a_committee_answers_to_the_committee(self, secretary, today):
        committee = Body.objects.get(short="HTM")
        plans = Grant.objects.get(area__name="Plan og bygg")
        head = Unit.objects.get(task="head")
        area = Area.objects.get(name="Dispensasjon fra plan")
        delegation.give(
            area, "unit", "HTM PS 1/26", by=secretary, today=today, parent=plans, unit=head
        )
        row = _decide(_matter(area.name, None), _leader(head.name), secretary, today)
        assert row.answers_to == committee
        assert list(queries.unreported(committee)) == [row]

    def test_a_case_is_settled_by_it(self, culture, secretary, today, case):
        _decide(_matter(case=case), culture, secretary, today)
        case.refresh_from_db()
        assert (case.status, case.public_from) == ("decided", today)
        with pytest.raises(Refused, match="er avgjort"):
            _decide(_matter(case=case), culture, secretary, today)


class TestPrinciple:
    @pytest.mark.source("002a-R2")
    def test_a_matter_of_principle_goes_up_to_who_may_decide_it(self, culture, secretary, today):
        row = decisions.send_up(
            _matter(), "Ny ordning for alle korps.", by=secretary, person=culture, today=today
        )
        assert [step.body.short for step in row.steps.all()] == ["HHO"]
        judgement = judgements.of("principle", row).get()
        assert (judgement.verdict, judgement.person) == ("yes", culture)
        with pytest.raises(Refused, match="prinsipiell"):
            _decide(_matter(case=row), culture, secretary, today)

    def test_a_case_that_goes_up_is_exempt_on_the_same_ground(
        self, culture, secretary, today, case
    ):
        matter = _matter(case=case, ground="13", screened_title="Om Kari Lie")
        decisions.send_up(matter, "Gjelder helsa.", by=secretary, person=culture, today=today)
        case.refresh_from_db()
        assert (case.ground, case.screened_title) == ("13", "Om Kari Lie")

    def test_where_no_body_has_the_power_the_council_decides(self, culture, secretary, today):
        row = decisions.send_up(
            _matter("Permisjon", None), "Ny praksis.", by=secretary, person=culture, today=today
        )
        assert [step.body.short for step in row.steps.all()] == ["KST"]


class TestReporting:
    @pytest.fixture
    def planned(self, council):
        return Meeting.objects.get(body=council, status="planned")

    def test_the_report_lists_what_was_decided_once(
        self, planned, culture, secretary, today, browse
    ):
        row = _decide(_matter(), culture, secretary, today)
        assert "Vedtak å melde" in _desk(browse, planned)
        waiting = queries.unreported(planned.body).count()
        browse("sekretaer").post(reverse("decisions:report", args=[planned.pk]))
        row.refresh_from_db()
        assert row.report.delegated.count() == waiting == 1
        assert "Vedtak å melde" not in _desk(browse, planned)
        page = browse("sekretaer").get(row.report.item.get_absolute_url()).content.decode()
        assert "Tilskudd til korpset" in page
        with pytest.raises(Refused, match="ingenting å melde"):
            decisions.report(planned, by=secretary)

    def test_taken_off_the_agenda_or_cancelled_it_stands_to_be_reported_again(
        self, planned, secretary, council, today
    ):
        row = _decide(_matter(), _leader("Kultur"), secretary, today)
        waiting = list(queries.unreported(council))
        assert waiting == [row]
        report = decisions.report(planned, by=secretary)
        assert not queries.unreported(council)
        agenda.remove_item(report.item, by=secretary)
        assert list(queries.unreported(council)) == waiting
        decisions.report(planned, by=secretary)
        agenda.cancel(planned, by=secretary)
        assert list(queries.unreported(council)) == waiting

    def test_the_mayors_use_is_a_finding_after_the_councils_next_meeting(
        self, planned, secretary, today, council
    ):
        mayor = Person.objects.get(user__username="demo-ordforer")
        held = Meeting.objects.filter(body=council, status="published").last()
        row = _decide(
            _matter("Høringsuttalelser", None),
            mayor,
            secretary,
            held.starts_at.date() - timedelta(days=1),
        )
        found = [f for f in check.everything() if f["rule"] == "decisions.mayor_reports_use"]
        assert [f["subject"] for f in found] == [str(row)]
        decisions.report(planned, by=secretary)
        found = [f for f in check.everything() if f["rule"] == "decisions.mayor_reports_use"]
        assert found == []

    def test_the_executive_council_reports_principles_within_half_a_year(
        self, secretary, today, council, planned
    ):
        executive = Body.objects.get(short="FSK")
        Body.objects.filter(pk=executive.pk).update(kind="executive_council")
        decision = Decision.objects.filter(body=council, case__isnull=False).first()
        Decision.objects.filter(pk=decision.pk).update(
            body=executive, decided_on=today - timedelta(days=190)
        )
        name = "decisions.executive_council_reports_each_half_year"
        assert name not in {f["rule"] for f in check.everything()}
        person = Person.objects.first()
        judge("principle", decision.case, "yes", "Ny retning.", person, by=None, today=today)
        assert name in {f["rule"] for f in check.everything()}
        report = decisions.report(planned, by=secretary)
        assert list(report.decisions.all()) == [decision]
        assert name not in {f["rule"] for f in check.everything()}


def _desk(browse, meeting):
    return browse("sekretaer").get(reverse("meetings:desk", args=[meeting.pk])).content.decode()


class TestFromAbove:
    @pytest.fixture
    def councils(self, council):
        return Decision.objects.filter(body=council).first()

    def test_the_council_reverses_what_was_decided_with_its_power(
        self, culture, secretary, councils, browse
    ):
        row = _decide(_matter(), culture, secretary, councils.decided_on)
        decisions.reverse(row, councils, "harmless", by=secretary)
        row.refresh_from_db()
        assert row.status == "reversed"
        assert "omgjorde" in browse().get(row.get_absolute_url()).content.decode()
        with pytest.raises(Refused, match="allerede omgjort"):
            decisions.reverse(row, councils, "harmless", by=secretary)

    def test_a_body_beside_it_cannot_and_nothing_is_reversed_beforehand(
        self, culture, secretary, councils, today
    ):
        row = _decide(_matter(), culture, secretary, today)
        with pytest.raises(Refused, match="før vedtaket"):
            decisions.reverse(row, councils, "harmless", by=secretary)
        Decision.objects.filter(pk=councils.pk).update(
            body=Body.objects.get(short="HTM"), decided_on=today
        )
        councils.refresh_from_db()
        with pytest.raises(Breach, match="22-1"):
            decisions.reverse(row, councils, "harmless", by=secretary)

    def test_a_committees_decision_is_reversed_by_the_council(self, secretary, councils, browse):
        other = Decision.objects.exclude(pk=councils.pk).first()
        Decision.objects.filter(pk=other.pk).update(
            body=Body.objects.get(short="HTM"), decided_on=councils.decided_on
        )
        address = reverse("decisions:reverse_decision", args=[other.pk])
        answer = browse("sekretaer").post(address, {"decision": councils.pk, "ground": "invalid"})
        assert answer.status_code == 302
        assert "omgjorde" in browse().get(other.get_absolute_url()).content.decode()
        with pytest.raises(Breach, match="22-1"):
            decisions.reverse(councils, councils, "invalid", by=secretary)

    def test_what_is_called_in_is_decided_by_nobody_else(
        self, culture, secretary, today, case, councils, browse
    ):
        address = reverse("decisions:call_in", args=[case.pk])
        answer = browse("sekretaer").post(address, {"decision": councils.pk})
        assert answer.status_code == 422, "decided before the case was opened"
        decisions.call_in(case, councils, by=secretary, today=today)
        assert [step.body for step in case.steps.all()] == [councils.body]
        with pytest.raises(Breach, match="22-1"):
            _decide(_matter(case=case), culture, secretary, today)
        with pytest.raises(Refused, match="allerede kalt inn"):
            decisions.call_in(case, councils, by=secretary, today=today)

    def test_a_case_on_its_way_is_called_in_before_anyone_decides_it(
        self, ready_case, secretary, today, council, councils, browse
    ):
        first = ready_case.steps.filter(status="waiting").first().body
        meeting = agenda.plan(first, timezone.now() + timedelta(days=9), by=secretary)
        item = agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
        with pytest.raises(Refused, match="Ta den av"):
            decisions.call_in(ready_case, councils, by=secretary, today=today)
        agenda.remove_item(item, by=secretary)
        page = browse("sekretaer").get(ready_case.get_absolute_url()).content.decode()
        assert reverse("decisions:call_in", args=[ready_case.pk]) in page
        decisions.call_in(ready_case, councils, by=secretary, today=today)
        ready_case.refresh_from_db()
        waiting = ready_case.steps.filter(status="waiting")
        assert [step.body for step in waiting] == [councils.body]
        assert ready_case.status == "ready"

    def test_a_decided_case_is_not_called_in(self, secretary, today, councils):
        decided = Case.objects.filter(status="decided").first()
        with pytest.raises(Refused, match="Omgjør"):
            decisions.call_in(decided, councils, by=secretary, today=today)


class TestPages:
    def _send(self, client, **more):
        area = Area.objects.get(name="Permisjon").pk
        facts = {
            "title": "Søknad om permisjon",
            "area": area,
            "principled": "no",
            "why": "Vanlig sak",
            "text": "Innvilges.",
            "amount": "0",
            "measure": "kroner",
            "impartial": "on",
            "whose": Unit.objects.get(task="head").pk,
        }
        return client.post(reverse("decisions:decide"), {**facts, **more})

    def test_the_chief_executive_decides_and_everyone_sees_that_it_was_decided(self, browse):
        answer = self._send(browse("kommunedirektor"), ground="13", screened_title="Kari Lie")
        assert answer.status_code == 302
        public = browse().get(answer["Location"]).content.decode()
        assert "Søknad om permisjon" in public
        assert "Kari Lie" not in public
        assert "Innvilges" not in public
        for name in ("representant", "ordforer", "journalist"):
            assert "Innvilges" not in browse(name).get(answer["Location"]).content.decode()
        assert "Kari Lie" in browse("kommunedirektor").get(answer["Location"]).content.decode()

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"text": ""}, "Skriv hva som er vedtatt"),
            ({"why": ""}, "Feltet er påkrevet"),
            ({"screened_title": "Kari"}, "hjemmel"),
            ({"amount": "-1"}, "større enn eller lik 0"),
            ({"amount": "3000000"}, "Beløpet er større"),
            ({"amount": ""}, "Skriv beløpet"),
            ({"area": "999999"}, "gyldig"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, browse, change, says):
        answer = self._send(browse("kommunedirektor"), **change)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert says in page
        assert "Søknad om permisjon" in page

    def test_a_matter_of_principle_opens_a_case(self, browse):
        answer = self._send(browse("kommunedirektor"), principled="yes", text="")
        case = Case.objects.latest("pk")
        assert answer["Location"] == case.get_absolute_url()
        page = browse("kommunedirektor").get(case.get_absolute_url()).content.decode()
        assert "Prinsipiell sak" in page

    def test_the_case_offers_to_decide_and_carries_over(self, browse):
        case = Case.objects.get(title="Lekeplass på Solsiden")
        client = browse("kommunedirektor")
        assert f"?sak={case.pk}" in client.get(case.get_absolute_url()).content.decode()
        page = client.get(reverse("decisions:decide"), {"sak": case.pk}).content.decode()
        assert case.title in page
        assert client.get(reverse("decisions:decide"), {"sak": "x"}).status_code == 200

    def test_the_register_is_searched(self, browse):
        page = browse().get(reverse("decisions:delegated_index"), {"q": "idrettslag"})
        assert "lysløypa" in page.content.decode()
        assert "sykehjem" not in page.content.decode()

    def test_queries_stay_flat(
        self, browse, culture, secretary, today, django_assert_max_num_queries
    ):
        for _n in range(30):
            _decide(_matter(), culture, secretary, today)
        with django_assert_max_num_queries(9):
            browse().get(reverse("decisions:delegated_index"))


@pytest.mark.source("002b-R14")
class TestElectedBodyByLaw:
    """Liquor licences go to an elected body, though all that the law permits is delegated (Arendal)."""

    @pytest.fixture
    def head(self, today):
        return Unit.objects.get(task="head").leaderships.get(valid_to=None).person

    @pytest.fixture
    def licences(self, secretary):
        whole = Area.objects.get(name="Alle saker")
        return delegation.create_area("Skjenkebevillinger", by=secretary, parent=whole)

    def decide(self, licences, head, secretary, day):
        return _decide(_matter(licences.name, 0), head, secretary, day)

    def test_power_over_everything_leaves_it_out_by_itself(
        self, licences, head, secretary, today, browse
    ):
        assert self.decide(licences, head, secretary, today), "no law asks for anything yet"
        mark = reverse("delegation:mark_area", args=[licences.pk])
        assert browse("enhetsleder").get(mark).status_code == 403
        facts = {"elected": "alkoholloven § 1-12"}
        assert browse("sekretaer").post(mark, facts).status_code == 302
        with pytest.raises(Refused, match="folkevalgt organ") as refusal:
            self.decide(licences, head, secretary, today)
        assert "Kommunestyret" in str(refusal.value)
        page = browse().get(reverse("delegation:ask")).content.decode()
        assert "alkoholloven § 1-12" in page

    def test_the_case_is_laid_to_the_body_that_has_the_power(
        self, licences, head, secretary, today
    ):
        board = Body.objects.get(short="HHO")
        delegation.mark_area(licences, "alkoholloven § 1-12", by=secretary)
        licences.refresh_from_db()
        delegation.give(
            licences, "body", "KST 4", by=secretary, today=today, body=board, principled=True
        )
        matter = matter_in(licences)
        assert queries.elected_body_for(matter, today) == board
        with pytest.raises(Refused, match=board.name):
            self.decide(licences, head, secretary, today)
        case = decisions.send_up(
            _matter(licences.name, 0), "Bevilling", by=secretary, person=head, today=today
        )
        assert [step.body for step in case.steps.all()] == [board]
        assert case.papers.last().background == "", "no plan says anything yet"

    def test_a_units_decision_is_refused_and_the_case_carries_the_principles_of_the_plan(
        self, licences, secretary, today, browse
    ):
        """«Handlingsplan for alkohol» (002: 5298-5303)."""
        board = Body.objects.get(short="HHO")
        says = "Ingen skjenking etter klokka 02.00."
        address = reverse("delegation:mark_area", args=[licences.pk])
        facts = {"elected": "alkoholloven § 1-12", "principles": says}
        assert browse("sekretaer").post(address, facts).status_code == 302
        licences.refresh_from_db()
        how = {"by": secretary, "today": today}
        delegation.give(licences, "body", "KST 4", body=board, **how)
        below = delegation.create_area("Skjenking utendørs", by=secretary, parent=licences)
        assert _matter(below.name, 0).principles == says, "a part of it follows the same plan"
        data = {
            "area": licences.pk,
            "title": "Skjenkebevilling for Brygga",
            "principled": "no",
            "why": "Vanlig.",
            "text": "Innvilges.",
            "impartial": "on",
        }
        client, decide = browse("enhetsleder"), reverse("decisions:decide")
        refused = client.post(decide, data)
        assert refused.status_code == 422
        assert board.name in refused.content.decode()
        assert not DelegatedDecision.objects.filter(title=data["title"]).exists()
        assert client.post(decide, {**data, "principled": "yes"}).status_code == 302
        case = Case.objects.get(title=data["title"])
        assert [step.body for step in case.steps.all()] == [board]
        paper = case.papers.last()
        assert (paper.background, paper.recommendation) == (says, "Innvilges.")

    def test_nobody_in_the_administration_is_given_it(self, licences, secretary, today):
        delegation.mark_area(licences, "alkoholloven § 1-12", by=secretary)
        licences.refresh_from_db()
        top = Unit.objects.get(task="head")
        with pytest.raises(Refused, match="folkevalgt organ"):
            delegation.give(licences, "unit", "KST 4", by=secretary, today=today, unit=top)

    def test_when_the_law_changes_the_same_power_covers_it(self, licences, head, secretary, today):
        until = today + timedelta(days=60)
        delegation.mark_area(licences, "alkoholloven § 1-12", by=secretary, until=until)
        with pytest.raises(Refused, match="folkevalgt organ"):
            self.decide(licences, head, secretary, until - timedelta(days=1))
        assert self.decide(licences, head, secretary, until)
