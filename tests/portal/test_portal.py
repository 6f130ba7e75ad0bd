"""Search, following, feeds, calendar and rules, as inhabitants use them."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from tannhjul.cases.actions import preparing
from tannhjul.cases.models import Case
from tannhjul.commitments.actions import promises
from tannhjul.commitments.models import Commitment
from tannhjul.commitments.queries.promises import of
from tannhjul.core.models import Event
from tannhjul.decisions.models import Decision, DelegatedDecision
from tannhjul.dialogue.actions import gatherings
from tannhjul.dialogue.models import Gathering
from tannhjul.organisation.models import Party, Person, Unit
from tannhjul.portal import language, queries
from tannhjul.portal.models import Entry, Follow

pytestmark = pytest.mark.django_db


def _hits(text):
    return {
        row.title.split(" ", 1)[1] for row in queries.search(text, Entry.objects.filter(kind="sak"))
    }


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("omsorg", "Heldøgns omsorg mot 2035: sykehjem og hjemmetjeneste"),
        ("eldreomsorg", "Heldøgns omsorg mot 2035: sykehjem og hjemmetjeneste"),
        ("sykehjemmet", "Heldøgns omsorg mot 2035: sykehjem og hjemmetjeneste"),
        ("sjukeheim", "Heldøgns omsorg mot 2035: sykehjem og hjemmetjeneste"),
        ("heimetenesta", "Heldøgns omsorg mot 2035: sykehjem og hjemmetjeneste"),
        ("sykkelveier", "Gang- og sykkelvei langs Fjordveien"),
        ("skuleveg", "Gang- og sykkelvei langs Fjordveien"),
        ("fattigdom", "Handlingsplan mot barnefattigdom"),
        ("foreldre betaling", "Foreldrebetaling i skolefritidsordningen"),
    ],
)
def test_norwegian_is_searched_as_norwegians_write(words, title):
    assert title in _hits(words)


@pytest.mark.parametrize(
    "words",
    ["", "   ", "xyzzy", '"', "* OR NOT", "omsorg xyzzy", "a" * 200, "NEAR(", "'; --", "\x00"],
)
def test_odd_searches_find_nothing_and_break_nothing(words, browse):
    assert _hits(words) == set()
    assert browse().get("/sok/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    ("ny", "bok"),
    [
        ("skular", "skoler"),
        ("innbyggjarane", "innbyggerne"),
        ("vassverk", "vassverk"),
        ("kyrkjer", "kirker"),
    ],
)
def test_both_written_standards_have_one_stem(ny, bok):
    assert language.stem(ny) == language.stem(bok)


def test_the_stemmer_agrees_with_its_own_list_on_words_that_no_root_touches():
    from tests.conftest import data

    folder = data("no-sprak")
    words = (folder / "snowball_norwegian_voc.txt").read_text().split()
    stems = (folder / "snowball_norwegian_output.txt").read_text().split()
    plain = [
        (w, s)
        for w, s in zip(words, stems, strict=True)
        if not any(root in w for root in language.ROOTS)
        and not w.endswith(tuple(ending for ending, _other in language.ENDINGS))
    ]
    assert len(plain) > 15_000
    assert all(language.stem(w) == language.DOUBLE.sub(r"\1", s) for w, s in plain)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("kind=sak", True),
        ("kind=organ", False),
        ("year=1950", False),
        ("state=decided", True),
        ("state=record", False),
    ],
)
def test_hits_can_be_narrowed(browse, query, hits):
    text = browse().get(f"/sok/?q=sykkelvei&{query}").content.decode()
    assert ("Ingenting ble funnet" not in text) is hits


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "body=0", "year=abc", "year=99999", "page=999999", "page=-1", "page=x"],
)
def test_bad_filters_explain_themselves(browse, query):
    assert browse().get(f"/sok/?q=sykkelvei&{query}").status_code == 200


@pytest.fixture
def case(db):
    return Case.objects.get(title__startswith="Gang- og sykkelvei")


def _follow(browse, case, address, capture):
    with capture(execute=True):
        return browse().post(f"/folg/sak/{case.pk}/", {"email": address})


def test_following_needs_a_confirmation_and_ends_with_a_link(
    case, browse, users, today, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    assert _follow(browse, case, "Kari@Example.org", capture).status_code == 302
    confirm = re.search(r"http\S+", mail.outbox[0].body).group()
    path = "/" + confirm.split("/", 3)[3]
    assert mail.outbox[0].to == ["kari@example.org"]
    decision = Decision.objects.get(case=case)
    late = of(decision).filter(status="open").first()
    with capture(execute=True):
        promises.report_done(late, "Gjort", by=users["kommunedirektor"], today=today)
    assert len(mail.outbox) == 1, "nobody is told before confirming"
    assert browse().get(path).status_code == 200, (
        "opening the link does not confirm: mail scanners open links"
    )
    assert Follow.objects.get().confirmed_at is None
    browse().post(path)
    other = Commitment.objects.filter(status="open").first()
    Commitment.objects.filter(pk=other.pk).update(about_id=decision.pk)
    with capture(execute=True):
        promises.report_done(
            Commitment.objects.get(pk=other.pk), "Gjort", by=users["kommunedirektor"], today=today
        )
    assert "Meldt ferdig" in mail.outbox[1].body
    stop = "/" + re.findall(r"http\S+", mail.outbox[1].body)[1].split("/", 3)[3]
    browse().post(stop)
    assert not Follow.objects.exists()


def test_what_not_everyone_knows_of_is_followed_by_nobody(
    browse, django_capture_on_commit_callbacks
):
    hidden = Case.objects.get(title="Lekeplass på Solsiden")
    with django_capture_on_commit_callbacks(execute=True):
        answer = browse("saksbehandler").post(f"/folg/sak/{hidden.pk}/", {"email": "a@example.org"})
    assert answer.status_code == 422
    assert "Bare det alle kan kjenne til" in answer.content.decode()
    assert not mail.outbox
    assert not Follow.objects.exists()


def test_confirming_again_changes_nothing(case, browse, django_capture_on_commit_callbacks):
    _follow(browse, case, "kari@example.org", django_capture_on_commit_callbacks)
    address = f"/folg/{Follow.objects.get().token}/"
    for _ in range(3):
        browse().post(address)
    assert Event.objects.filter(verb="portal.confirm", subject_id=case.pk).count() == 1


@pytest.mark.parametrize(
    "address", ["/folg/sak/0/", "/feed/sak/0/", "/feed/sak/999999/", "/folg/a%00b/"]
)
def test_what_is_numbered_nothing_is_not_found(browse, address):
    assert browse().get(address).status_code == 404


def test_what_is_written_in_a_known_case_is_not_found_before_it_is_approved(browse, users, today):
    by = users["saksbehandler"]
    draft = preparing.open_case("Leie av lagerplass", by=by, today=today, officer=by)
    preparing.write(draft, {"assessment": "zebrakladd"}, based_on=1, by=by)
    preparing.settle(draft, by=by, today=today)
    assert draft.get_absolute_url() in browse().get("/sok/?q=lagerplass").content.decode()
    assert draft.get_absolute_url() not in browse().get("/sok/?q=zebrakladd").content.decode()


def test_asking_twice_says_the_same_and_keeps_one(case, browse, django_capture_on_commit_callbacks):
    first, second = (
        _follow(browse, case, "a@example.org", django_capture_on_commit_callbacks) for _ in range(2)
    )
    assert first.status_code == second.status_code == 302
    assert len(mail.outbox) == 1, "nobody can be flooded with mail"
    assert Follow.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    ["", "no-at-sign", "a@b", "x" * 300 + "@example.org", "a@example.org\nBcc: b@example.org"],
)
def test_a_bad_address_is_explained(case, browse, address):
    response = browse().post(f"/folg/sak/{case.pk}/", {"email": address})
    assert response.status_code == 422
    assert not Follow.objects.exists()


def test_one_network_cannot_flood_the_town(case, browse):
    from django.core.cache import cache

    cache.clear()
    codes = [
        browse().post(f"/folg/sak/{case.pk}/", {"email": f"a{n}@example.org"}).status_code
        for n in range(22)
    ]
    assert codes == [302] * 20 + [422] * 2
    cache.clear()


def test_an_unknown_link_is_not_found(browse):
    assert browse().get("/folg/nonsense/").status_code == 404


@pytest.mark.parametrize("address", ["/feed/", "/feed/sak/{}/"])
def test_feeds_are_atom(browse, case, address):
    response = browse().get(address.format(case.pk))
    root = ElementTree.fromstring(response.content)
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) >= 2
    assert len({e.find("{http://www.w3.org/2005/Atom}id").text for e in entries}) == len(entries)


def test_the_calendar_can_be_read(browse):
    calendar = Calendar.from_ical(browse().get("/kalender.ics").content)
    events = calendar.walk("VEVENT")
    assert len(events) >= 8
    assert all(event["DTEND"].dt >= event["DTSTART"].dt for event in events)


def test_rules_are_public_and_link_to_the_law(browse):
    text = browse().get("/regler/").content.decode()
    assert "https://lovdata.no/lov/2018-06-22-83/§11-9" in text
    assert "Minst halvparten av medlemmene" in text


@pytest.mark.parametrize(
    ("who", "waits"),
    [
        ("kommunedirektor", "Åpningstider ved biblioteket"),
        ("saksbehandler", "Lekeplass på Solsiden"),
        ("sekretaer", "Sett opp sakslisten og kall inn"),
        ("enhetsleder", "Lyse ut anbud"),
        ("ordforer", "Underskriv protokollen"),
        ("vara", "Du er kalt inn som vara"),
    ],
)
def test_the_front_page_says_what_waits_for_me(browse, who, waits):
    assert waits in browse(who).get("/").content.decode()


def test_delegated_decisions_and_gatherings_are_found(browse):
    open_one = DelegatedDecision.objects.filter(ground="").first()
    exempt = DelegatedDecision.objects.exclude(ground="").first()
    gathering = Gathering.objects.exclude(kind="party").first()
    client = browse()
    for row, words in (
        (open_one, open_one.title),
        (exempt, exempt.title),
        (gathering, gathering.title),
    ):
        found = client.get("/sok/", {"q": words}).content.decode()
        assert row.get_absolute_url() in found, words
    rows = Entry.objects.filter(kind="delegert-vedtak", subject=exempt.pk)
    assert [row.excerpt for row in rows.filter(audience="public")] == [""]
    words = {"q": exempt.text}
    assert exempt.get_absolute_url() not in client.get("/sok/", words).content.decode()
    decided_it = browse("kommunedirektor").get("/sok/", words).content.decode()
    assert exempt.get_absolute_url() in decided_it
    own = gatherings.plan(
        "party",
        "Hemmelig gruppemøte",
        timezone.now() + timedelta(days=1),
        "Rommet",
        by=None,
        party=Party.objects.get(code="SP"),
        openness="closed",
    )
    assert not Entry.objects.filter(kind="moteplass", subject=own.pk).exists()


def test_units_and_members_are_found(browse):
    found = browse().get("/sok/", {"q": "hjemmetjenesten"}).content.decode()
    assert re.search(r'href="/enheter/\d+/"', found)
    mayor = Person.objects.get(user__username="demo-ordforer")
    assert mayor.get_absolute_url() in browse().get("/sok/", {"q": mayor.name}).content.decode()


def test_a_unit_shows_its_leader_and_the_cases_one_may_see(browse):
    draft = Case.objects.get(title="Lekeplass på Solsiden")
    unit = draft.unit or Unit.objects.first()
    Case.objects.filter(pk=draft.pk).update(unit=unit)
    public = browse().get(unit.get_absolute_url()).content.decode()
    assert unit.leaderships.first().person.name in public
    assert draft.title not in public
    assert draft.title in browse("saksbehandler").get(unit.get_absolute_url()).content.decode()


def test_content_in_another_language_than_the_page_is_marked(browse):
    case = Case.objects.get(title__startswith="Gang")
    client = browse()
    assert '<div lang="nb">' not in client.get(case.get_absolute_url()).content.decode()
    client.cookies["malform"] = "en"
    assert '<div lang="nb">' in client.get(case.get_absolute_url()).content.decode()


def test_a_search_also_says_who_decides_about_it(browse):
    page = browse().get("/sok/", {"q": "kulturmidler"}).content.decode()
    where = re.search(r'href="(/delegering/\?q=[^"]+)">Kulturmidler<', page)
    assert where, "the area of decision is found"
    assert "leder av Kultur" in browse().get(where[1]).content.decode()


@pytest.mark.parametrize(
    ("asked", "area"),
    [
        ("innkjøp 400 000 kr", "Innkjøp"),
        ("hvem kan avgjøre skjenkebevilling?", "Skjenkebevilling"),
    ],
)
def test_a_search_understands_a_question(browse, asked, area):
    page = browse().get("/sok/", {"q": asked}).content.decode()
    assert f">{area}</a>" in page
    assert "Ingenting annet ble funnet" in page
    nothing = browse().get("/sok/", {"q": "zzz"}).content.decode()
    assert '<p><a href="/delegering/">' in nothing
