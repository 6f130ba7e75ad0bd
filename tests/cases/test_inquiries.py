"""Questions to the chief executive: the same answer to all group leaders at the same time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tannhjul.cases import queries
from tannhjul.cases.actions import inquiries
from tannhjul.cases.models import Case, Inquiry
from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.organisation.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    """A member; nobody has asked anything yet."""
    Inquiry.objects.all().delete()
    return Person.objects.get(user__username="demo-representant")


@pytest.fixture
def inquiry(member, secretary, now):
    return inquiries.inquire(
        member, "Brøyting", "Når brøytes gangveien?", by=secretary, at=now - timedelta(days=3)
    )


def test_a_group_leader_finds_the_answer_on_the_front_page(inquiry, chief, browse, now):
    assert "Kommunedirektøren har svart" not in browse("gruppeleder").get("/").content.decode()
    inquiries.answer_inquiry(inquiry, "Ja.", by=chief, at=now)
    assert inquiry.get_absolute_url() in browse("gruppeleder").get("/").content.decode()
    Inquiry.objects.filter(pk=inquiry.pk).update(answered_at=now - timedelta(days=15))
    assert "Kommunedirektøren har svart" not in browse("gruppeleder").get("/").content.decode()


@pytest.mark.source("002a-B12")
def test_the_answer_goes_to_all_group_leaders_in_one_moment(
    inquiry, secretary, now, django_capture_on_commit_callbacks, settings
):
    leaders = queries.group_leaders()
    assert leaders
    for person in [*leaders, inquiry.asker]:
        person.email = f"p{person.pk}@example.org"
        person.save()
    with django_capture_on_commit_callbacks(execute=True):
        inquiries.answer_inquiry(inquiry, "Før klokka seks.", by=secretary, at=now)
    assert {copy.person for copy in inquiry.copies.all()} == set(leaders)
    told = {to for letter in mail.outbox for to in letter.to}
    assert told == {person.email for person in [*leaders, inquiry.asker]}
    event = Event.objects.get(verb="cases.answer_inquiry", subject_id=inquiry.pk)
    assert (event.facts["copies"], event.facts["days"]) == (len(leaders), 3)


def test_it_is_answered_once(inquiry, secretary, now):
    inquiries.answer_inquiry(inquiry, "Ja.", by=secretary, at=now)
    with pytest.raises(Refused, match="allerede besvart"):
        inquiries.answer_inquiry(inquiry, "Nei.", by=secretary, at=now)
    inquiry.refresh_from_db()
    assert inquiry.answer == "Ja."


def test_how_long_it_takes_is_measured(inquiry, member, secretary, now):
    for days in (1, 10):
        row = inquiries.inquire(member, "x", "y", by=secretary, at=now - timedelta(days=days))
        inquiries.answer_inquiry(row, "z", by=secretary, at=now)
    inquiries.answer_inquiry(inquiry, "z", by=secretary, at=now)
    inquiries.inquire(member, "x", "y", by=secretary, at=now)
    assert queries.answer_times(Inquiry.objects.all()) == (1, 3, 3)


@pytest.mark.usefixtures("member")
def test_on_the_pages(browse):
    asker, chief = browse("representant"), browse("kommunedirektor")
    address = reverse("cases:inquire")
    assert asker.post(address, {"title": "Brøyting", "text": ""}).status_code == 422
    answer = asker.post(address, {"title": "Brøyting", "text": "Når?"})
    row = Inquiry.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert "Svar en folkevalgt" in chief.get("/").content.decode()
    assert "Det venter på kommunedirektøren" in browse().get(answer["Location"]).content.decode()
    reply = reverse("cases:answer_inquiry", args=[row.pk])
    assert asker.get(reply).status_code == 403
    assert chief.post(reply, {"text": "I morgen.", "ground": "13"}).status_code == 302
    for name, seen in (
        (None, False),
        ("journalist", False),
        ("ordforer", False),
        ("representant", True),
        ("gruppeleder", True),
        ("kommunedirektor", True),
    ):
        page = browse(name).get(row.get_absolute_url()).content.decode()
        assert ("I morgen." in page) is seen, name
        assert "Når?" in page


def test_a_question_about_a_case_stands_on_its_page(browse, ready_case):
    asker = browse("representant")
    address = reverse("cases:inquire") + f"?sak={ready_case.pk}"
    assert ready_case.title in asker.get(address).content.decode()
    asker.post(address, {"title": "Hva koster det?", "text": "Spør."})
    assert "Hva koster det?" in browse().get(ready_case.get_absolute_url()).content.decode()
    draft = Case.objects.get(title="Lekeplass på Solsiden")
    page = asker.get(reverse("cases:inquire") + f"?sak={draft.pk}").content.decode()
    assert draft.title not in page
