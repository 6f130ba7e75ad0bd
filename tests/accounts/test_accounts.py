"""Signing in: password, second factor, throttling, sessions, roles."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tannhjul.accounts import actions
from tannhjul.accounts.models import SignIn
from tannhjul.core.models import Event
from tannhjul.web.address import of_reader
from tests.browser import free_port

pytestmark = pytest.mark.django_db
PASSWORD = "Lillevik ved fjorden 9"
ADDRESS = "/logg-inn/"


@pytest.fixture
def kari(db):
    return actions.register(
        "kari", "Kari Prøve", email="kari@example.org", password=PASSWORD, by=None
    )


def _sign_in(client, password=PASSWORD, **more):
    return client.post(ADDRESS, {"username": "kari", "password": password, **more})


def test_signing_in_is_recorded_and_seen(kari):
    client = Client(headers={"user-agent": "Prøveleser"})
    assert _sign_in(client).status_code == 302
    assert SignIn.objects.get(user=kari).browser == "Prøveleser"
    assert Event.objects.filter(verb="accounts.sign_in", actor=kari).exists()
    assert "Prøveleser" in client.get(reverse("accounts:security")).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"username": "kari"},
        {"username": "kari", "password": "wrong"},
        {"username": "ukjent", "password": PASSWORD},
    ],
)
def test_a_wrong_password_is_explained(kari, sent):
    response = Client().post(ADDRESS, sent)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "https://evil.example\\@127.0.0.1",
    ],
)
def test_signing_in_never_leads_elsewhere(kari, url):
    assert _sign_in(Client(), next=url)["Location"] == "/"


def test_signing_in_leads_where_one_was_going(kari):
    assert _sign_in(Client(), next="/moter/")["Location"] == "/moter/"


def test_guessing_is_throttled(kari, settings):
    settings.AXES_ENABLED = True
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = _sign_in(client, "wrong")
    assert response.status_code == 429
    assert "femten minutter" in response.content.decode()
    assert _sign_in(client).status_code == 429, "the right password does not open a locked door"


def _code(device):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{totp.token():06}"


def test_what_one_does_to_the_own_account_is_recorded(kari):
    client = Client()
    _sign_in(client)
    device = TOTPDevice.objects.create(user=kari, confirmed=False, name="app")
    client.post(
        reverse("accounts:set_up_second_factor"), {"code": _code(device), "password": PASSWORD}
    )
    new = "en helt annen hest"
    client.post(
        reverse("accounts:change_password"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    told = set(Event.objects.filter(actor_id=kari.pk).values_list("verb", flat=True))
    assert {"accounts.set_up_second_factor", "accounts.choose_password"} <= told
    assert client.get(reverse("accounts:security")).status_code == 200, "this browser stays in"


def test_a_second_factor_is_set_up_and_then_asked_for(kari):
    client = Client()
    _sign_in(client)
    page = client.get(reverse("accounts:set_up_second_factor")).content.decode()
    assert "data:image/svg" in page
    device = TOTPDevice.objects.get(user=kari, confirmed=False)
    stranger = client.post(
        reverse("accounts:set_up_second_factor"), {"code": _code(device), "password": "wrong"}
    )
    assert stranger.status_code == 422, "an open browser is not enough"
    wrong = client.post(
        reverse("accounts:set_up_second_factor"), {"code": "000000", "password": PASSWORD}
    )
    assert wrong.status_code == 422
    TOTPDevice.objects.filter(pk=device.pk).update(throttling_failure_count=0)
    assert (
        client.post(
            reverse("accounts:set_up_second_factor"), {"code": _code(device), "password": PASSWORD}
        ).status_code
        == 302
    )
    other = Client()
    assert _sign_in(other)["Location"] == reverse("accounts:second_factor")
    assert other.get(reverse("accounts:security")).status_code == 302, (
        "half signed in is not signed in"
    )
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    assert other.post(reverse("accounts:second_factor"), {"code": "abc"}).status_code == 422
    assert other.post(reverse("accounts:second_factor"), {"code": _code(device)}).status_code == 302
    assert other.get(reverse("accounts:security")).status_code == 200
    third = Client()
    _sign_in(third)
    assert (
        third.post(reverse("accounts:second_factor"), {"code": _code(device)}).status_code == 422
    ), "a code is good once"


def test_the_code_page_needs_the_password_first():
    assert Client().get(reverse("accounts:second_factor"))["Location"] == ADDRESS


def test_a_session_can_be_ended_from_another_browser(kari):
    one, two = Client(), Client()
    _sign_in(one)
    _sign_in(two)
    row = SignIn.objects.get(session_key=one.session.session_key)
    assert two.post(reverse("accounts:end_sign_in", args=[row.pk])).status_code == 302
    assert one.get(reverse("accounts:security")).status_code == 302
    assert two.get(reverse("accounts:security")).status_code == 200


def test_nobody_ends_the_sessions_of_others(kari, browse):
    client = Client()
    _sign_in(client)
    row = SignIn.objects.get(user=kari)
    assert (
        browse("administrator").post(reverse("accounts:end_sign_in", args=[row.pk])).status_code
        == 404
    )


def test_signing_out_forgets_the_session(kari):
    client = Client()
    _sign_in(client)
    client.post(reverse("accounts:sign_out"))
    assert not SignIn.objects.filter(user=kari).exists()


@pytest.mark.parametrize("new", ["kort", "passord", "kari prøve 12", ""])
def test_a_weak_password_is_refused(kari, new):
    client = Client()
    _sign_in(client)
    response = client.post(
        reverse("accounts:change_password"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert response.status_code == 422


def test_a_new_password_keeps_this_session(kari):
    client = Client()
    _sign_in(client)
    new = "Fjorden ved Lillevik 10"
    client.post(
        reverse("accounts:change_password"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert client.get(reverse("accounts:security")).status_code == 200
    assert _sign_in(Client()).status_code == 422


def test_one_chooses_the_hat_and_only_among_ones_own(browse):
    client = browse("ordforer")
    client.post(reverse("accounts:act_as"), {"role": "councillor"})
    assert client.session["role"] == "councillor"
    client.post(reverse("accounts:act_as"), {"role": "chief_executive"})
    assert client.session["role"] == "councillor"


def test_trying_as_someone_exists_only_in_the_demonstration(settings, kari):
    assert Client().post("/logg-inn/prov-som/kari/").status_code == 404
    assert Client().post("/logg-inn/prov-som/demo-ordforer/").status_code == 302
    settings.DEMO = False
    assert Client().post("/logg-inn/prov-som/demo-ordforer/").status_code == 404
    assert "prov-som" not in Client().get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("code", "word"), [("nb", "Saker"), ("nn", "Møte"), ("en", "Cases"), ("xx", "Saker")]
)
def test_the_reader_chooses_the_language(code, word):
    client = Client(headers={"accept-language": "de"})
    client.post(reverse("accounts:language"), {"language": code})
    response = client.get("/")
    assert word in response.content.decode()


def test_headers_that_protect():
    response = Client().get("/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("proxies", "told", "found"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        (2, "1.2.3.4, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, proxies, told, found):
    settings.PROXIES = proxies
    assert of_reader(rf.get("/", headers={"X-Forwarded-For": told})) == found


def test_behind_a_proxy_each_has_an_address_and_nobody_chooses_it(kari, settings):
    settings.AXES_ENABLED, settings.PROXIES = True, 1
    for n in range(settings.AXES_FAILURE_LIMIT):
        forged = Client(headers={"X-Forwarded-For": f"10.9.8.{n}, 198.51.100.1"})
        _sign_in(forged, "feil")
    assert _sign_in(forged).status_code == 429, "another header is no other address"
    owner = Client(headers={"X-Forwarded-For": "203.0.113.5"})
    assert _sign_in(owner).status_code == 302


def test_guessing_from_elsewhere_does_not_lock_the_owner_out(kari, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client(REMOTE_ADDR="192.0.2.7").post(ADDRESS, {"username": "kari", "password": "wrong"})
    assert _sign_in(Client(REMOTE_ADDR="192.0.2.8")).status_code == 302


def test_what_is_larger_than_any_upload_is_turned_away_unread(settings):
    response = Client().post(
        ADDRESS, b"x", content_type="text/plain", headers={"content-length": "200000000"}
    )
    assert response.status_code == 413
    assert "100 MB" in response.content.decode()


class _Postbox:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope)
        return "250 OK"


def test_mail_goes_through_a_real_server(
    db, settings, users, today, django_capture_on_commit_callbacks
):
    postbox = _Postbox()
    port = free_port()
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        with django_capture_on_commit_callbacks(execute=True):
            actions.invite("ase@lillevik.example", "Åse Ødegård", [], by=None, today=today)
    finally:
        server.stop()
    (letter,) = postbox.letters
    message = message_from_bytes(letter.content, policy=policy.default)
    assert letter.rcpt_tos == ["ase@lillevik.example"]
    assert message["Subject"] == "Du kan logge inn i det politiske systemet"
    assert "Hei Åse Ødegård" in message.get_content()
