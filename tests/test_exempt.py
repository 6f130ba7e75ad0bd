"""What is exempt never leaks: page, list, search, feed, PDF, file name, event, e-mail."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.commitments.actions.promises import report_done
from tannhjul.commitments.queries.promises import of
from tannhjul.core.models import Event
from tannhjul.decisions.actions import reviews
from tannhjul.decisions.models import Decision, DelegatedDecision
from tannhjul.documents import intake
from tannhjul.documents.models import Document
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation.models import Person, Unit
from tannhjul.portal.models import Entry
from tests.reading import text_of

pytestmark = pytest.mark.django_db
SECRETS = ("Strandgata", "12,8", "11,5 millioner", "barnehage med seks")
OUTSIDERS = (None, "innbygger", "journalist", "administrator")
INSIDERS = ("saksbehandler", "kommunedirektor", "sekretaer", "revisor", "ordforer")


@pytest.fixture
def case(db):
    return Case.objects.get(title="Kjøp av eiendom")


def _addresses(case):
    yield from ("/", "/saker/", "/moter/", "/vedtak/", "/oppfolging/", "/feed/", "/kalender.ics")
    yield case.get_absolute_url()
    yield reverse("cases:timeline", args=[case.pk])
    yield reverse("portal:feed", args=["sak", case.pk])
    yield reverse("portal:follow", args=["sak", case.pk])
    for word in ("Strandgata", "eiendom", "takst", "barnehage"):
        yield f"/sok/?q={word}"
    for item in case.items.all():
        yield item.get_absolute_url()
        yield item.meeting.get_absolute_url()
    yield from (
        d.get_absolute_url()
        for d in Document.objects.filter(kind__in=["notice", "minutes", "attachment"])
    )


def _text(response):
    if response.streaming:
        data = b"".join(response.streaming_content)
        if data.startswith(b"%PDF"):
            return text_of(data)
        return data.decode(errors="replace")
    return response.content.decode()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_find_nothing_anywhere(case, browse, who):
    client = browse(who)
    for address in _addresses(case):
        response = client.get(address)
        if response.status_code == 200:
            text = _text(response) + str(response.headers)
            for secret in SECRETS:
                assert secret not in text.replace(f'value="{secret}"', ""), (address, secret)


@pytest.mark.parametrize("who", INSIDERS)
def test_insiders_read_it(case, browse, who):
    text = browse(who).get(case.get_absolute_url()).content.decode()
    assert "Strandgata 14" in text


def test_htmx_parts_are_as_closed_as_the_page(case, browse):
    item = case.items.first()
    text = (
        browse()
        .get(item.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "proceedings"})
        .content.decode()
    )
    assert "12,8" not in text


def test_the_paragraph_is_shown(case, browse):
    text = browse().get(case.get_absolute_url()).content.decode()
    assert "offentleglova § 23" in text


def test_search_finds_it_for_those_who_may_read_it(browse):
    assert "1 treff" not in browse().get("/sok/?q=Strandgata").content.decode()
    assert "Kjøp av eiendom" in browse("sekretaer").get("/sok/?q=Strandgata").content.decode()


def test_the_index_holds_the_content_only_in_restricted_entries(case):
    for entry in Entry.objects.filter(audience="public"):
        assert "strandgat" not in entry.terms
        assert not any(secret in entry.title + entry.excerpt for secret in SECRETS)
    assert Entry.objects.filter(audience="restricted", terms__contains="strandgat").exists()


def test_events_hold_no_words(case):
    for event in Event.objects.filter(matter=case.pk):
        assert "trandgata" not in str(event.facts)


def test_public_and_internal_notice_are_two_documents(case, browse):
    meeting = Meeting.objects.filter(items__case=case, status="approved").first()
    public, internal = (
        meeting.documents.get(internal=i, document__kind="notice").document for i in (False, True)
    )
    text = {d.pk: text_of(intake.fetch(d.versions.last().key)) for d in (public, internal)}
    assert "Strandgata" not in text[public.pk]
    assert re.search(r"§\s*23", text[public.pk])
    assert "Strandgata" in text[internal.pk]
    assert browse().get(internal.get_absolute_url()).status_code == 404


def test_pdf_metadata_does_not_tell_either(case):
    for document in Document.objects.filter(kind__in=["notice", "minutes"], ground=""):
        with pikepdf.open(io.BytesIO(intake.fetch(document.versions.last().key))) as pdf:
            assert "Strandgata" not in str(pdf.docinfo)
            with pdf.open_outline() as outline:
                assert "Strandgata" not in str(outline.root)


def _prepare(case):
    """As if the case were still being prepared."""
    Case.objects.filter(pk=case.pk).update(status="draft")


def _approved(case):
    """And as if it were then approved."""
    case.attachments.update(published=True)
    Case.objects.filter(pk=case.pk).update(status="ready")


def test_an_exempt_attachment_in_an_open_case_is_named_but_not_handed_out(
    ready_case, users, today, browse
):
    officer = users["saksbehandler"]
    _prepare(ready_case)
    row = cases.attach(
        ready_case, "Tilbud", intake.keep(b"Hemmelig pris"), by=officer, today=today, ground="23"
    )
    _approved(ready_case)
    page = browse().get(ready_case.get_absolute_url()).content.decode()
    assert "Tilbud" in page
    assert "offentleglova § 23" in page
    assert browse().get(row.document.get_absolute_url()).status_code == 404
    assert browse("saksbehandler").get(row.document.get_absolute_url()).status_code == 200


def test_postponed_access_opens_by_itself(ready_case, users, today, browse):
    from datetime import timedelta

    _prepare(ready_case)
    row = cases.attach(
        ready_case,
        "Tall",
        intake.keep(b"Tall"),
        by=users["saksbehandler"],
        today=today,
        ground="23",
        exempt_until=today + timedelta(days=5),
    )
    _approved(ready_case)
    assert browse().get(row.document.get_absolute_url()).status_code == 404
    Document.objects.filter(pk=row.document_id).update(exempt_until=today)
    assert browse().get(row.document.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_unfinished_cases_are_the_administrations(browse, status):
    case = Case.objects.filter(status=status).last()
    for who in (None, "ordforer", "journalist"):
        assert browse(who).get(case.get_absolute_url()).status_code == 404
        assert case.title not in browse(who).get(f"/sok/?q={case.title}").content.decode().replace(
            f'value="{case.title}"', ""
        )
    assert browse("saksbehandler").get(case.get_absolute_url()).status_code == 200


def test_the_agenda_of_a_planned_meeting_is_not_public_yet(
    committee, ready_case, secretary, now, browse
):
    from datetime import timedelta

    from tannhjul.meetings.actions import agenda

    meeting = agenda.plan(committee, now + timedelta(days=20), by=secretary)
    item = agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
    assert browse().get(item.get_absolute_url()).status_code == 404
    assert item.title not in browse().get(meeting.get_absolute_url()).content.decode()


def test_a_closed_item_hides_who_said_and_voted_what(browse):
    item = Item.objects.filter(status="done", case__ground="").first()
    Item.objects.filter(pk=item.pk).update(closed_basis="11-5-a")
    text = browse().get(item.get_absolute_url()).content.decode()
    assert "unntatt offentlighet" in text
    assert item.resolution.split("\n")[0] not in text


def test_a_deputy_reads_what_is_exempt_only_when_called(case, browse, users, now):
    from tannhjul.meetings.actions import attendance
    from tannhjul.meetings.models import Call

    item = Item.objects.get(case=case, meeting__status="convened")
    internal = item.meeting.documents.get(internal=True).document
    deputy = browse("vara")
    assert deputy.get(internal.get_absolute_url()).status_code == 200
    assert "12,8" not in deputy.get(case.get_absolute_url()).content.decode()
    call = Call.objects.get(meeting=item.meeting, deputy__user=users["vara"])
    attendance.answer_call(call, False, by=users["vara"], at=now)
    assert deputy.get(internal.get_absolute_url()).status_code == 404
    assert "12,8" not in deputy.get(item.get_absolute_url()).content.decode()


def test_a_chair_cannot_put_a_draft_on_the_agenda_and_so_publish_it(browse):
    step = Case.objects.get(title="Lekeplass på Solsiden").steps.first()
    meeting = Meeting.objects.get(status="planned", body=step.body)
    address = reverse("meetings:add_case", args=[meeting.pk])
    assert browse("utvalgsleder").post(address, {"step": step.pk}).status_code == 422
    assert not meeting.items.exists()
    for bad in ("", "abc", "1\x00", "0", "9" * 30):
        assert browse("utvalgsleder").post(address, {"step": bad}).status_code == 404


def test_cancelling_a_meeting_does_not_publish_its_agenda(
    committee, ready_case, secretary, now, browse
):
    from datetime import timedelta

    from tannhjul.meetings.actions import agenda

    meeting = agenda.plan(committee, now + timedelta(days=20), by=secretary)
    item = agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
    agenda.cancel(meeting, by=secretary)
    assert browse().get(item.get_absolute_url()).status_code == 404


def test_what_is_rewritten_after_a_return_is_not_public_before_it_is_approved(
    item, ready_case, secretary, now, users, today, browse
):
    from tannhjul.cases import queries
    from tannhjul.meetings.actions import minutes

    minutes.conclude(item, "returned", by=secretary, at=now)
    officer = users["saksbehandler"]
    texts = {"question": "Nytt og hemmelig", "background": "b", "assessment": "a"}
    cases.write(ready_case, texts, based_on=queries.paper(ready_case).number, by=officer)
    row = cases.attach(ready_case, "Uferdig", intake.keep(b"Uferdig"), by=officer, today=today)
    cases.add_alternative(ready_case, "Uferdig alternativ", by=officer)
    page = browse().get(ready_case.get_absolute_url()).content.decode()
    assert "Nytt og hemmelig" not in page
    assert "Uferdig" not in page
    assert "forberedes på nytt" in page
    assert "148 barna" in page, "what was approved before is still public"
    assert browse().get(row.document.get_absolute_url()).status_code == 404
    assert "0 treff" in browse().get("/sok/?q=hemmelig").content.decode()
    assert (
        "Nytt og hemmelig"
        in browse("saksbehandler").get(ready_case.get_absolute_url()).content.decode()
    )


def test_search_does_not_hand_a_member_what_another_bodys_item_refuses(case, browse):
    text = browse("utvalgsleder").get("/sok/?q=Strandgata&kind=item").content.decode()
    other = Item.objects.filter(case=case, body__short="FSK").first()
    assert f'href="{other.get_absolute_url()}"' not in text


@pytest.mark.source("001-R18")
def test_what_elected_members_do_to_prepare_a_case_is_public_and_only_the_administrations_is_not(
    secretary, users, today, now, browse
):
    """A working committee of members works in the open; the paper that is being written does not."""
    from datetime import timedelta

    from tannhjul.meetings.actions import agenda
    from tannhjul.organisation.models import Body

    body = Body.objects.create(
        name="Arbeidsutvalget",
        short="AU",
        kind="working_committee",
        power="advises",
        valid_from=today,
    )
    draft = cases.open_case("Ny svømmehall", by=users["saksbehandler"], today=today)
    meeting = agenda.plan(body, now + timedelta(days=9), by=secretary, place="Rådhuset")
    item = agenda.add_item(meeting, "Forberede sak om svømmehall", by=secretary, kind="PS")
    agenda.convene(meeting, by=secretary, today=today)
    for who in (None, "innbygger", "journalist"):
        reader = browse(who)
        assert "Arbeidsutvalget" in reader.get("/moter/").content.decode()
        assert reader.get(item.get_absolute_url()).status_code == 200
        assert reader.get(draft.get_absolute_url()).status_code == 404


class TestNeedToKnow:
    """Within the administration, what is exempt is for those whose work it is."""

    @pytest.fixture
    def others(self, case, users):
        """The case is in another unit than the unit leader's, and another officer's."""
        Case.objects.filter(pk=case.pk).update(
            officer=users["sekretaer"], unit=Unit.objects.get(name="Kultur")
        )
        return case

    @pytest.mark.parametrize("who", ["saksbehandler", "enhetsleder"])
    def test_a_colleague_finds_nothing_anywhere(self, others, browse, who):
        client = browse(who)
        for address in _addresses(others):
            response = client.get(address)
            if response.status_code == 200:
                text = _text(response) + str(response.headers)
                for secret in SECRETS:
                    assert secret not in text.replace(f'value="{secret}"', ""), (address, secret)

    def test_the_leader_of_the_unit_or_of_one_above_reads_it(self, others, browse, today):
        leader = Person.objects.get(user__username="demo-enhetsleder")
        below = Unit.objects.get(name="Vei og park")
        Case.objects.filter(pk=others.pk).update(unit=below)
        assert leader.pk == below.places.get().above.leaderships.get(valid_to=None).person_id
        assert "Strandgata 14" in _text(browse("enhetsleder").get(others.get_absolute_url()))

    @pytest.mark.parametrize(
        ("title", "who", "reads"),
        [
            ("Søknad om plass på sykehjem", "saksbehandler", False),
            ("Søknad om plass på sykehjem", "enhetsleder", False),
            ("Søknad om plass på sykehjem", "kommunedirektor", True),
            ("Søknad om plass på sykehjem", "revisor", True),
        ],
    )
    def test_a_delegated_decision_is_read_by_who_made_it_and_who_leads(
        self, browse, title, who, reads
    ):
        row = DelegatedDecision.objects.get(title=title)
        text = _text(browse(who).get(row.get_absolute_url()))
        assert ("mann f. 1942" in text) is reads

    def test_who_leads_the_unit_above_reads_what_was_decided_below(self, browse, users):
        row = DelegatedDecision.objects.get(title="Søknad om plass på sykehjem")
        unit = row.grant.unit
        mine = Unit.objects.get(name="Teknikk og miljø")
        unit.places.update(above=mine)
        assert "mann f. 1942" in _text(browse("enhetsleder").get(row.get_absolute_url()))

    def test_who_complains_is_known_to_those_who_treat_it(self, browse, users):
        decision = Decision.objects.first()
        Case.objects.filter(pk=decision.item.case_id).update(officer=None, unit=None)
        day = decision.decided_on
        row = reviews.complain(
            decision,
            "Kari Lie",
            "Uenig",
            by=users["saksbehandler"],
            told_on=day,
            received_on=day,
        )
        address = row.get_absolute_url()
        assert browse("saksbehandler").get(address).status_code == 200
        assert browse("enhetsleder").get(address).status_code == 404
        assert browse("sekretaer").get(address).status_code == 200

    def test_a_case_is_handed_over_and_read_by_the_next(self, others, browse, users):
        Case.objects.filter(pk=others.pk).update(status="ready")
        address = reverse("cases:hand_over", args=[others.pk])
        assert browse("enhetsleder").get(address).status_code == 403
        desk, officer = browse("sekretaer"), users["saksbehandler"]
        assert address in desk.get(others.get_absolute_url()).content.decode()
        for wrong in ("", users["representant"].pk, "x"):
            assert desk.post(address, {"officer": wrong}).status_code == 422
        unit = Unit.objects.get(name="Teknikk og miljø")
        sent = {"officer": officer.pk, "unit": unit.pk}
        assert desk.post(address, sent).status_code == 302
        for who in ("saksbehandler", "enhetsleder"):
            assert "Strandgata 14" in _text(browse(who).get(others.get_absolute_url()))
        Case.objects.filter(pk=others.pk).update(status="decided")
        assert desk.post(address, sent).status_code == 422

    def test_who_is_to_carry_out_a_decision_reads_it_and_nobody_makes_oneself_that(
        self, others, browse, secretary, today
    ):
        item = others.items.filter(status="done").first()
        decision = Decision.objects.create(item=item, body=item.body, case=others, decided_on=today)
        giving = reverse("decisions:commit", args=[decision.pk])
        leader = Person.objects.get(user__username="demo-enhetsleder")
        sent = {"what": "Kjøpe", "owner": leader.pk, "deadline": today}
        assert browse("enhetsleder").post(giving, sent).status_code == 403
        assert item.resolution
        assert item.resolution not in _text(browse("enhetsleder").get(decision.get_absolute_url()))
        assert browse("sekretaer").post(giving, sent).status_code == 302
        assert item.resolution in _text(browse("enhetsleder").get(decision.get_absolute_url()))
        promise = of(decision).get()
        report_done(promise, "Kjøpt.", by=secretary, today=today)
        after = _text(browse("enhetsleder").get(decision.get_absolute_url()))
        assert item.resolution not in after, "it is done, and no longer the owner's to read"
