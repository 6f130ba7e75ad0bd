"""Users: invited, let in, blocked, and the ways back for those who have lost theirs."""

import re

import pytest
from django.core import mail
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tannhjul.accounts import actions as accounts
from tannhjul.accounts.models import User
from tannhjul.accounts.queries import roles_of
from tannhjul.core.enums import Role
from tannhjul.core.journal import verify


@pytest.mark.django_db
class TestUsers:
    PASSWORD = "Lillevik ved fjorden 9"

    @pytest.fixture
    def invited(self, browse, django_capture_on_commit_callbacks):
        data = {"name": "Siv Berge", "email": "Siv@Lillevik.example", "roles": ["secretary"]}
        with django_capture_on_commit_callbacks(execute=True):
            assert browse("administrator").post("/brukere/ny/", data).status_code == 302
        return User.objects.get(username="siv@lillevik.example")

    def _way_in(self):
        return re.search(r"(/logg-inn/velg/\S+)", mail.outbox[-1].body).group(1)

    def test_the_way_in_works_once(self, invited):
        client, way_in = Client(), self._way_in()
        assert client.get(way_in).status_code == 200
        chosen_once = {"new_password1": self.PASSWORD, "new_password2": self.PASSWORD}
        assert (
            client.post(way_in, {"new_password1": "kort", "new_password2": "kort"}).status_code
            == 422
        )
        assert client.post(way_in, chosen_once)["Location"] == "/logg-inn/"
        again = client.post(way_in, chosen_once)
        assert again.status_code == 410
        assert "virker ikke lenger" in again.content.decode()
        entered = {"username": invited.username, "password": self.PASSWORD}
        assert client.post("/logg-inn/", entered).status_code == 302

    @pytest.mark.parametrize("key", ["x", "LTE", "MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "%F0"])
    def test_a_way_in_that_was_never_given(self, db, key):
        assert Client().get(f"/logg-inn/velg/{key}/abc-def/").status_code == 410

    def test_forgotten_says_the_same_to_everyone(self, invited, django_capture_on_commit_callbacks):
        mail.outbox.clear()
        for address in (invited.email, "ingen@lillevik.example"):
            with django_capture_on_commit_callbacks(execute=True):
                response = Client().post("/logg-inn/glemt/", {"email": address}, follow=True)
            assert "er en melding på vei dit" in response.content.decode()
        assert [m.to for m in mail.outbox] == [[invited.email]]

    def test_forgotten_cannot_flood(self, invited):
        answers = [Client().post("/logg-inn/glemt/", {"email": "a@b.no"}) for _ in range(25)]
        assert answers[-1].status_code == 422

    def test_a_blocked_user_is_out_at_once(self, invited, browse):
        client = Client()
        client.force_login(invited, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/sikkerhet/").status_code == 200
        browse("administrator").post(f"/brukere/{invited.pk}/steng/")
        assert client.get("/sikkerhet/").status_code == 302
        browse("administrator").post(f"/brukere/{invited.pk}/apne/")
        assert client.get("/sikkerhet/").status_code == 200

    def test_a_lost_phone_and_a_wrong_address_are_put_right(self, invited, browse):
        admin = browse("administrator")
        address = f"/brukere/{invited.pk}/kode/"
        assert admin.post(address).status_code == 422
        TOTPDevice.objects.create(user=invited, name="app", confirmed=True)
        assert "Fjern kodekravet" in admin.get(f"/brukere/{invited.pk}/").content.decode()
        assert browse("sekretaer").post(address).status_code == 404
        assert admin.post(address).status_code == 302
        assert not TOTPDevice.objects.filter(user=invited).exists()
        correct = f"/brukere/{invited.pk}/rett/"
        assert admin.post(correct, {"name": "Siv", "email": "x"}).status_code == 422
        assert admin.post(correct, {"name": "Siv", "email": "siv@ny.no"}).status_code == 302
        invited.refresh_from_db()
        assert (invited.name, invited.email) == ("Siv", "siv@ny.no")

    def test_the_last_administrator_stays(self, browse, today):
        only = User.objects.get(username="demo-administrator")
        for address in (
            f"/brukere/{only.pk}/steng/",
            f"/brukere/{only.pk}/rolle/system_administrator/avslutt/",
        ):
            response = browse("administrator").post(address)
            assert response.status_code == 422
            assert "eneste systemadministratoren" in response.content.decode()
        accounts.give_role(
            User.objects.get(username="demo-sekretaer"),
            Role.SYSTEM_ADMINISTRATOR,
            by=None,
            today=today,
        )
        browse("administrator").post(f"/brukere/{only.pk}/rolle/system_administrator/avslutt/")
        assert roles_of(only, today) == []

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"email": "x"}, "gyldig"),
            ({"email": "siv@lillevik.example"}, "kan allerede logge inn"),
            ({"name": ""}, "påkrevet"),
            ({"roles": ["king"]}, "Velg"),
            ({"roles": []}, "påkrevet"),
        ],
    )
    def test_bad_invitations(self, invited, browse, changed, says):
        data = {"name": "A", "email": "a@x.no", "roles": ["secretary"], **changed}
        response = browse("administrator").post("/brukere/ny/", data)
        assert response.status_code == 422
        assert says in response.content.decode()

    def test_only_an_administrator_keeps_users(self, browse, invited):
        for name in (None, "sekretaer", "kommunedirektor", "ordforer"):
            assert browse(name).get(f"/brukere/{invited.pk}/").status_code in (302, 404)
            assert browse(name).post(f"/brukere/{invited.pk}/steng/").status_code in (302, 404)
        assert verify()[1] == ""

    def test_everyone_is_found(self, browse, invited):
        assert "Siv Berge" in browse("administrator").get("/brukere/?q=siv").content.decode()
        assert (
            "Ingen med det navnet"
            in browse("administrator").get("/brukere/?q=qqq").content.decode()
        )


def test_a_first_administrator_is_made_by_command(house):
    bad = house.run("invite", "kari", "--name", "Kari")
    assert bad.returncode == 2
    assert "e-post" in bad.stderr
    assert house.run("invite", "kari@x.no", "--name", "x" * 200).returncode == 2
    good = house.run("invite", "kari@x.no", "--name", "Kari")
    assert good.returncode == 0
    assert "/logg-inn/velg/" in good.stdout
    assert house.run("invite", "kari@x.no", "--name", "Kari").returncode == 0, "a new way in"
