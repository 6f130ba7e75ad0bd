"""Messages to members and deputies. Sent after the transaction, in the background."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from tannhjul.organisation import queries as organisation

from .models import Call, Meeting
from .queries import day_of


@task()
def send(messages: list[list]) -> None:
    """Send messages, each (subject, text, recipient), over one connection."""
    send_mass_mail(
        [(subject, text, settings.DEFAULT_FROM_EMAIL, [to]) for subject, text, to in messages]
    )


def _later(messages: Iterable[list]) -> None:
    rows = [list(row) for row in messages if row[2]]
    if rows:
        transaction.on_commit(lambda: send.enqueue(rows))


def _text(template: str, context: dict) -> tuple[str, str]:
    """(subject, text): the first line of the template is the subject."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, _line, text = render_to_string(
            template, {**context, "site": settings.SITE_URL}
        ).partition("\n")
    return subject.strip(), text.strip() + "\n"


def convened(meeting: Meeting) -> None:
    """Tell members and deputies that the meeting is convened."""
    day = day_of(meeting)
    seats = [*organisation.members(meeting.body, day), *organisation.deputies(meeting.body, day)]
    subject, text = _text("meetings/mail/convened.txt", {"meeting": meeting})
    _later([subject, text, seat.person.email] for seat in seats)


def called(call: Call) -> None:
    """Ask a deputy to come."""
    subject, text = _text("meetings/mail/called.txt", {"call": call, "meeting": call.meeting})
    _later([[subject, text, call.deputy.email]])


def to_sign(meeting: Meeting) -> None:
    """Ask those chosen to sign the minutes."""
    subject, text = _text("meetings/mail/to_sign.txt", {"meeting": meeting})
    people = meeting.signatures.select_related("person")
    _later([subject, text, row.person.email] for row in people)
