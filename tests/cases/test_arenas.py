"""Steps of a track that are no bodies, steps side by side, and gates that are held."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tannhjul.arrangements import library
from tannhjul.cases import actions as cases
from tannhjul.cases import queries
from tannhjul.cases.actions import arenas, tracks
from tannhjul.cases.models import Case, Passage, Step
from tannhjul.core import inbox
from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.dialogue.enums import Kind
from tannhjul.dialogue.models import Gathering
from tannhjul.organisation.models import Body, Unit

pytestmark = pytest.mark.django_db

ADMIN = {"actor": "administration"}
COUNCIL = {"actor": "body", "kind": "council", "power": "decides"}
HEARING = {"actor": "hearing", "role": "Høring", "rule": "elapsed", "number": 42, "force": "law"}
WORKSHOPS = {
    "actor": "workshop",
    "role": "Verksteder",
    "rule": "mirrored",
    "number": 2,
    "force": "advice",
}


@pytest.fixture
def officer(users):
    return users["saksbehandler"]


@pytest.fixture
def start(officer, secretary, today, council):
    """Open a case and put it on a track of these steps."""

    def _start(*steps, **named) -> Case:
        track = tracks.lay_out("prove", "Prøve", steps, by=secretary, today=today)
        case = cases.open_case("Ny sak", by=officer, today=today, officer=officer)
        rows = {step.actor: step.pk for step, _leg in queries.legs(track)}
        places = {rows["body"]: council, **{rows[key]: place for key, place in named.items()}}
        return tracks.start_on(case, track, places, by=officer, today=today)

    return _start


def _write(case, by):
    texts = {"question": "Hva?", "background": "Slik.", "assessment": "Derfor."}
    cases.write(case, texts, based_on=queries.paper(case).number, by=by)
    if not case.alternatives.exists():
        cases.add_alternative(case, "Ja", by=by, economy="Ingen")


def _approve(case, by, today, **more):
    case.refresh_from_db()
    if case.status == "draft":
        _write(case, by)
        cases.submit(case, by=by)
    cases.approve(case, "Ja", by=by, today=today, **more)
    case.refresh_from_db()


def _step(case, actor):
    return case.steps.get(actor=actor)


def _mirror(case, now):
    Gathering.objects.create(
        kind=Kind.WORKSHOP,
        title="Verksted",
        starts_at=now,
        place="Salen",
        case=case,
        mirror="Dere vil bygge.",
        mirrored_at=now,
    )


class TestHearing:
    """First the administration, then a hearing of six weeks, then again, then the council."""

    @pytest.fixture
    def case(self, start):
        return start(ADMIN, HEARING, ADMIN, COUNCIL)

    def test_it_waits_for_its_turn(self, case, officer, today):
        with pytest.raises(Refused, match="ikke sin tur"):
            arenas.begin_step(_step(case, "hearing"), today, by=officer, today=today)

    def test_no_body_has_the_case_before_it_has_ended(self, case, officer, today, council):
        _approve(case, officer, today)
        assert case.status == "ready"
        assert not queries.waiting_for(council, day=today).filter(case=case).exists()
        hearing = arenas.begin_step(_step(case, "hearing"), today, by=officer, today=today)
        for days in (0, 41):
            with pytest.raises(Refused, match="minst 42 dager"):
                arenas.end_step(hearing, "To svar.", by=officer, today=today + timedelta(days=days))
        end = today + timedelta(days=42)
        with pytest.raises(Refused, match="minst 42 dager"):
            arenas.end_step(hearing, "To", by=officer, today=today, because="Det haster.")
        arenas.end_step(hearing, "To svar.", by=officer, today=end)
        case.refresh_from_db()
        assert case.status == "draft", "the administration has it again"
        _approve(case, officer, end)
        assert queries.waiting_for(council, day=end).filter(case=case).exists()

    def test_it_is_ended_once_and_not_before_it_has_begun(self, case, officer, today):
        _approve(case, officer, today)
        hearing, end = _step(case, "hearing"), today + timedelta(days=50)
        with pytest.raises(Refused, match="ikke begynt"):
            arenas.end_step(hearing, "To svar.", by=officer, today=end)
        with pytest.raises(Refused, match="den dagen"):
            arenas.begin_step(hearing, today + timedelta(days=1), by=officer, today=today)
        arenas.begin_step(hearing, today, by=officer, today=today)
        with pytest.raises(Refused, match="allerede begynt"):
            arenas.begin_step(hearing, today, by=officer, today=today)
        arenas.end_step(hearing, "To svar.", by=officer, today=end)
        with pytest.raises(Refused, match="allerede avsluttet"):
            arenas.end_step(hearing, "Tre svar.", by=officer, today=end)

    def test_the_officer_does_it_on_the_page_and_what_came_of_it_is_shown(
        self, case, officer, today, browse, users
    ):
        _approve(case, officer, today)
        hearing = _step(case, "hearing")
        begin, end = (
            reverse(name, args=[hearing.pk]) for name in ("cases:begin_step", "cases:end_step")
        )
        assert begin in [task.url for task in inbox.tasks(officer, today)]
        desk = browse("saksbehandler")
        assert begin in desk.get(case.get_absolute_url()).content.decode()
        assert begin not in browse("ordforer").get(case.get_absolute_url()).content.decode()
        assert browse("ordforer").post(begin, {"on": str(today)}).status_code == 403
        assert desk.post(begin, {"on": "i går"}).status_code == 422
        assert desk.post(begin, {"on": str(today)}).status_code == 302
        page = desk.post(end, {"summary": "To svar."})
        assert page.status_code == 422
        assert "Den varer til" in page.content.decode()
        Step.objects.filter(pk=hearing.pk).update(begun_on=today - timedelta(days=42))
        assert end in [task.url for task in inbox.tasks(officer, today)]
        assert desk.post(end, {"summary": "To svar."}).status_code == 302
        assert "To svar." in browse().get(case.get_absolute_url()).content.decode()

    def test_the_event_says_that_it_was_in_writing_and_of_which_case(self, case, officer, today):
        _approve(case, officer, today)
        arenas.begin_step(_step(case, "hearing"), today, by=officer, today=today)
        event = Event.objects.get(verb="cases.begin_step", matter=case.pk)
        assert (event.arena_kind, event.phase) == ("writing", "alternatives")


class TestWorkshops:
    """Two workshops mirrored back before the case is written (domain 001 R13): advice."""

    @pytest.fixture
    def case(self, start, officer, today):
        case = start(WORKSHOPS, ADMIN, COUNCIL)
        arenas.begin_step(_step(case, "workshop"), today, by=officer, today=today)
        return case

    def test_they_come_before_the_chief_executive_recommends(self, case, officer, today):
        with pytest.raises(Refused, match="Først: Verksteder"):
            _approve(case, officer, today)

    def test_two_mirrored_let_the_case_on(self, case, officer, today, now):
        _mirror(case, now)
        with pytest.raises(Refused, match="1 av 2"):
            arenas.end_step(_step(case, "workshop"), "Retning.", by=officer, today=today)
        _mirror(case, now)
        arenas.end_step(_step(case, "workshop"), "Retning.", by=officer, today=today)
        assert not Passage.objects.exists()
        _approve(case, officer, today)
        assert case.status == "ready"

    def test_fewer_take_a_reason_that_stays_with_a_name(self, case, officer, today, browse):
        url = reverse("cases:end_step", args=[_step(case, "workshop").pk])
        desk = browse("saksbehandler")
        assert "kan gå videre, med begrunnelse" in desk.get(url).content.decode()
        assert desk.post(url, {"summary": "Retning.", "because": ""}).status_code == 422
        sent = {"summary": "Retning.", "because": "Rådet var samlet til ett."}
        assert desk.post(url, sent).status_code == 302
        row = Passage.objects.get()
        assert (row.case, row.by.pk) == (case, officer.pk)
        _approve(case, officer, today)
        text = browse().get(case.get_absolute_url()).content.decode()
        assert "Rådet var samlet til ett." in text
        assert Event.objects.filter(verb="cases.pass_gate", matter=case.pk).count() == 1

    def test_what_came_of_it_is_not_told_of_a_case_that_is_exempt(
        self, case, officer, today, browse
    ):
        arenas.end_step(
            _step(case, "workshop"), "Om Ola.", by=officer, today=today, because="Ola ville ikke."
        )
        _approve(case, officer, today)
        Case.objects.filter(pk=case.pk).update(ground="13", screened_title="Ola")
        shown = browse("saksbehandler").get(case.get_absolute_url()).content.decode()
        assert "Om Ola." in shown
        assert "Ola ville ikke." in shown
        assert "Ola" not in browse("journalist").get(case.get_absolute_url()).content.decode()

    def test_a_gathering_is_where_it_happened(self, case):
        event = Event.objects.get(verb="cases.begin_step", matter=case.pk)
        assert event.arena_kind == "gathering"


class TestApproval:
    """A gate of the administration's own step is held when the chief executive approves."""

    def test_as_many_alternatives_as_the_track_asks_for(self, start, officer, today):
        asks = {"rule": "alternatives", "number": 2, "force": "own"}
        case = start({**ADMIN, **asks}, COUNCIL)
        with pytest.raises(Refused, match="1 av 2 alternativer"):
            _approve(case, officer, today)
        case.refresh_from_db()
        cases.add_alternative(case, "Nei", by=officer, economy="Ingen")
        _approve(case, officer, today)
        assert case.status == "ready"

    def test_advice_is_asked_why_on_the_page(self, start, officer, today, browse, users):
        asks = {"rule": "answered", "force": "advice"}
        case = start({**ADMIN, **asks}, COUNCIL)
        person = users["ordforer"].person
        case.inquiries.create(
            title="Hva koster det?", text="?", asker=person, asked_at=timezone.now()
        )
        _write(case, officer)
        cases.submit(case, by=officer)
        url, desk = reverse("cases:approve", args=[case.pk]), browse("kommunedirektor")
        assert "1 spørsmål venter" in desk.get(url).content.decode()
        sent = {"recommendation": "Ja", "based_on": queries.paper(case).number}
        assert desk.post(url, sent).status_code == 422
        assert desk.post(url, {**sent, "because": "Svaret kommer i saken."}).status_code == 302
        assert Passage.objects.get().reason == "Svaret kommer i saken."


class TestSideBySide:
    def test_every_body_of_a_kind_has_the_case_at_once(self, start, officer, today, council):
        committees = {"actor": "body", "kind": "committee", "power": "recommends", "each": True}
        case = start(ADMIN, committees, COUNCIL)
        _approve(case, officer, today)
        bodies = [step.body for step in case.steps.filter(power="recommends")]
        assert {body.short for body in bodies} == {"HHO", "HTM"}
        for body in bodies:
            assert queries.waiting_for(body, day=today).filter(case=case).exists()
        first, second = (case.steps.get(body=body) for body in bodies)
        cases.treat(second, "recommended", "Ja", by=officer, today=today)
        assert not queries.waiting_for(council, day=today).filter(case=case).exists()
        cases.treat(first, "recommended", "Nei", by=officer, today=today)
        assert queries.waiting_for(council, day=today).filter(case=case).exists()

    def test_several_councils_decide_and_the_case_is_over_when_all_have(
        self, start, officer, today, council
    ):
        others = {"actor": "partner", "role": "De andre kommunestyrene", "beside": True}
        case = start(ADMIN, COUNCIL, others, partner=["Nordvik", "Sørvik"])
        _approve(case, officer, today)
        cases.treat(case.steps.get(body=council), "adopted", "Ja", by=officer, today=today)
        case.refresh_from_db()
        assert case.status == "ready"
        for step in case.steps.filter(actor="partner"):
            arenas.begin_step(step, today, by=officer, today=today)
            arenas.end_step(step, "Vedtatt likelydende.", by=officer, today=today)
        case.refresh_from_db()
        assert case.status == "decided"
        assert [stage.name for stage in queries.route(case.steps.all())] == [
            "Kommunestyret",
            "Nordvik",
            "Sørvik",
        ]

    def test_a_unit_has_its_say_before_the_case_is_written(self, start, officer, today):
        unit = Unit.objects.get(name="Hjemmetjenesten")
        case = start({"actor": "unit"}, ADMIN, COUNCIL, unit=unit)
        step = arenas.begin_step(_step(case, "unit"), today, by=officer, today=today)
        event = Event.objects.get(verb="cases.begin_step", matter=case.pk)
        assert (step.who, event.unit) == (unit.name, unit.pk)


class TestChoosing:
    def test_the_page_asks_for_what_the_track_leaves_open(self, secretary, today, browse, officer):
        others = {"actor": "partner", "role": "De andre kommunestyrene", "beside": True}
        laid = tracks.lay_out("felles", "Felles", [COUNCIL, others], by=secretary, today=today)
        case = cases.open_case("Felles sak", by=officer, today=today, officer=officer)
        body, partner = (step.pk for step, _leg in queries.legs(laid))
        url, desk = reverse("cases:put_on_track", args=[case.pk, laid.pk]), browse("saksbehandler")
        council = Body.objects.get(short="KST")
        assert desk.post(url, {f"place_{body}": council.pk}).status_code == 422
        sent = {f"place_{body}": council.pk, f"place_{partner}": "Nordvik\n\n Sørvik "}
        assert desk.post(url, sent).status_code == 302
        assert [step.who for step in case.steps.all()] == ["Kommunestyret", "Nordvik", "Sørvik"]

    def test_what_is_done_is_not_done_again_on_another_track(
        self, start, officer, secretary, today
    ):
        case = start({**WORKSHOPS, "rule": ""}, ADMIN, COUNCIL)
        step = arenas.begin_step(_step(case, "workshop"), today, by=officer, today=today)
        arenas.end_step(step, "Retning.", by=officer, today=today)
        other = tracks.lay_out("ny", "Ny", [WORKSHOPS, ADMIN, COUNCIL], by=secretary, today=today)
        places = {queries.legs(other)[1][0].pk: Body.objects.get(short="KST")}
        tracks.move_to(case, other, places, "Feil spor", by=secretary, today=today)
        assert [step.actor for step in case.steps.filter(status="waiting")] == ["body"]


def test_a_step_is_a_body_or_another_arena(ready_case, council):
    for bad in ({"actor": "hearing", "body": council}, {"actor": "body", "power": "decides"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Step.objects.create(case=ready_case, order=900, **bad)


def test_a_gate_that_nobody_knows_is_refused_in_the_library():
    step = {"actor": "hearing", "rule": "finnes ikke"}
    track = {"key": "x", "name": "X", "says": "", "steps": [step]}
    with pytest.raises(library.Unreadable, match="finnes ikke"):
        library.setup_from({"tracks": [track]})


class TestBesideTheWay:
    def test_a_case_that_a_closed_body_meets_first_is_not_public_before_it_has(
        self, start, officer, today
    ):
        Body.objects.filter(short="FSK").update(openness="closed")
        closed = {
            "actor": "body",
            "kind": "executive_committee",
            "power": "recommends",
            "each": True,
        }
        case = start(ADMIN, {"actor": "knowledge"}, closed, COUNCIL)
        _approve(case, officer, today)
        assert case.public_from is None

    def test_whom_an_exempt_case_is_sent_to_is_not_told(self, start, officer, today, browse):
        other = {"actor": "partner", "role": "Andre", "beside": True}
        case = start(ADMIN, COUNCIL, other, partner=["Kari Nordmann"])
        _approve(case, officer, today)
        Case.objects.filter(pk=case.pk).update(ground="13", screened_title="Saken")
        for address in (case.get_absolute_url(), f"{case.get_absolute_url()}historie/"):
            assert "Nordmann" not in browse().get(address).content.decode()
        shown = browse("saksbehandler").get(case.get_absolute_url()).content.decode()
        assert "Nordmann" in shown

    def test_what_happened_in_a_workshop_stands_in_the_history(self, start, officer, today, browse):
        case = start(WORKSHOPS, ADMIN, COUNCIL)
        arenas.begin_step(_step(case, "workshop"), today, by=officer, today=today)
        history = browse("saksbehandler").get(f"{case.get_absolute_url()}historie/")
        assert "Begynt" in history.content.decode()

    def test_nothing_begins_before_its_turn(self, start, officer, today):
        case = start(ADMIN, HEARING, ADMIN, COUNCIL)
        _approve(case, officer, today)
        early = today - timedelta(days=60)
        with pytest.raises(Refused, match="ikke sin tur før"):
            arenas.begin_step(_step(case, "hearing"), early, by=officer, today=today)

    def test_what_has_begun_stays_on_record_when_the_case_is_moved(
        self, start, officer, secretary, today
    ):
        case = start(WORKSHOPS, ADMIN, COUNCIL)
        begun = arenas.begin_step(_step(case, "workshop"), today, by=officer, today=today)
        other = tracks.lay_out("ny", "Ny", [ADMIN, COUNCIL], by=secretary, today=today)
        places = {queries.legs(other)[0][0].pk: Body.objects.get(short="KST")}
        tracks.move_to(case, other, places, "Feil spor", by=secretary, today=today)
        begun.refresh_from_db()
        assert begun.status == "skipped"

    def test_two_that_send_it_back_both_meet_it_again(self, start, officer, today):
        committees = {"actor": "body", "kind": "committee", "power": "recommends", "each": True}
        case = start(ADMIN, committees, COUNCIL)
        _approve(case, officer, today)
        for step in list(case.steps.filter(power="recommends")):
            cases.treat(step, "returned", "Mer", by=officer, today=today)
        again = case.steps.filter(power="recommends", status="waiting")
        assert {step.body.short for step in again} == {"HHO", "HTM"}

    def test_what_lasts_side_by_side_is_counted_once(self, start, officer, today):
        long = {"actor": "hearing", "role": "Høring", "days": 42}
        beside = {"actor": "inspection", "days": 30, "beside": True}
        case = start(ADMIN, long, beside, {**COUNCIL, "days": 14})
        due = [(step.due - today).days for step in case.steps.all()]
        assert due == [42, 30, 56]

    def test_a_case_that_the_council_has_refused_is_over(self, start, officer, today, council):
        others = {"actor": "partner", "role": "De andre", "beside": True}
        case = start(ADMIN, COUNCIL, others, partner=["Nordvik"])
        _approve(case, officer, today)
        cases.treat(case.steps.get(body=council), "rejected", "Nei", by=officer, today=today)
        case.refresh_from_db()
        assert case.status == "decided"

    def test_what_the_council_has_decided_is_not_withdrawn_while_others_have_it(
        self, start, officer, today, council
    ):
        others = {"actor": "partner", "role": "De andre", "beside": True}
        case = start(ADMIN, COUNCIL, others, partner=["Nordvik"])
        _approve(case, officer, today)
        cases.treat(case.steps.get(body=council), "adopted", "Ja", by=officer, today=today)
        with pytest.raises(Refused, match="er avgjort"):
            cases.withdraw(case, by=officer)

    def test_on_a_new_track_the_administration_begins_anew(self, start, officer, secretary, today):
        committee = {"actor": "body", "kind": "committee", "power": "recommends", "each": True}
        case = start(ADMIN, committee, COUNCIL)
        _approve(case, officer, today)
        outcomes = ("recommended", "returned")
        for step, outcome in zip(
            list(case.steps.filter(power="recommends")), outcomes, strict=True
        ):
            cases.treat(step, outcome, "Ja", by=officer, today=today)
        asks = {**ADMIN, "rule": "alternatives", "number": 5}
        other = tracks.lay_out("ny", "Ny", [asks, HEARING, COUNCIL], by=secretary, today=today)
        places = {queries.legs(other)[1][0].pk: Body.objects.get(short="KST")}
        tracks.move_to(case, other, places, "Feil spor", by=secretary, today=today)
        case.refresh_from_db()
        assert case.status == "draft"
        assert queries.in_turn(case) == []
        with pytest.raises(Refused, match="av 5 alternativer"):
            _approve(case, officer, today)
