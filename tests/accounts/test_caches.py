"""Nothing that a signed-in reader was shown is kept where somebody else can find it."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tannhjul.cases.models import Case

pytestmark = pytest.mark.django_db


def test_what_a_signed_in_reader_is_shown_is_stored_nowhere(browse):
    for address in (
        "/",
        reverse("cases:detail", args=[Case.objects.first().pk]),
        reverse("portal:calendar"),
        reverse("portal:feed", args=["sak", Case.objects.first().pk]),
    ):
        answer = browse("sekretaer").get(address)
        assert answer.headers["Cache-Control"] == "private, no-store", address


def test_what_everyone_is_shown_may_be_kept(browse):
    assert "max-age=300" in browse().get(reverse("portal:calendar")).headers["Cache-Control"]


def test_signing_out_empties_the_browsers_cache(browse):
    answer = browse("sekretaer").post(reverse("accounts:sign_out"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/folg/%00/", "/folg/x%00y/slutt/", "/saker/%00"])
def test_an_address_with_a_sign_that_is_none_is_not_found(browse, address):
    assert browse().get(address).status_code == 404


def test_a_user_name_that_is_too_long_is_nobodys(browse):
    answer = browse().post(
        reverse("accounts:sign_in"), {"username": "a" * 300, "password": "riktig hest"}
    )
    assert answer.status_code in (200, 422)
    assert not get_user_model().objects.filter(username__startswith="aaa").exists()


def test_a_number_that_no_row_has_is_bad_input(browse):
    answer = browse("sekretaer").post(
        reverse("meetings:plan"), {"body": "9" * 30, "guests": ["9" * 30]}
    )
    assert answer.status_code in (400, 422)
