"""One more module, that touches nothing but the list of apps and the addresses, is at home at once."""

import json

import pytest

from tests.installation import Installation, installation

ASK = """
import json, re
from django.core import mail
from django.test import Client
from django.utils.timezone import localdate
from icalendar import Calendar
from tannhjul.accounts.models import User
from tannhjul.core import findings
from tannhjul.core.models import Event
from tannhjul.portal.models import Follow
from tests.test_access import _addresses, _statuses
from tests.throwaway.potholes import actions
from tests.throwaway.potholes.models import Pothole

row = Pothole.objects.get()
url = row.get_absolute_url()

def client(name=None):
    made = Client()
    if name:
        user = User.objects.get(username=f"demo-{name}")
        made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return made

said = {}
page = client().get("/sok/", {"q": "hullet"}).content.decode()
said["found"] = url in page
said["narrowed"] = 'value="hull"' in page
said["waits"] = url in client("enhetsleder").get("/").content.decode()
said["waits for others"] = url in client("saksbehandler").get("/").content.decode()
said["menu"] = ['href="/hull/"' in client(who).get("/").content.decode()
    for who in ("enhetsleder", "saksbehandler")]
said["checked"] = [found.subject for found in findings.everything(localdate())]
events = Calendar.from_ical(client().get("/kalender.ics").content).walk("VEVENT")
said["calendar"] = row.title in {str(event["SUMMARY"]) for event in events}
said["coloured"] = 'data-color="success"' in client().get(url).content.decode()
event = Event.objects.get(verb="potholes.report")
said["event"] = [event.arena_kind, event.arena == row.body_id, event.matter == row.case_id,
    event.unit == row.unit_id, event.phase]
addresses = [each for each in _addresses() if each[0].startswith("potholes:")]
said["matrix"] = {role: _statuses(role, addresses) for role in ("innbygger", "enhetsleder")}
client().post(f"/folg/hull/{row.pk}/", {"email": "kari@example.org"})
client().post("/" + re.search(r"http\\S+", mail.outbox[-1].body).group().split("/", 3)[3])
Follow.objects.create(kind="sak", subject=row.case_id, email="ola@example.org", confirmed_at=event.at)
actions.mend(row, by=User.objects.get(username="demo-enhetsleder").acting("unit_leader"))
said["told"] = sorted(to for message in mail.outbox if "mended" in message.body for to in message.to)
said["coloured"] = said["coloured"], 'data-color="success"' in client().get(url).content.decode()
said["feeds"] = ["Pothole mended" in client().get(f"/feed/{kind}/{pk}/").content.decode()
    for kind, pk in (("hull", row.pk), ("sak", row.case_id), ("enhet", row.unit_id), ("organ", row.body_id))]
print(json.dumps(said))
"""


@pytest.fixture
def larger(bare, tmp_path):
    with installation(tmp_path / "home", like=bare) as made:
        made.env["DJANGO_SETTINGS_MODULE"] = "tests.throwaway.settings"
        yield made


def _answers(larger: Installation) -> dict:
    process = larger.script(ASK)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return json.loads(out.splitlines()[-1])


@pytest.mark.once
def test_it_is_found_waits_is_checked_followed_and_remembered(larger):
    loaded = larger.run("demo", "--no-serve")
    assert loaded.returncode == 0, loaded.stderr
    said = _answers(larger)
    assert said["found"]
    assert said["narrowed"]
    assert said["waits"]
    assert not said["waits for others"]
    assert said["menu"] == [True, False]
    assert said["checked"] == ["Hullet i Fjordveien"]
    assert said["calendar"]
    assert said["coloured"] == [False, True]
    assert said["event"] == ["body", True, True, True, "follow_up"]
    everyone = {"potholes:index": 200, "potholes:detail reported": 200}
    assert said["matrix"] == {
        "innbygger": {**everyone, "potholes:mend reported": 403},
        "enhetsleder": {**everyone, "potholes:mend reported": 200},
    }
    assert said["told"] == ["kari@example.org", "ola@example.org"]
    assert said["feeds"] == [True, True, True, True]
