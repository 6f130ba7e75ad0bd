"""What is typed acts once, and is not lost with the session (wild F5, F24)."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tannhjul.accounts.models import User
from tannhjul.cases.models import Case
from tannhjul.core import clock
from tannhjul.meetings.models import Item, Meeting
from tannhjul.web import typed
from tannhjul.web.models import Sent
from tests.browser import DESK, Person, chromium, served

pytestmark = pytest.mark.django_db
TEXT = "En hel times arbeid om badeplassen."


def _mark(client, address):
    return re.search(r'name="once" value="([^"]+)"', _main(client, address)).group(1)


def _main(client, address):
    return client.get(address).content.decode().split("<main", 1)[1].split("</main", 1)[0]


@pytest.fixture
def draft():
    return Case.objects.filter(status="draft", officer__username="demo-saksbehandler").first()


@pytest.fixture
def paper(draft):
    return reverse("cases:write", args=[draft.pk])


def _sign_in(client, name):
    client.force_login(
        User.objects.get(username=f"demo-{name}"), "django.contrib.auth.backends.ModelBackend"
    )


def _typed(client, address, **more):
    page = client.get(address).content.decode()
    based = re.search(r'name="based_on"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="based_on"', page)
    facts = {"question": "Skal den bygges?", "background": TEXT, **more}
    if based:
        facts["based_on"] = based.group(1) or based.group(2)
    return {**facts, "once": _mark(client, address)}


class TestKept:
    def test_what_was_typed_stands_in_the_form_when_one_has_signed_in_again(
        self, browse, draft, paper
    ):
        client = browse("saksbehandler")
        sent = _typed(client, paper)
        Session.objects.all().delete()
        answer = client.post(paper, sent)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/logg-inn/?next=")
        assert TEXT not in browse().get(draft.get_absolute_url()).content.decode()
        _sign_in(client, "saksbehandler")
        shown = _main(client, paper)
        assert TEXT in shown
        assert "logget ut før dette ble lagret" in shown
        assert not draft.papers.filter(background=TEXT).exists(), "nothing is acted on before"
        again = {**sent, "once": _mark(client, paper)}
        assert client.post(paper, again).status_code == 302
        assert draft.papers.filter(background=TEXT).exists()
        assert "logget ut" not in _main(client, paper), "then it is forgotten"

    def test_nobody_else_at_the_same_browser_reads_it(self, browse, draft, paper):
        client = browse("saksbehandler")
        sent = _typed(client, paper)
        Session.objects.all().delete()
        client.post(paper, sent)
        _sign_in(client, "kommunedirektor")
        for address in (paper, draft.get_absolute_url(), "/"):
            assert TEXT not in client.get(address).content.decode()

    def test_signed_in_anew_in_another_window_nothing_is_lost(self, paper, draft):
        client = Client(enforce_csrf_checks=True)
        _sign_in(client, "saksbehandler")
        sent = _typed(client, paper)
        answer = client.post(
            paper,
            {**sent, "csrfmiddlewaretoken": "x" * 64},
            headers={"origin": "http://testserver"},
        )
        assert (answer.status_code, answer["Location"]) == (302, paper)
        assert TEXT in _main(client, paper)
        assert not draft.papers.filter(background=TEXT).exists()

    def test_what_no_form_of_the_page_takes_in_is_shown_to_be_copied(self, browse):
        meeting = Meeting.objects.filter(status="planned").first()
        desk = reverse("meetings:desk", args=[meeting.pk])
        client = browse("sekretaer")
        sent = {"title": "Orientering om ferja", "once": _mark(client, desk)}
        Session.objects.all().delete()
        client.post(
            reverse("meetings:add_item", args=[meeting.pk]),
            sent,
            headers={"referer": f"http://testserver{desk}"},
        )
        _sign_in(client, "sekretaer")
        shown = _main(client, desk)
        assert "Orientering om ferja" in shown
        assert "kopier det" in shown

    def test_a_ballot_and_a_password_are_never_kept(self, browse):
        client = browse("representant")
        once = _mark(client, reverse("accounts:change_password"))
        Session.objects.all().delete()
        client.post(
            reverse("accounts:change_password"), {"new_password1": "hemmelig-ord", "once": once}
        )
        kept = client.session.get("typed", [])
        assert not any("new_password1" in row["fields"] for row in kept)
        client.session.flush()
        item = Item.objects.filter(votes__isnull=False).first()
        vote = reverse("meetings:vote", args=[item.votes.first().pk])
        client.post(vote, {"choice": "against", "once": once})
        assert "typed" not in client.session

    def test_another_site_gives_no_reader_a_new_session(self, browse, paper):
        """A form of the attacker's own, sent from elsewhere, would sign the reader out."""
        mine = _mark(browse("saksbehandler"), paper)
        client = Client(enforce_csrf_checks=True)
        for headers in (
            {"origin": "https://ond.example"},
            {"referer": "https://ond.example/x"},
            {},
        ):
            answer = client.post(paper, {"background": TEXT, "once": mine}, headers=headers)
            assert answer.status_code == 403
            assert "sessionid" not in answer.cookies

    def test_two_windows_lose_nothing(self, browse, paper):
        client, other = browse("saksbehandler"), reverse("cases:open_case")
        first, second = _typed(client, paper), {"title": "To vinduer", "once": _mark(client, other)}
        Session.objects.all().delete()
        client.post(paper, first)
        client.post(other, second)
        _sign_in(client, "saksbehandler")
        assert TEXT in _main(client, paper)
        assert "To vinduer" in _main(client, other)

    def test_what_was_acted_on_before_the_session_ended_is_not_kept(self, browse, paper, draft):
        client = browse("saksbehandler")
        sent = _typed(client, paper)
        assert client.post(paper, sent).status_code == 302
        Session.objects.all().delete()
        answer = client.post(paper, sent)
        assert "/logg-inn/" not in answer["Location"]
        assert "typed" not in client.session

    @pytest.mark.parametrize("once", ["", "x", "1-abc", "1-abc.def"])
    def test_a_mark_that_is_not_ours_keeps_nothing(self, paper, once):
        client = Client()
        client.post(paper, {"background": TEXT, "once": once})
        assert "typed" not in client.session

    def test_it_goes_with_the_session(self, browse, paper, today):
        client = browse("saksbehandler")
        sent = _typed(client, paper)
        Session.objects.all().delete()
        client.post(paper, sent)
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
        Sent.objects.create(once="old")
        Sent.objects.update(at=timezone.now() - timedelta(days=3))
        clock.strike(today)
        assert not Session.objects.exists()
        assert not Sent.objects.exists()


class TestOnce:
    def test_a_button_pressed_twice_acts_once_and_leads_to_the_same(self, browse):
        meeting = Meeting.objects.filter(status="planned").first()
        desk, address = (reverse(f"meetings:{n}", args=[meeting.pk]) for n in ("desk", "add_item"))
        client, before = browse("sekretaer"), meeting.items.count()
        sent = {"title": "Orientering", "kind": "OS", "once": _mark(client, desk)}
        first, second = client.post(address, sent), client.post(address, sent)
        assert (first.status_code, second["Location"]) == (302, first["Location"])
        assert meeting.items.count() == before + 1
        assert client.post(address, {**sent, "once": _mark(client, desk)}).status_code == 302
        assert meeting.items.count() == before + 2, "sent from a new page it is another"

    def test_what_was_refused_may_be_sent_again(self, browse, paper):
        client = browse("saksbehandler")
        once = _mark(client, reverse("cases:open_case"))
        assert (
            client.post(reverse("cases:open_case"), {"title": "", "once": once}).status_code == 422
        )
        assert not Sent.objects.exists()

    def test_the_second_waits_for_the_first(self, browse, rf, monkeypatch):
        user = User.objects.get(username="demo-sekretaer")
        once = typed.mark(user)
        row = Sent.objects.create(once=once)
        request = rf.post("/x/", {"once": once})
        request.user, request.session, request._messages = user, {}, _Said()
        ends = iter([None, lambda: Sent.objects.filter(pk=row.pk).update(led_to="/saker/1/")])
        monkeypatch.setattr(typed.time, "sleep", lambda _s: (step := next(ends)) and step())
        assert typed.take(request)["Location"] == "/saker/1/"

    def test_what_was_stopped_in_the_middle_is_free_after_a_while(self, rf):
        user = User.objects.get(username="demo-sekretaer")
        once = typed.mark(user)
        Sent.objects.create(once=once)
        Sent.objects.update(at=timezone.now() - timedelta(minutes=3))
        request = rf.post("/x/", {"once": once})
        request.user, request.session = user, {}
        assert typed.take(request) is None

    def test_a_mark_of_somebody_else_takes_nothing(self, browse):
        other = typed.mark(User.objects.get(username="demo-ordforer"))
        client, before = browse("saksbehandler"), Case.objects.count()
        facts = {"title": "x", "once": other}
        client.post(reverse("cases:open_case"), facts)
        assert not Sent.objects.exists()
        assert Case.objects.count() == before


class _Said:
    def add(self, *_args):
        """Nothing is shown here."""


@pytest.mark.browser
@pytest.mark.once
def test_a_long_text_survives_the_night_and_a_quick_finger_acts_once(lillevik):
    with served(lillevik) as address, chromium() as browser:
        officer = Person(browser, address, DESK, "saksbehandler")
        officer.go("/saker/ny/")
        officer.write("Offentlig tittel", "Badeplass ved Fjordtun")
        officer.choose("Ansvarlig enhet", "Kultur")
        officer.write("Hvem som tok initiativet", "Fjordtun vel")
        officer.choose("Hvor initiativet kom fra", "Innbyggerne")
        officer.page.get_by_role("button", name="Lagre", exact=True).dblclick(
            delay=40, no_wait_after=True
        )
        officer.page.wait_for_url(re.compile(r"/saker/\d+/"))
        made = "from tannhjul.cases.models import Case\nprint(Case.objects.filter(title__startswith='Badeplass').count())"
        assert lillevik.ask(made) == "1"
        if "saksframlegg" not in officer.page.url:
            officer.press("Skriv saksframlegget")
        officer.write("Bakgrunn", TEXT)
        lillevik.ask(
            "from django.contrib.sessions.models import Session\nSession.objects.all().delete()"
        )
        with officer.page.expect_navigation():
            officer.page.get_by_role("button", name="Lagre", exact=True).click()
        assert "/logg-inn/" in officer.page.url
        with officer.page.expect_navigation():
            officer.page.locator(
                'form[action="/logg-inn/prov-som/demo-saksbehandler/"] button'
            ).click()
        officer.look()
        officer.sees(TEXT)
        officer.press("Lagre")
        officer.sees(TEXT)
