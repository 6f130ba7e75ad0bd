"""Naming whom to turn to about hate and threats, reporting them, and following them up.

The journal knows that something was reported, never what or by whom.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.accounts.notices import letter, post
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Person

from . import queries
from .enums import IncidentStatus
from .models import Incident, SafetyContact


@transaction.atomic
def name_contact(person: Person, guidelines: str, *, by, today: date) -> SafetyContact:
    """Whom elected members turn to from ``today``; the one before ends."""
    if person.user is None or not person.email:
        raise Refused(_("Whoever is turned to needs a way to sign in and an e-mail address."))
    for row in SafetyContact.objects.select_for_update(of=("self",)).filter(valid_to=None):
        if row.valid_from == today:
            row.delete()
            continue
        if today < row.valid_from:
            raise Refused(_("The one before began later than this date."))
        row.valid_to = today
        row.save(update_fields=["valid_to"])
    new = SafetyContact.objects.create(person=person, guidelines=guidelines, valid_from=today)
    record("safety.name_contact", new, by=by, person=person.pk)
    return new


@transaction.atomic
def report_incident(person: Person, *, by: Any, today: date, **facts: Any) -> Incident:
    """An elected member reports it; the contact is told that there is something to read."""
    contact = queries.safety_contact(today)
    if contact is None:
        raise Refused(_("Nobody has been named to turn to yet. Call the police if it is urgent."))
    if facts["happened_on"] > today:
        raise Refused(_("That day has not come yet."))
    row = Incident.objects.create(person=person, contact=contact.person, **facts)
    record("safety.report_incident", row, by=None)
    subject, text = letter("safety/mail/incident.txt", {"incident": row})
    post([[subject, text, contact.person.email]])
    return row


@transaction.atomic
def answer_incident(incident: Incident, answer: str, *, by: Any, today: date) -> Incident:
    """What has been done about it."""
    row = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    row.status, row.answer, row.answered_on = IncidentStatus.ANSWERED, answer, today
    row.save(update_fields=["status", "answer", "answered_on"])
    record("safety.answer_incident", row, by=None)
    subject, text = letter("safety/mail/incident_answered.txt", {"incident": row})
    post([[subject, text, row.person.email]])
    return row
