"""Tracks: the path of a case as data, kept unless it is moved with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.cases import actions as cases
from tannhjul.cases import queries
from tannhjul.cases.actions import tracks
from tannhjul.cases.models import Case, Track
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.meetings.actions import agenda
from tannhjul.organisation.models import Body

pytestmark = pytest.mark.django_db

ADMIN = {"actor": "administration", "paper": "Saksframlegg"}


def _body(kind, power, **more):
    return {"actor": "body", "kind": kind, "power": power, **more}


ORDINARY = [
    ADMIN,
    _body("committee", "recommends", days=30),
    _body("executive_committee", "recommends", days=14),
    _body("council", "decides", days=14),
]
SVELVIK = [
    _body("committee", "advises", role="Oppgaveutvalget"),
    _body("executive_committee", "recommends"),
    ADMIN,
    _body("council", "decides"),
]


def _lay(steps, secretary, today, key="vanlig", **more):
    return tracks.lay_out(key, key.title(), steps, by=secretary, today=today, **more)


def _bodies(track, committee="HTM"):
    short = {"committee": committee, "executive_committee": "FSK", "council": "KST"}
    rows = queries.legs(track)
    return {step.pk: Body.objects.get(short=short[step.kind]) for step, _leg in rows}


def _case(secretary, today):
    return cases.open_case("Ny sak", by=secretary, today=today)


def _way(case):
    rows = case.steps.order_by("order")
    return [(row.body.short, row.power, row.leg, row.status) for row in rows]


def _approve(case, secretary, today):
    texts = {"question": "Hva?", "background": "Slik.", "assessment": "Derfor."}
    cases.write(case, texts, based_on=queries.paper(case).number, by=secretary)
    if not case.alternatives.exists():
        cases.add_alternative(case, "Ja", by=secretary, economy="Ingen")
    cases.submit(case, by=secretary)
    cases.approve(case, "Ja", by=secretary, today=today)
    case.refresh_from_db()


def _treat(case, outcome, secretary, today):
    step = case.steps.filter(status="waiting").first()
    cases.treat(step, outcome, "Tekst", by=secretary, today=today)
    case.refresh_from_db()


class TestStarting:
    def test_the_track_sets_the_way_and_the_deadlines(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), _case(secretary, today)
        tracks.start_on(case, track, _bodies(track), by=secretary, today=today)
        assert _way(case) == [
            ("HTM", "recommends", 1, "waiting"),
            ("FSK", "recommends", 1, "waiting"),
            ("KST", "decides", 1, "waiting"),
        ]
        due = [step.due - today for step in case.steps.all()]
        assert due == [timedelta(days=n) for n in (30, 44, 58)]
        late = queries.route(case.steps.all())[0]
        assert (late.is_late, late.due) == (False, today + timedelta(days=30))

    def test_it_is_kept(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), _case(secretary, today)
        tracks.start_on(case, track, _bodies(track), by=secretary, today=today)
        case.refresh_from_db()
        other = _lay(SVELVIK, secretary, today, "svelvik")
        with pytest.raises(Refused, match="blir på sporet"):
            tracks.start_on(case, other, _bodies(other), by=secretary, today=today)
        with pytest.raises(Refused, match="går på et spor"):
            cases.set_route(case, [(Body.objects.get(short="KST"), "decides")], by=secretary)

    @pytest.mark.parametrize(
        ("steps", "says"),
        [
            ([ADMIN, _body("council", "advises")], "11-2"),
            ([ADMIN], "11-2"),
        ],
    )
    def test_a_way_without_a_decision_is_refused(self, secretary, today, steps, says):
        track, case = _lay(steps, secretary, today), _case(secretary, today)
        with pytest.raises(Breach, match=says):
            tracks.start_on(case, track, _bodies(track), by=secretary, today=today)

    def test_each_step_wants_a_body_of_its_kind(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), _case(secretary, today)
        wrong = {key: Body.objects.get(short="KST") for key in _bodies(track)}
        for bodies in ({}, wrong):
            with pytest.raises(Refused, match="Velg hvilket organ"):
                tracks.start_on(case, track, bodies, by=secretary, today=today)
        case.refresh_from_db()
        assert (case.track, case.steps.count()) == (None, 0)

    def test_a_track_that_is_closed_takes_no_new_case(self, secretary, today):
        before = today - timedelta(days=9)
        track, case = _lay(ORDINARY, secretary, before), _case(secretary, today)
        bodies = _bodies(track)
        newer = _lay(ORDINARY[:1] + ORDINARY[3:], secretary, today)
        with pytest.raises(Refused, match="ikke i bruk"):
            tracks.start_on(case, track, bodies, by=secretary, today=today)
        assert list(Track.objects.on(today).filter(key="vanlig")) == [newer]
        assert list(Track.objects.on(before).filter(key="vanlig")) == [track]


class TestLegs:
    def test_what_a_committee_proposes_is_investigated_after_the_executive_committee(
        self, secretary, today
    ):
        track, case = _lay(SVELVIK, secretary, today), _case(secretary, today)
        tracks.start_on(case, track, _bodies(track), by=secretary, today=today)
        cases.write(case, {"question": "Skal vi bygge?"}, based_on=1, by=secretary)
        case = tracks.forward(case, by=secretary, today=today)
        assert (case.status, case.public_from) == ("ready", today)
        assert queries.public_paper(case).question == "Skal vi bygge?", "as it was sent on"
        assert [s.body.short for s in case.steps.all()] == ["HTM", "FSK", "KST"]
        _treat(case, "noted", secretary, today)
        assert case.status == "ready"
        _treat(case, "recommended", secretary, today)
        assert case.status == "draft", "the chief executive investigates now"
        assert not queries.waiting_for(Body.objects.get(short="KST"), day=today).filter(case=case)
        _approve(case, secretary, today)
        assert queries.waiting_for(Body.objects.get(short="KST"), day=today).filter(case=case)
        _treat(case, "adopted", secretary, today)
        assert case.status == "decided"

    def test_on_an_ordinary_track_it_is_investigated_first(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), _case(secretary, today)
        tracks.start_on(case, track, _bodies(track), by=secretary, today=today)
        with pytest.raises(Refused, match="utreder kommunedirektøren"):
            tracks.forward(case, by=secretary, today=today)

    def test_a_body_that_sends_it_back_meets_it_again(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), _case(secretary, today)
        tracks.start_on(case, track, _bodies(track), by=secretary, today=today)
        _approve(case, secretary, today)
        _treat(case, "returned", secretary, today)
        assert case.status == "draft"
        assert [row[0] for row in _way(case)] == ["HTM", "HTM", "FSK", "KST"]
        _approve(case, secretary, today)
        _treat(case, "recommended", secretary, today)
        assert case.steps.filter(status="waiting").first().body.short == "FSK"


class TestMoving:
    def test_with_a_reason_and_what_is_treated_stays(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), _case(secretary, today)
        tracks.start_on(case, track, _bodies(track), by=secretary, today=today)
        _approve(case, secretary, today)
        _treat(case, "recommended", secretary, today)
        short = _lay([ADMIN, ORDINARY[1], ORDINARY[3]], secretary, today, "kort")
        tracks.move_to(case, short, _bodies(short), "Haster", by=secretary, today=today)
        assert [(row[0], row[3]) for row in _way(case)] == [("HTM", "done"), ("KST", "waiting")]
        case.refresh_from_db()
        assert (case.track, case.reroutings.get().reason) == (short, "Haster")
        assert Event.objects.filter(verb="cases.move_to", matter=case.pk).exists()
        with pytest.raises(Refused, match="allerede på dette sporet"):
            tracks.move_to(case, short, _bodies(short), "Igjen", by=secretary, today=today)

    def test_not_under_the_hands_of_a_body(self, ready_case, convened, secretary, today):
        track = _lay(ORDINARY, secretary, today)
        with pytest.raises(Refused, match="står på en saksliste"):
            tracks.move_to(ready_case, track, _bodies(track), "x", by=secretary, today=today)
        agenda.cancel(convened, by=secretary)
        tracks.move_to(ready_case, track, _bodies(track), "x", by=secretary, today=today)
        assert [s.body.short for s in ready_case.steps.filter(status="waiting")] == [
            "HTM",
            "FSK",
            "KST",
        ]

    def test_a_decided_case_is_not_moved(self, secretary, today):
        track, case = _lay(ORDINARY, secretary, today), Case.objects.filter(status="decided")[0]
        with pytest.raises(Refused, match="avsluttet"):
            tracks.move_to(case, track, _bodies(track), "x", by=secretary, today=today)


class TestPages:
    def test_everyone_sees_the_ways_of_a_case(self, browse, secretary, today):
        _lay(ORDINARY, secretary, today, says="Den vanlige veien.")
        page = browse().get(reverse("cases:tracks")).content.decode()
        assert "Den vanlige veien." in page
        assert "30 dager" in page

    def test_an_officer_chooses_and_must_say_why_when_moving(self, browse, secretary, today):
        track, other = _lay(ORDINARY, secretary, today), _lay(ORDINARY, secretary, today, "annet")
        case = Case.objects.get(title="Lekeplass på Solsiden")
        client = browse("saksbehandler")
        assert (
            "Vanlig" in client.get(reverse("cases:choose_track", args=[case.pk])).content.decode()
        )
        for row, reason, status in ((track, "", 302), (other, "", 422), (other, "Haster", 302)):
            sent = {f"place_{key}": body.pk for key, body in _bodies(row).items()}
            address = reverse("cases:put_on_track", args=[case.pk, row.pk])
            assert client.post(address, {**sent, "reason": reason}).status_code == status
        page = browse("kommunedirektor").get(case.get_absolute_url()).content.decode()
        assert "flyttet fra «Vanlig» til «Annet»" in page
        assert "Haster" in page

    def test_a_missing_body_is_said(self, browse, secretary, today):
        track, case = (
            _lay(ORDINARY, secretary, today),
            Case.objects.get(title="Lekeplass på Solsiden"),
        )
        address = reverse("cases:put_on_track", args=[case.pk, track.pk])
        answer = browse("saksbehandler").post(address, {})
        assert answer.status_code == 422
        case.refresh_from_db()
        assert case.track is None
