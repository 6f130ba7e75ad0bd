"""Cases from idea to the way through the bodies."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.cases import actions, queries
from tannhjul.cases.enums import CONSEQUENCES
from tannhjul.cases.models import Attachment, Case
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.documents import intake
from tannhjul.organisation.models import Body

pytestmark = pytest.mark.django_db
TEXTS = {
    "question": "Hva?",
    "background": "Fordi",
    "assessment": "Vi mener",
    "recommendation": "Gjør det",
}


@pytest.fixture
def officer(users):
    return users["saksbehandler"]


@pytest.fixture
def chief(users):
    return users["kommunedirektor"]


@pytest.fixture
def draft(officer, today, council):
    case = actions.open_case("Ny sak", by=officer, today=today, officer=officer)
    actions.set_route(case, [(council, "decides")], by=officer)
    return case


def test_cases_are_numbered_in_the_year(officer, today):
    first, second = (actions.open_case(t, by=officer, today=today) for t in "AB")
    assert second.number == first.number + 1
    assert second.reference == f"{today.year % 100}/{second.number}"


def test_writing_keeps_every_revision(draft, officer):
    actions.write(draft, TEXTS, based_on=1, by=officer)
    actions.write(draft, {**TEXTS, "question": "Nå?"}, based_on=2, by=officer)
    assert [p.question for p in draft.papers.all()] == ["", "Hva?", "Nå?"]


def test_two_who_edit_at_once_lose_nothing(draft, officer, chief):
    actions.write(draft, TEXTS, based_on=1, by=officer)
    with pytest.raises(Refused, match="mens du skrev"):
        actions.write(draft, {**TEXTS, "question": "Min"}, based_on=1, by=chief)
    assert queries.paper(draft).question == "Hva?"


def test_a_case_needs_a_way_that_ends_in_a_decision(draft, officer):
    elders = Body.objects.get(short="ER")
    with pytest.raises(Breach, match="11-2"):
        actions.set_route(draft, [(elders, "advises")], by=officer)
    with pytest.raises(Breach, match="11-2"):
        actions.set_route(draft, [], by=officer)


def test_the_chief_executive_vouches_only_for_what_is_investigated(draft, officer, chief, today):
    actions.submit(draft, by=officer)
    with pytest.raises(Breach, match="13-1"):
        actions.approve(draft, "Ja", by=chief, today=today)
    draft.refresh_from_db()
    assert draft.status == "submitted"
    assert draft.public_from is None


def test_approval_makes_the_case_public_and_leaves_the_recommendation(draft, officer, chief, today):
    actions.write(draft, TEXTS, based_on=1, by=officer)
    actions.add_alternative(draft, "A", by=officer, economy="1 kr")
    actions.submit(draft, by=officer)
    actions.approve(draft, "Ja", by=chief, today=today)
    draft.refresh_from_db()
    assert (draft.status, draft.public_from) == ("ready", today)
    assert queries.valid_recommendation(draft).text == "Ja"
    with pytest.raises(IllegalMove):
        actions.approve(draft, "Ja", by=chief, today=today)
    with pytest.raises(Refused, match="ikke lenger under forberedelse"):
        actions.write(draft, TEXTS, based_on=2, by=officer)


@pytest.mark.source("001-R20")
def test_what_decides_strategy_ends_in_the_council_and_says_what_it_means(
    draft, officer, chief, browse, today, council
):
    committee, executive = Body.objects.get(short="HTM"), Body.objects.get(short="FSK")
    for nature in ("municipal_plan", "budget", "economic_plan"):
        draft.nature = nature
        draft.save()
        with pytest.raises(Breach, match="11-15|14-2"):
            actions.set_route(
                draft, [(executive, "recommends"), (committee, "decides")], by=officer
            )
        actions.set_route(draft, [(executive, "recommends"), (council, "decides")], by=officer)
    actions.write(draft, TEXTS, based_on=1, by=officer)
    actions.add_alternative(draft, "Stille om prisen", by=officer, processes="Ny rutine")
    actions.add_alternative(draft, "Si alt", by=officer, economy="1 kr", employees="Ingen")
    actions.submit(draft, by=officer)
    page = browse("kommunedirektor").get(reverse("cases:approve", args=[draft.pk]))
    assert "sier ikke hva de koster" in page.content.decode()
    assert queries.unstated(draft) == ["Stille om prisen"]


@pytest.mark.source("001-M12")
def test_a_paper_weighs_every_alternative_from_five_sides(draft, officer, chief, today, browse):
    sides = dict(
        zip(CONSEQUENCES, ("1 kr", "Ny rutine", "To til", "Nærmere", "Lærer"), strict=True)
    )
    actions.write(draft, TEXTS, based_on=1, by=officer)
    actions.add_alternative(draft, "A", by=officer, **sides)
    actions.submit(draft, by=officer)
    actions.approve(draft, "Ja", by=chief, today=today)
    page = browse().get(draft.get_absolute_url()).content.decode()
    texts = [TEXTS[part] for part in ("question", "background", "assessment")]
    assert all(text in page for text in (*sides.values(), *texts))


def test_a_case_says_what_the_municipality_acts_as(browse):
    sent = {"title": "Ny sak", "kind": "PS", "initiative_gear": "politics", "mandate": "authority"}
    client = browse("saksbehandler")
    assert client.post(reverse("cases:open_case"), {**sent, "mandate": "x"}).status_code == 422
    assert client.post(reverse("cases:open_case"), sent).status_code == 302
    page = client.get(Case.objects.latest("pk").get_absolute_url()).content.decode()
    assert "Myndighetsutøver" in page


def test_a_case_is_sent_back_with_a_reason_that_stays(draft, officer, chief, today):
    actions.submit(draft, by=officer)
    actions.send_back(draft, "Mangler tall", by=chief, today=today)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert draft.remarks.get().text == "Mangler tall"
    tomorrow = today + timedelta(days=1)
    back, sent = queries.sent_back_share(today - timedelta(days=3), tomorrow)
    assert (back, sent >= back) == (1, True)


def test_withdrawing_skips_what_was_left_of_the_way(draft, officer):
    actions.withdraw(draft, by=officer)
    assert draft.steps.get().status == "skipped"


def test_a_body_gets_a_case_only_when_those_before_it_are_done(ready_case, today):
    first, second, third = ready_case.steps.all()
    assert ready_case in [s.case for s in queries.waiting_for(first.body, day=today)]
    for later in (second, third):
        assert ready_case not in [s.case for s in queries.waiting_for(later.body, day=today)]


def test_papers_for_elected_bodies_cannot_be_internal(draft, officer, today):
    taken = intake.keep(b"Tekst")
    with pytest.raises(Breach, match="16"):
        actions.attach(draft, "Notat", taken, by=officer, today=today, ground="14")
    assert not draft.attachments.exists()


def test_access_is_postponed_only_forwards(draft, officer, today):
    taken = intake.keep(b"Tekst")
    with pytest.raises(Breach, match="5"):
        actions.attach(
            draft, "Notat", taken, by=officer, today=today, ground="23", exempt_until=today
        )
    row = actions.attach(
        draft,
        "Notat",
        taken,
        by=officer,
        today=today,
        ground="23",
        exempt_until=today + timedelta(days=1),
    )
    assert row.document.is_exempt


def test_the_way_shows_every_step_in_order():
    case = Case.objects.get(title__startswith="Gang- og sykkelvei")
    assert [stage.state for stage in queries.route(case.steps.all())] == ["done"] * 3


def test_a_case_on_its_way_is_not_rerouted_or_added_to(ready_case, officer, council, today):
    for act in (
        lambda: actions.set_route(ready_case, [(council, "decides")], by=officer),
        lambda: actions.add_link(ready_case, "L", "https://example.org", by=officer),
        lambda: actions.attach(ready_case, "V", intake.keep(b"V"), by=officer, today=today),
        lambda: actions.remove(ready_case.alternatives.first(), by=officer),
    ):
        with pytest.raises(Refused, match="ikke lenger under forberedelse"):
            act()


def test_a_body_gets_no_more_power_than_it_has(draft, officer, council):
    elders = Body.objects.get(short="ER")
    with pytest.raises(Refused, match="kan ikke avgjøre"):
        actions.set_route(draft, [(elders, "decides")], by=officer)
    with pytest.raises(Refused, match="Bare det siste"):
        actions.set_route(draft, [(council, "decides"), (council, "decides")], by=officer)


def test_what_was_added_by_mistake_can_be_taken_away(draft, officer, today):
    rows = [
        actions.add_alternative(draft, "A", by=officer),
        actions.add_link(draft, "L", "https://example.org", by=officer),
        actions.attach(draft, "V", intake.keep(b"V"), by=officer, today=today),
    ]
    for row in rows:
        actions.remove(row, by=officer)
    assert not draft.alternatives.exists()
    assert not draft.attachments.exists()


def test_the_chief_executive_approves_only_what_was_read(draft, officer, chief, today):
    actions.write(draft, TEXTS, based_on=1, by=officer)
    actions.add_alternative(draft, "A", by=officer)
    actions.submit(draft, by=officer)
    actions.write(draft, {**TEXTS, "question": "Noe annet"}, based_on=2, by=officer)
    with pytest.raises(Refused, match="mens du leste"):
        actions.approve(draft, "Ja", by=chief, today=today, based_on=2)
    actions.approve(draft, "Ja", by=chief, today=today, based_on=3)


def test_a_way_can_be_set_anew_after_a_postponement_and_a_return(
    draft, officer, chief, secretary, today, now, council
):
    from tannhjul.meetings.actions import agenda

    actions.write(draft, TEXTS, based_on=1, by=officer)
    actions.add_alternative(draft, "A", by=officer)
    actions.submit(draft, by=officer)
    actions.approve(draft, "Ja", by=chief, today=today)
    meeting = agenda.plan(council, now + timedelta(days=60), by=secretary)
    agenda.add_case(meeting, draft.steps.get(), by=secretary)
    Case.objects.filter(pk=draft.pk).update(status="draft")
    actions.set_route(draft, [(council, "decides")], by=officer)
    assert [step.status for step in draft.steps.all()] == ["skipped", "waiting"]


def test_an_officer_takes_a_submitted_case_back(draft, officer, chief, browse):
    actions.submit(draft, by=officer)
    address = reverse("cases:take_back", args=[draft.pk])
    assert browse("saksbehandler").get(draft.get_absolute_url()).content.count(b"ta-tilbake") == 1
    assert browse("representant").post(address).status_code == 404
    assert browse("saksbehandler").post(address).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "draft"
    with pytest.raises(IllegalMove):
        actions.take_back(draft, by=officer)


def test_a_task_says_why_a_case_came_back(draft, officer, chief, today, browse):
    actions.submit(draft, by=officer)
    actions.send_back(draft, "Regn på driften også.", by=chief, today=today)
    page = browse("saksbehandler").get("/").content.decode()
    assert "Rett det som ble sendt tilbake" in page
    assert "Regn på driften også." in page


def test_a_timeline_says_what_each_event_was_about(browse):
    case = Case.objects.get(title__startswith="Gang")
    page = browse().get(reverse("cases:timeline", args=[case.pk])).content.decode()
    assert "Kart over traseen" in page
    assert "Formannskapet → Kommunestyret" in page
    assert "versjon 2" in page


def test_a_timeline_tells_outsiders_nothing_that_is_exempt(officer, chief, today, council, browse):
    case = Case.objects.get(title="Kjøp av eiendom")
    address = reverse("cases:timeline", args=[case.pk])
    title = case.alternatives.first().title
    assert title in browse("saksbehandler").get(address).content.decode()
    for who in (None, "innbygger", "journalist"):
        text = browse(who).get(address).content.decode()
        assert title not in text
        for row in Attachment.objects.filter(case=case):
            assert row.document.title not in text
