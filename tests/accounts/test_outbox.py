"""What became of each message: sent, tried again, or not arrived; against a mail server that refuses."""

import re
import socket
import time
import urllib.parse
import urllib.request
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tannhjul.accounts import mail
from tannhjul.accounts.models import Letter
from tannhjul.accounts.notices import post
from tannhjul.core.clock import strike
from tannhjul.core.inbox import tasks
from tannhjul.meetings import queries
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Meeting
from tests.browser import free_port, served

pytestmark = pytest.mark.django_db


class Door:
    """A mail server's door: some addresses are refused, for good or for now."""

    def __init__(self):
        self.answers: dict[str, str] = {}
        self.taken: list[str] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        """Let it in, or say why not."""
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        """Take the message."""
        self.taken += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def server(settings):
    """A mail server of one's own: ``answers`` by address, and those ``taken``."""
    door = Door()
    held = Controller(door, hostname="127.0.0.1", port=free_port())
    held.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = held.hostname, held.port
    settings.EMAIL_TIMEOUT = 2
    yield door
    held.stop()


@pytest.fixture
def closed(settings):
    """A port where nobody answers."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = line.getsockname()


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    def go(*addresses, about=None):
        with django_capture_on_commit_callbacks(execute=True):
            post([["Emne", "Tekst", each] for each in addresses], about)
        return {row.to: row for row in Letter.objects.filter(to__in=addresses)}

    return go


class TestCarrying:
    def test_one_that_is_refused_stops_none_of_the_others(self, server, send):
        server.answers["b@example.org"] = "550 no such user"
        rows = send("a@example.org", "b@example.org", "c@example.org")
        assert server.taken == ["a@example.org", "c@example.org"]
        assert {to: row.state for to, row in rows.items()} == {
            "a@example.org": "sent",
            "b@example.org": "failed",
            "c@example.org": "sent",
        }
        assert rows["b@example.org"].fault == "550 no such user"

    def test_one_that_cannot_be_written_stops_none_of_the_others(self, server, send):
        rows = send("to\nlinjer@example.org", "æøå@example.org", "c@example.org")
        assert rows["to\nlinjer@example.org"].state == "failed"
        assert rows["c@example.org"].state == "sent"
        assert "waiting" not in {row.state for row in rows.values()}

    def test_one_that_is_refused_for_now_is_tried_again(self, server, send):
        server.answers["full@example.org"] = "452 mailbox full"
        row = send("full@example.org")["full@example.org"]
        assert (row.state, row.tries, row.fault) == ("waiting", 1, "452 mailbox full")
        mail.carry()
        assert Letter.objects.get(pk=row.pk).tries == 1, "not before its time"
        del server.answers["full@example.org"]
        Letter.objects.filter(pk=row.pk).update(next_at=row.written_at)
        mail.carry()
        row.refresh_from_db()
        assert (row.state, row.fault) == ("sent", "")
        assert server.taken == ["full@example.org"]

    def test_where_nobody_answers_all_waits_and_nothing_fails(self, closed, send):
        rows = send("a@example.org", "b@example.org")
        assert {row.state for row in rows.values()} == {"waiting"}
        tries = [rows[to].tries for to in ("a@example.org", "b@example.org")]
        assert tries == [1, 0], "the rest is not tried in vain"

    def test_it_is_given_up_after_two_days(self, closed, send):
        row = send("a@example.org")["a@example.org"]
        long_ago = row.written_at - timedelta(days=2)
        Letter.objects.filter(pk=row.pk).update(written_at=long_ago, next_at=long_ago)
        mail.carry()
        row.refresh_from_db()
        assert row.state == "failed"

    def test_of_two_who_send_at_once_one_does(self, server, send, closed):
        row = send("a@example.org")["a@example.org"]
        seen = Letter.objects.get(pk=row.pk)
        assert mail._take(seen)
        assert not mail._take(seen)

    def test_the_text_is_not_kept_when_it_is_settled(self, server, send):
        server.answers["b@example.org"] = "550 no"
        rows = send("a@example.org", "b@example.org")
        assert {row.text for row in rows.values()} == {""}

    def test_what_is_undone_is_not_sent(self, server):
        with transaction.atomic():
            post([["Emne", "Tekst", "a@example.org"]])
            transaction.set_rollback(True)
        mail.carry()
        assert server.taken == []

    def test_old_ones_are_forgotten(self, server, send, today):
        row = send("a@example.org")["a@example.org"]
        strike(today)
        assert Letter.objects.filter(pk=row.pk).exists()
        Letter.objects.filter(pk=row.pk).update(settled_at=row.written_at - timedelta(days=91))
        strike(today)
        assert not Letter.objects.filter(pk=row.pk).exists()


class TestSeen:
    @pytest.fixture
    def convened(
        self,
        server,
        ready_case,
        committee,
        secretary,
        now,
        today,
        django_capture_on_commit_callbacks,
    ):
        """A meeting to which one deputy or member could not be called."""
        meeting = agenda.plan(committee, now + timedelta(days=9), by=secretary, place="Rådhuset")
        agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
        person = queries.expected(meeting)[0].person
        person.email = "borte@example.org"
        person.save(update_fields=["email"])
        server.answers["borte@example.org"] = "550 no such user"
        with django_capture_on_commit_callbacks(execute=True):
            agenda.convene(meeting, by=secretary, today=today)
        return Meeting.objects.get(pk=meeting.pk)

    def test_the_desk_says_whom_it_did_not_reach(self, convened, server, browse):
        page = browse("sekretaer").get(reverse("meetings:desk", args=[convened.pk]))
        text = page.content.decode()
        assert "Nådde ikke fram til borte@example.org: 550 no such user" in text
        assert f"Sendt: {len(server.taken)}" in text

    def test_it_waits_for_the_secretary_until_something_reaches_the_address(
        self, convened, server, send, secretary, today
    ):
        def waits():
            return "borte@example.org" in {task.about for task in tasks(secretary, today)}

        assert waits()
        server.answers.clear()
        send("borte@example.org")
        assert not waits()

    def test_the_list_shows_each_and_tries_again(
        self, convened, server, send, browse, django_capture_on_commit_callbacks
    ):
        server.answers["full@example.org"] = "452 mailbox full"
        row = send("full@example.org", about=convened)["full@example.org"]
        page = browse("sekretaer")
        text = page.get(reverse("accounts:letters"), {"state": "waiting"}).content.decode()
        assert "full@example.org" in text
        assert "452 mailbox full" in text
        assert "borte@example.org" not in text
        server.answers.clear()
        with django_capture_on_commit_callbacks(execute=True):
            page.post(reverse("accounts:try_again"))
        row.refresh_from_db()
        assert row.state == "sent"

    def test_what_is_between_two_is_seen_by_no_secretary(self, server, send, browse):
        send("fortrolig@example.org")
        address = reverse("accounts:letters")
        assert "fortrolig@example.org" not in browse("sekretaer").get(address).content.decode()
        seen = browse("administrator").get(address).content.decode()
        assert "fortrolig@example.org" in seen
        assert "Emne" not in seen.replace("Emne</th>", "").replace('data-label="Emne"', "")
        assert browse("representant").get(address).status_code == 403

    def test_pages_ask_no_more_for_many(self, convened, send, browse):
        client = browse("sekretaer")

        def asked():
            with CaptureQueriesContext(connection) as queries_made:
                client.get(reverse("meetings:desk", args=[convened.pk]))
                client.get(reverse("accounts:letters"))
            return len(queries_made)

        few = asked()
        send(*(f"{n}@example.org" for n in range(30)), about=convened)
        assert asked() == few


@pytest.mark.once
def test_a_mail_server_that_hangs_keeps_no_page_waiting(lillevik):
    """The pages go on, and what was written is sent when the mail server answers."""
    door = Door()
    port = free_port()
    lillevik.ask(
        "from tannhjul.accounts.models import User\n"
        "User.objects.filter(username='demo-sekretaer').update(email='s@example.org')"
    )
    lillevik.env |= {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "TANNHJUL_MAIL_EVERY": "0.2",
    }
    with served(lillevik) as address:
        with socket.create_server(("127.0.0.1", port)):  # takes the call, and says nothing
            assert _ask_for_a_new_password(address, "s@example.org") == 200
            with urllib.request.urlopen(address, timeout=5) as page:
                assert page.status == 200
        lillevik.ask(
            "from django.utils.timezone import now\n"
            "from tannhjul.accounts.models import Letter\n"
            "Letter.objects.filter(state='waiting').update(next_at=now())"
        )
        held = Controller(door, hostname="127.0.0.1", port=port)
        held.start()
        try:
            for _ in range(300):
                if "s@example.org" in door.taken:
                    break
                time.sleep(0.1)
        finally:
            held.stop()
    assert "s@example.org" in door.taken


def _ask_for_a_new_password(address, email):
    """What a browser does with the form."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    path = f"{address}/logg-inn/glemt/"
    with browser.open(path, timeout=5) as form:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', form.read().decode()).group(1)
    data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": email}).encode()
    with browser.open(path, data, timeout=5) as answer:
        return answer.status
