"""Alerts that something is hindered, and complaints over decisions."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.commitments.actions.promises import hinder
from tannhjul.commitments.models import Commitment
from tannhjul.commitments.queries import promises
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions import queries
from tannhjul.decisions.actions import delegated, reviews
from tannhjul.decisions.models import Complaint, Decision, DelegatedDecision
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies
from tannhjul.organisation.models import Body, Person

pytestmark = pytest.mark.django_db


class TestFollowUp:
    @pytest.mark.source("001-R37")
    def test_how_long_it_takes_is_shown(self, browse):
        done = Commitment.objects.get(status="done")
        days = (done.reported_on - done.about.decided_on).days
        assert promises.days_to_done(Commitment.objects.all()) == days
        page = browse().get(reverse("commitments:index")).content.decode()
        assert f"{days} dager fra vedtak til ferdig" in page

    def test_what_hinders_it_is_told_to_the_body_that_decided(
        self, council, secretary, today, browse
    ):
        late = Commitment.objects.filter(status="open").earliest("deadline")
        late.alerts.all().delete()
        chief = browse("kommunedirektor")
        assert "si hva som hindrer det" in chief.get("/").content.decode()
        address = reverse("commitments:hinder", args=[late.pk])
        assert browse("representant").get(address).status_code == 403
        assert chief.post(address, {"why": ""}).status_code == 422
        assert chief.post(address, {"why": "Grunneier har klaget."}).status_code == 302
        assert (
            "Grunneier har klaget." in browse().get(reverse("commitments:index")).content.decode()
        )
        assert "si hva som hindrer det" not in chief.get("/").content.decode()
        assert [row.commitment for row in queries.alerts_to_tell(council)] == [late]
        planned = Meeting.objects.get(body=council, status="planned")
        report = delegated.report(planned, by=secretary)
        assert [row.alert.commitment for row in report.told.all()] == [late]
        assert not queries.alerts_to_tell(council)
        desk = browse("sekretaer")
        assert "Grunneier har klaget." in desk.get(report.item.get_absolute_url()).content.decode()
        chief.post(address, {"why": "Anbudet er trukket."})
        assert [row.text for row in queries.alerts_to_tell(council)] == ["Anbudet er trukket."]
        told = desk.get(report.item.get_absolute_url()).content.decode()
        assert "Grunneier har klaget." in told, "what was reported stands"
        assert "Anbudet er trukket." not in told

    def test_what_hindered_it_stands_when_it_is_done_and_that_it_was_late(self, browse, today):
        late = Commitment.objects.filter(status="open").earliest("deadline")
        hinder(late, "Konkurs hos entreprenøren", by=None, today=today)
        follow_up = reverse("commitments:index")
        pages = (follow_up, late.about.get_absolute_url())
        for page in pages:
            assert "hindret" in browse("kommunedirektor").get(page).content.decode()
        Commitment.objects.filter(pk=late.pk).update(
            status="done", reported_on=today, deadline=today - timedelta(days=1), report="Ferdig"
        )
        for page in (f"{follow_up}?state=done", pages[1]):
            text = browse().get(page).content.decode()
            assert "Konkurs hos entreprenøren" in text
            assert "ferdig etter fristen" in text


class TestComplaints:
    @pytest.fixture
    def row(self, db):
        row = DelegatedDecision.objects.exclude(ground="").first()
        row.decided_on -= timedelta(days=60)
        row.save()
        return row

    def _complain(self, row, secretary, days=10, **more):
        return reviews.complain(
            row,
            "Kari Lie",
            "Mor trenger plassen.",
            by=secretary,
            told_on=row.decided_on,
            received_on=row.decided_on + timedelta(days=days),
            **more,
        )

    def test_who_decided_looks_first_and_the_appeal_body_after(
        self, row, secretary, today, council
    ):
        complaint = self._complain(row, secretary)
        board = bodies.create_body(
            "Klageutvalget", "KLU", "complaints_board", by=secretary, today=today
        )
        with pytest.raises(Breach, match="33"):
            reviews.pass_on(complaint, board, " ", by=secretary, today=today)
        committee = Body.objects.get(short="HHO")
        with pytest.raises(Breach, match="28"):
            reviews.pass_on(complaint, committee, "Fastholdt", by=secretary, today=today)
        complaint = reviews.pass_on(complaint, board, "Fastholdt", by=secretary, today=today)
        assert (complaint.case.nature, complaint.case.is_exempt) == ("complaint", True)
        assert [step.body for step in complaint.case.steps.all()] == [board]
        with pytest.raises(Refused, match="ikke avgjort"):
            reviews.conclude(complaint, "Opprettholdt", by=secretary, today=today)
        Decision.objects.filter(body=council).update(case=complaint.case)
        complaint = reviews.conclude(complaint, "Opprettholdt", by=secretary, today=today)
        assert complaint.outcome == "Fastholdt\n\nOpprettholdt"
        with pytest.raises(IllegalMove):
            reviews.grant(complaint, "Nei", by=secretary, today=today)

    def test_what_is_late_is_dismissed_unless_there_is_a_reason(self, row, secretary):
        late = (queries.weeks_on(row.decided_on, 3) - row.decided_on).days + 1
        assert self._complain(row, secretary, late - 1).status == "received"
        assert self._complain(row, secretary, late).status == "dismissed"
        assert self._complain(row, secretary, late, late_because="Innlagt").status == "received"
        with pytest.raises(Refused, match="Dagene passer ikke"):
            self._complain(row, secretary, -1)

    def test_what_is_granted_no_longer_holds_as_it_was(self, row, secretary, today):
        complaint = self._complain(row, secretary)
        reviews.grant(complaint, "Hun får plassen.", by=secretary, today=today)
        row.refresh_from_db()
        assert row.status == "changed"

    def test_what_was_reversed_already_stays_so(self, row, secretary, today):
        DelegatedDecision.objects.filter(pk=row.pk).update(status="reversed")
        complaint = self._complain(row, secretary)
        granted = reviews.grant(complaint, "Hun får plassen.", by=secretary, today=today)
        row.refresh_from_db()
        assert (granted.status, row.status) == ("granted", "reversed")

    def test_after_a_year_no_reason_helps(self, row, secretary):
        DelegatedDecision.objects.filter(pk=row.pk).update(
            decided_on=row.decided_on - timedelta(days=400)
        )
        row.refresh_from_db()
        complaint = self._complain(row, secretary, 390, late_because="Innlagt")
        assert complaint.status == "dismissed"

    def test_a_body_grants_by_deciding_anew(self, decision, council, secretary, today, browse):
        complaint = self._complain(decision, secretary)
        with pytest.raises(Refused, match="endret sitt eget"):
            reviews.grant(complaint, "Ja", by=secretary, today=today)
        with pytest.raises(Refused, match="endret sitt eget"):
            reviews.grant(complaint, "Ja", by=secretary, today=today, decision=decision)
        later = Decision.objects.exclude(pk=decision.pk).filter(body=council).first()
        Decision.objects.filter(pk=later.pk).update(decided_on=today)
        address = reverse("decisions:grant", args=[complaint.pk])
        desk = browse("sekretaer")
        assert desk.post(address, {"outcome": "Ja"}).status_code == 422
        assert desk.post(address, {"outcome": "Ja", "decision": later.pk}).status_code == 302
        complaint.refresh_from_db()
        assert complaint.status == "granted"

    def test_a_leader_of_a_unit_treats_what_the_same_leader_decided(self, row, secretary, browse):
        complaint = self._complain(row, secretary)
        address = reverse("decisions:grant", args=[complaint.pk])
        leader = Person.objects.get(user__username="demo-enhetsleder")
        DelegatedDecision.objects.filter(pk=row.pk).update(decided_by=leader)
        assert browse("enhetsleder").get(address).status_code == 200
        other = Person.objects.exclude(pk=leader.pk).first()
        DelegatedDecision.objects.filter(pk=row.pk).update(decided_by=other)
        assert browse("enhetsleder").get(address).status_code == 404

    def test_a_body_does_not_try_its_own_decision(self, decision, council, secretary, today):
        complaint = self._complain(decision, secretary)
        executive = Body.objects.get(short="FSK")
        for body in (council, executive):  # what the council decided goes to the county governor
            with pytest.raises(Breach, match="28"):
                reviews.pass_on(complaint, body, "Fastholdt", by=secretary, today=today)
        Decision.objects.filter(pk=decision.pk).update(body=Body.objects.get(short="HTM"))
        complaint = reviews.pass_on(complaint, executive, "Fastholdt", by=secretary, today=today)
        assert complaint.case.complaint_over == decision.case

    def test_who_complains_is_not_public(self, row, browse, today):
        client = browse("sekretaer")
        address = reverse("decisions:complain_delegated", args=[row.pk])
        sent = {
            "by_whom": "Kari Lie",
            "text": "Mor trenger plassen.",
            "told_on": row.decided_on.isoformat(),
            "received_on": today.isoformat(),
        }
        assert client.post(address, {**sent, "text": ""}).status_code == 422
        answer = client.post(address, sent)
        assert answer["Location"] == Complaint.objects.get().get_absolute_url()
        assert "Kari Lie" in client.get(answer["Location"]).content.decode()
        for name in (None, "representant", "journalist"):
            page = browse(name).get(row.get_absolute_url()).content.decode()
            assert "Klage" in page
            assert "Kari Lie" not in page
            assert browse(name).get(answer["Location"]).status_code == 404
