"""Pages: every form with bad input, languages unmixed, queries that stay flat."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tannhjul.cases.models import Case
from tannhjul.core.models import Event
from tannhjul.meetings.actions import counting, debate, votes
from tannhjul.meetings.models import Item, Meeting, Vote
from tannhjul.organisation.models import Body, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(db):
    return Case.objects.get(title="Lekeplass på Solsiden")


def _fault(response, says=""):
    text = response.content.decode()
    assert response.status_code == 422, text[:500]
    assert 'role="alert"' in text
    assert says in text, re.findall(r'class="summary".*?</div>', text, re.S)


CASE = {"title": "Tittel", "kind": "PS", "initiative_gear": "administration"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": ""}, "påkrevet"),
        ({"title": "x" * 301}, "300"),
        ({"kind": "XX"}, "Velg"),
        ({"initiative_gear": "moon"}, "Velg"),
        ({"ground": "99"}, "Velg"),
        ({"unit": "999999"}, "Velg"),
        ({"screened_title": "Hemmelig"}, "unntakshjemmel"),
        ({"title": "a\x00b"}, ""),
    ],
)
def test_opening_a_case_with_bad_input(browse, changed, says):
    before = Case.objects.count(), Event.objects.count()
    _fault(browse("saksbehandler").post(reverse("cases:open_case"), {**CASE, **changed}), says)
    assert (Case.objects.count(), Event.objects.count()) == before


def test_what_was_typed_is_still_there(browse, draft):
    response = browse("saksbehandler").post(
        reverse("cases:write", args=[draft.pk]),
        {"based_on": 1, "question": "Min lange tekst", "background": ""},
    )
    _fault(response, "mens du skrev")
    assert "Min lange tekst" in response.content.decode()


@pytest.mark.parametrize("based_on", ["", "x", "-1", "99"])
def test_a_revision_that_is_none_is_refused(browse, draft, based_on):
    _fault(
        browse("saksbehandler").post(
            reverse("cases:write", args=[draft.pk]), {"based_on": based_on}
        )
    )


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (None, "påkrevet"),
        (SimpleUploadedFile("a.pdf", b"not a pdf \x00"), "tas ikke imot"),
        (SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken"), "kan ikke leses"),
        (SimpleUploadedFile("a.txt", b""), "tom"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_kept(browse, draft, file, says):
    data = {"title": "Fil", **({"file": file} if file else {})}
    _fault(browse("saksbehandler").post(reverse("cases:attach", args=[draft.pk]), data), says)
    assert not draft.attachments.exists()


def test_a_giant_upload_is_refused(browse, draft, settings):
    settings.MAX_UPLOAD = 1_000_000
    file = SimpleUploadedFile("a.txt", b"x" * 1_500_001)
    _fault(
        browse("saksbehandler").post(
            reverse("cases:attach", args=[draft.pk]), {"title": "Fil", "file": file}
        ),
        "2 MB; grensen er 1 MB",
    )


def test_a_way_that_does_not_decide_is_refused_with_its_paragraph(browse, draft):
    elders = Body.objects.get(short="ER").pk
    data = {"body_1": elders, "power_1": "advises"}
    _fault(
        browse("saksbehandler").post(reverse("cases:set_route", args=[draft.pk]), data),
        "kommuneloven § 11-2",
    )


def test_an_unfinished_case_is_not_approved(browse):
    case = Case.objects.get(status="submitted")
    case.alternatives.all().delete()
    _fault(
        browse("kommunedirektor").post(
            reverse("cases:approve", args=[case.pk]),
            {"recommendation": "Ja", "based_on": case.papers.count()},
        ),
        "§ 13-1",
    )
    case.refresh_from_db()
    assert case.status == "submitted"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"starts_at": ""}, "påkrevet"),
        ({"starts_at": "i morgen"}, "gyldig"),
        ({"starts_at": "2026-13-40T25:00"}, "gyldig"),
        ({"body": "0"}, "Velg"),
        ({"place": "x" * 201}, "200"),
    ],
)
def test_planning_a_meeting_with_bad_input(browse, council, changed, says):
    data = {"body": council.pk, "starts_at": "2030-01-01T18:00", "place": "Her"}
    _fault(browse("sekretaer").post(reverse("meetings:plan"), {**data, **changed}), says)


def test_a_seat_cannot_end_before_it_began(browse, council, today):
    seat = Seat.objects.filter(body=council, kind="member").last()
    address = reverse("organisation:leave", args=[council.pk, seat.pk])
    _fault(
        browse("sekretaer").post(
            address, {"ground": "other", "today": str(seat.valid_from - timedelta(days=1))}
        ),
        "kan ikke slutte før",
    )


def test_a_vacant_council_seat_is_taken_by_the_next_deputy(browse, council, today):
    seat = Seat.objects.filter(body=council, kind="member", party__code="H").first()
    deputy = (
        Seat.objects.filter(body=council, kind="deputy", party__code="H").order_by("order").first()
    )
    address = reverse("organisation:leave", args=[council.pk, seat.pk])
    assert (
        browse("sekretaer").post(address, {"ground": "other", "today": str(today)}).status_code
        == 302
    )
    assert Seat.objects.get(body=council, person=deputy.person, valid_to=None).kind == "member"
    before = (
        browse()
        .get(council.get_absolute_url(), {"on": str(today - timedelta(days=1))})
        .content.decode()
    )
    assert seat.person.name in before, "the past stays as it was"


def test_a_short_name_is_given_once(browse):
    data = {
        "name": "Nytt",
        "short": "KST",
        "kind": "committee",
        "power": "decides",
        "openness": "open",
        "seats_total": 3,
        "today": "2026-01-01",
    }
    _fault(browse("sekretaer").post(reverse("organisation:create_body"), data), "KST")
    _fault(
        browse("sekretaer").post(
            reverse("organisation:create_body"), {**data, "short": "NY", "seats_total": 2}
        ),
        "§ 5-7",
    )


@pytest.mark.parametrize("day", ["", "x", "2020-99-99", "0001-01-01", "9999-12-31"])
def test_any_date_can_be_asked_for(browse, council, day):
    for address in (council.get_absolute_url(), "/organer/", "/enheter/"):
        assert browse().get(address, {"on": day}).status_code == 200


def test_too_early_is_409_with_an_explanation(browse):
    meeting = Meeting.objects.filter(status="published").first()
    response = browse("sekretaer").post(reverse("meetings:convene", args=[meeting.pk]))
    assert response.status_code == 409
    assert "Noen var her før deg" in response.content.decode()


def test_a_breach_is_422_with_sentence_remedy_and_paragraph(browse, committee, secretary, now):
    from tannhjul.meetings.actions import agenda

    meeting = agenda.plan(committee, now + timedelta(days=40), by=secretary)
    text = browse("sekretaer").post(reverse("meetings:convene", args=[meeting.pk])).content.decode()
    assert "saksliste" in text
    assert "kommuneloven § 11-3" in text
    assert "Sett minst én sak" in text


def test_a_deadline_that_has_passed_is_refused(browse):
    from tannhjul.commitments.models import Commitment
    from tannhjul.decisions.models import Decision

    decision = Decision.objects.first()
    owner = Commitment.objects.first().owner_id
    data = {"what": "Noe", "owner": owner, "deadline": "2020-01-01"}
    _fault(
        browse("kommunedirektor").post(reverse("decisions:commit", args=[decision.pk]), data),
        "Fristen er allerede ute",
    )


PAGES = [
    "/",
    "/saker/",
    "/moter/",
    "/vedtak/",
    "/oppfolging/",
    "/organer/",
    "/enheter/",
    "/sok/?q=sykkelvei",
    "/regler/",
    "/logg-inn/",
    "/komponenter/",
    "/tilgjengelighet/",
]


def _words(text):
    text = re.sub(r"(?s)<(script|style|svg).*?</\1>|<[^>]+>", " ", text)
    return set(re.findall(r"[a-zæøå]+", text.lower()))


ENGLISH = {
    "the",
    "meeting",
    "cases",
    "search",
    "sign",
    "and",
    "with",
    "who",
    "decision",
    "bodies",
    "rules",
    "show",
    "next",
}
BOKMAL = {
    "ikke",
    "saken",
    "møter",
    "hvem",
    "fra",
    "søk",
    "organer",
    "regler",
    "logg",
    "vis",
    "vedtatt",
}


def _address_list():
    yield from PAGES
    case = Case.objects.get(title__startswith="Gang")
    yield case.get_absolute_url()
    yield reverse("cases:timeline", args=[case.pk])
    yield Meeting.objects.filter(status="published").last().get_absolute_url()
    yield Item.objects.filter(votes__question="against").first().get_absolute_url()


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        ("nb", ENGLISH),
        ("nn", ENGLISH | {"ikke", "hvem", "fra", "organer", "regler", "møtene"}),
        ("en", BOKMAL),
    ],
)
def test_no_page_mixes_languages(browse, code, foreign):
    for who in (None, "sekretaer"):
        client = browse(who)
        client.cookies["malform"] = code
        for address in _address_list():
            response = client.get(address)
            text = response.content.decode()
            assert f'<html lang="{code}"' in text
            text = re.sub(r"(?s)<(footer|option).*?</\1>", " ", text)
            with translation.override(code):
                words = _words(text)
            own = _words(
                " ".join(Case.objects.values_list("title", flat=True))
                + " ".join(Body.objects.values_list("name", flat=True))
            )
            texts = _words(
                " ".join(
                    t
                    for row in Case.objects.all()
                    for p in row.papers.all()
                    for t in (p.question, p.background, p.assessment, p.recommendation)
                )
            )
            alternatives = _words(
                " ".join(
                    " ".join(
                        [a.title, a.economy, a.processes, a.employees, a.inhabitants, a.learning]
                    )
                    for row in Case.objects.all()
                    for a in row.alternatives.all()
                )
            )
            assert not (words & foreign) - own - texts - alternatives, (
                address,
                who,
                words & foreign,
            )


def _count(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_an_item_page_asks_as_often_for_one_vote_as_for_thirty(item, secretary, now, browse):
    address = item.get_absolute_url()
    _vote(item, secretary, now)
    few = _count(browse(), address)
    for _ in range(29):
        _vote(item, secretary, now)
    assert Vote.objects.filter(item=item).count() == 30
    assert _count(browse(), address) == few


def _vote(item, secretary, now):
    row = debate.propose(item, "other", "Forslag", by=secretary, proposer=item.meeting.chair)
    counting.unanimous(item, row, by=secretary, at=now)


def test_a_case_with_all_that_belongs_to_it_asks_little(browse):
    case = Case.objects.get(title__startswith="Heldøgns")
    assert _count(browse(), case.get_absolute_url()) <= 20


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 12),
        ("/saker/", 6),
        ("/moter/", 6),
        ("/vedtak/", 6),
        ("/oppfolging/", 6),
        ("/organer/", 6),
        ("/sok/?q=sykkelvei", 8),
    ],
)
def test_public_lists_ask_little(browse, address, most):
    client = browse()
    client.get(address)
    assert _count(client, address) <= most


def test_counting_with_nobody_marked_asks_for_more(item, secretary, now, browse):
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    address = reverse("meetings:close_vote", args=[item.pk, vote.pk])
    _fault(browse("sekretaer").post(address, {}), "velg én for alle")
    person = item.meeting.chair_id
    _fault(browse("sekretaer").post(address, {f"person_{person}": "for"}), "Merk av en stemme")
    _fault(browse("sekretaer").post(address, {"others": "perhaps"}))
    assert (
        browse("sekretaer")
        .post(address, {"others": "for", f"person_{person}": "against"})
        .status_code
        == 302
    )
    vote.refresh_from_db()
    assert (vote.votes_for, vote.votes_against) == (8, 1)


def test_a_form_sent_twice_acts_once(browse):
    client = browse("saksbehandler")
    once = re.search(
        r'name="once" value="([^"]+)"', client.get(reverse("cases:open_case")).content.decode()
    ).group(1)
    before = Case.objects.count()
    assert client.post(reverse("cases:open_case"), {**CASE, "once": once}).status_code == 302
    again = client.post(reverse("cases:open_case"), {**CASE, "once": once}, follow=True)
    assert "allerede gjort" in again.content.decode()
    assert (
        again.redirect_chain[0][0] == Case.objects.latest("pk").get_absolute_url() + "saksframlegg/"
    )
    assert Case.objects.count() == before + 1
