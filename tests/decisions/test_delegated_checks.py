"""Legality checks of decisions made with delegated power: who holds it now looks again."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.core.law import Breach, Refused
from tannhjul.decisions import access as decisions
from tannhjul.decisions import queries
from tannhjul.decisions.actions import checks, reviews
from tannhjul.decisions.models import DelegatedDecision, LegalityCheck
from tannhjul.meetings.actions import motions
from tannhjul.meetings.models import Motion
from tannhjul.organisation.models import Person, Unit
from tannhjul.organisation.queries import members
from tests.conftest import user

pytestmark = pytest.mark.django_db


class TestOverTheAdministration:
    @pytest.fixture
    def row(self, db, today):
        row = DelegatedDecision.objects.filter(
            decided_by__user__username="demo-kommunedirektor"
        ).first()
        DelegatedDecision.objects.filter(pk=row.pk).update(
            decided_on=today - timedelta(days=7), ground=""
        )
        row.refresh_from_db()
        return row

    def _demand(self, row, council, secretary, today):
        people = [seat.person for seat in members(council, today)]
        facts = {"by": secretary, "today": today}
        demand = checks.demand(row, people[0], "Uten hjemmel", "Permisjon?", **facts)
        for person in people[1:3]:
            motions.support(demand, person, **facts)
        return demand

    def test_whoever_decided_looks_again_and_the_county_governor_annuls_it(
        self, row, browse, secretary
    ):
        page, member = row.get_absolute_url(), browse("representant")
        address = reverse("decisions:demand_check", args=[row.pk])
        assert address in member.get(page).content.decode()
        assert address not in browse("kommunedirektor").get(page).content.decode()
        assert browse("kommunedirektor").get(address).status_code == 403
        assert member.post(address, {"title": "", "text": ""}).status_code == 422
        sent = {"title": "Permisjonen", "text": "Reglementet gir ikke rett til det."}
        motion = member.post(address, sent)["Location"]
        demand = Motion.objects.filter(kind="legality").latest("pk")
        for who in ("gruppeleder", "ordforer"):
            assert motion in browse(who).get(page).content.decode()
            browse(who).post(reverse("meetings:support_motion", args=[demand.pk]))
        desk = browse("sekretaer")
        assert page in desk.get(motion).content.decode()
        check = desk.post(reverse("decisions:open_check", args=[demand.pk]))["Location"]
        chief = browse("kommunedirektor")
        assert check in chief.get("/").content.decode(), "it waits for whoever decided"
        assert check not in browse("enhetsleder").get("/").content.decode()
        looking = reverse("decisions:treat_check", args=[LegalityCheck.objects.latest("pk").pk])
        assert looking in chief.get(check).content.decode()
        assert browse("saksbehandler").get(looking).status_code == 403
        assert chief.post(looking, {"outcome": "keep"}).status_code == 422
        chief.post(looking, {"outcome": "keep", "looked": "Reglementet punkt 7 gir rett."})
        row.refresh_from_db()
        assert row.status == "in_force"
        answering = reverse("decisions:answer_check", args=[LegalityCheck.objects.latest("pk").pk])
        assert chief.get(answering).status_code == 403
        desk.post(answering, {"outcome": "annul", "text": "Punkt 7 gjelder ikke."})
        row.refresh_from_db()
        assert row.status == "annulled"
        shown = browse().get(check).content.decode()
        assert "Reglementet punkt 7 gir rett." in shown
        assert "Opphevet av statsforvalteren" in browse().get(page).content.decode()
        assert address not in member.get(page).content.decode()

    def test_nobody_turns_it_away_while_others_can_join(
        self, row, council, secretary, today, browse
    ):
        people = [seat.person for seat in members(council, today)]
        demand = checks.demand(row, people[0], "T", "T", by=secretary, today=today)
        ends = queries.check_ends(row.decided_on)
        for act in (motions.answer, motions.decline):
            with pytest.raises(Refused, match="fristen er ute"):
                act(demand, "Nei", by=secretary, today=ends)
        page = demand.get_absolute_url()
        seen = browse("ordforer").get(page).content.decode()
        for verb in ("answer", "decline"):
            assert reverse(f"meetings:{verb}_motion", args=[demand.pk]) not in seen
        other = Person.objects.get(user__username="demo-gruppeleder")
        front = browse("gruppeleder").get("/").content.decode()
        assert (page in front) == (other != people[0])
        late = ends + timedelta(days=1)
        motions.decline(demand, "For få", by=secretary, today=late)
        assert page in browse("sekretaer").get(row.get_absolute_url()).content.decode()

    def test_no_complaint_over_what_does_not_hold(self, row, secretary, today, browse):
        DelegatedDecision.objects.filter(pk=row.pk).update(status="annulled")
        row.refresh_from_db()
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            reviews.complain(row, "Kari", "Uenig", by=secretary, told_on=today, received_on=today)
        address = reverse("decisions:complain_delegated", args=[row.pk])
        assert address not in browse("sekretaer").get(row.get_absolute_url()).content.decode()
        assert "Opphevet" in browse().get(reverse("decisions:delegated_index")).content.decode()

    def test_whoever_decided_can_change_it(self, row, council, secretary, today):
        demand = self._demand(row, council, secretary, today)
        check = checks.open_check(demand, by=secretary, today=today)
        found = {"by": secretary, "today": today}
        with pytest.raises(Refused, match="Skriv hva du fant"):
            checks.treat_check(check, "change", looked=" ", **found)
        with pytest.raises(Refused, match="avvises"):
            checks.treat_check(check, "dismiss", looked="Nei", **found)
        checks.treat_check(check, "change", looked="Du har rett.", **found)
        row.refresh_from_db()
        assert row.status == "changed"
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            self._demand(row, council, secretary, today)

    def test_within_three_weeks_and_by_members_of_the_council(self, row, council, secretary, today):
        late = queries.check_ends(row.decided_on) + timedelta(days=1)
        with pytest.raises(Breach, match="27-1"):
            self._demand(row, council, secretary, late)
        with pytest.raises(Refused, match="medlemmer"):
            checks.demand(row, row.decided_by, "T", "T", by=secretary, today=today)
        assert not row.demands.exists()

    def test_what_is_said_of_an_exempt_decision_is_not_public(
        self, row, council, secretary, today, browse
    ):
        DelegatedDecision.objects.filter(pk=row.pk).update(ground="13")
        demand = self._demand(row, council, secretary, today)
        check = checks.open_check(demand, by=secretary, today=today)
        check = checks.treat_check(
            check, "keep", looked="Pasienten er syk", by=secretary, today=today
        )
        where = (demand.get_absolute_url(), check.get_absolute_url())
        behind = browse("representant")
        behind.post(reverse("meetings:support_motion", args=[demand.pk]))
        for client, reads in (
            (browse(), False),
            (browse("saksbehandler"), False),
            (behind, False),
            (browse("kommunedirektor"), True),
            (browse("sekretaer"), True),
        ):
            said = [client.get(page).content.decode() for page in where]
            assert ["Permisjon?" in said[0], "Pasienten er syk" in said[1]] == [reads, reads]
        Motion.objects.filter(pk=demand.pk).update(
            author=Person.objects.get(user__username="demo-representant")
        )
        assert "Permisjon?" in browse("representant").get(where[0]).content.decode()

    def test_who_holds_the_power_now_looks_again(self, council, secretary, today, browse):
        row = DelegatedDecision.objects.get(grant__unit__name="Kultur")
        own = LegalityCheck.objects.get(delegated=row)
        mayor = DelegatedDecision.objects.get(grant__holder="leader")
        alone = checks.open_check(
            self._demand(mayor, council, secretary, today), by=secretary, today=today
        )
        former = Person.objects.get(user__username="demo-representant")
        DelegatedDecision.objects.filter(pk=row.pk).update(decided_by=former)
        may = {
            (who, check.pk): decisions.look_again.allows(in_role, check)
            for who, in_role in (
                ("chief", user("kommunedirektor").acting("chief_executive")),
                ("mayor", user("ordforer").acting("mayor")),
                ("former", user("representant").acting("representative")),
                ("leader", user("enhetsleder").acting("unit_leader")),
            )
            for check in (own, alone)
        }
        assert [key for key, allowed in may.items() if allowed] == [
            ("chief", own.pk),
            ("mayor", alone.pk),
        ]
        Unit.objects.get(name="Kultur").leaderships.update(
            person=Person.objects.get(user__username="demo-enhetsleder")
        )
        leader = user("enhetsleder").acting("unit_leader")
        assert decisions.look_again.allows(leader, own)
        address = reverse("decisions:postpone_check", args=[own.pk])
        form = browse("enhetsleder").get(address).content.decode()
        assert re.findall(r'name="waits" value="(\w*)"', form) == ["", "decided"]
