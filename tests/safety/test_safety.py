"""Hate and threats against elected members: whom to turn to, and what only the two of them read."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.organisation.models import Person
from tannhjul.safety import actions as safety
from tannhjul.safety.models import Incident, SafetyContact
from tannhjul.safety.queries import safety_contact

pytestmark = pytest.mark.django_db
ADDRESSES = ("safety", "report_incident", "incidents", "name_contact")


@pytest.fixture
def contact(secretary, today):
    person = Person.objects.get(user__username="demo-kommunedirektor")
    person.email = "kontakt@lillevik.example"
    person.save()
    return safety.name_contact(person, "Ring 112. Ta vare på alt.", by=secretary, today=today)


@pytest.fixture
def member(db):
    return Person.objects.get(user__username="demo-representant")


def _report(member, today, **more):
    facts = {"happened_on": today, "channel": "social", "text": "Vi vet hvor du bor."}
    return safety.report_incident(member, by=member.user, today=today, **{**facts, **more})


def test_guidelines_and_contact_are_open_to_all(contact, browse):
    page = browse().get(reverse("safety:safety")).content.decode()
    assert "Ta vare på alt." in page
    assert contact.person.name in page


@pytest.mark.source("004-10")
def test_only_the_two_of_them_read_it(contact, member, today, browse):
    row = _report(member, today)
    address = reverse("safety:incidents")
    for name, seen in (
        ("representant", True),
        ("kommunedirektor", True),
        ("sekretaer", False),
        ("ordforer", False),
        ("administrator", False),
        ("revisor", False),
        ("journalist", False),
    ):
        page = browse(name).get(address).content.decode()
        assert ("Vi vet hvor du bor." in page) is seen, name
    answer = reverse("safety:answer_incident", args=[row.pk])
    assert browse("representant").get(answer).status_code == 403
    assert browse("ordforer").get(answer).status_code == 404
    assert browse("kommunedirektor").post(answer, {"answer": "Anmeldt."}).status_code == 302
    assert "Anmeldt." in browse("representant").get(address).content.decode()


def test_neither_mail_nor_journal_says_what_or_who(
    contact, member, today, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        _report(member, today)
    (letter,) = mail.outbox
    assert letter.to == ["kontakt@lillevik.example"]
    assert "hvor du bor" not in letter.body
    assert member.name not in letter.body
    event = Event.objects.get(verb="safety.report_incident")
    assert (event.actor, event.facts) == (None, {})


def test_bad_input_is_said(member, today, browse, secretary):
    with pytest.raises(Refused, match="Ring politiet"):
        _report(member, today)
    nobody = Person.objects.create(name="Uten innlogging", email="x@lillevik.example")
    with pytest.raises(Refused, match="e-postadresse"):
        safety.name_contact(nobody, "Ring 112", by=secretary, today=today)
    member.email = "medlem@lillevik.example"
    member.save()
    safety.name_contact(member, "Ring 112", by=secretary, today=today)
    with pytest.raises(Refused, match="ikke kommet"):
        _report(member, today, happened_on=today + timedelta(days=1))
    address = reverse("safety:report_incident")
    sent = {"happened_on": today.isoformat(), "channel": "x", "text": "Tekst"}
    answer = browse("representant").post(address, sent)
    assert answer.status_code == 422
    assert "Tekst" in answer.content.decode()
    assert browse("sekretaer").get(address).status_code == 403
    assert not Incident.objects.exists()


def test_a_new_contact_takes_over_and_the_same_day_replaces(contact, member, secretary, today):
    later = today + timedelta(days=30)
    member.email = "medlem@lillevik.example"
    member.save()
    safety.name_contact(member, "Nye", by=secretary, today=later)
    with pytest.raises(Refused, match="begynte senere"):
        safety.name_contact(contact.person, "Før", by=secretary, today=today)
    assert safety_contact(today).person == contact.person
    assert safety_contact(later).person == member
    safety.name_contact(contact.person, "Igjen", by=secretary, today=later)
    assert safety_contact(later).guidelines == "Igjen"
    assert SafetyContact.objects.count() == 2
