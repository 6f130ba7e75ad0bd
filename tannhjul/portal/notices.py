"""Messages to those who follow a case."""

from django.conf import settings
from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from tannhjul.cases.models import Case
from tannhjul.core.verbs import named

from .models import Follow


@task()
def send(messages: list[list]) -> None:
    """Send messages, each (subject, text, recipient), over one connection."""
    send_mass_mail(
        [(subject, text, settings.DEFAULT_FROM_EMAIL, [to]) for subject, text, to in messages]
    )


def _message(template: str, row: Follow, **context) -> list[str]:
    with translation.override(row.language):
        full = {"follow": row, "case": row.case, "site": settings.SITE_URL, **context}
        subject, _line, text = render_to_string(template, full).partition("\n")
    return [subject.strip(), text.strip() + "\n", row.email]


def confirm(row: Follow) -> None:
    """Ask the owner of the address to confirm."""
    message = _message("portal/mail/confirm.txt", row)
    transaction.on_commit(lambda: send.enqueue([message]))


def news(case: Case, verb: str) -> None:
    """Tell the confirmed followers of a public case what has happened."""
    rows = case.followers.exclude(confirmed_at=None)
    messages = []
    for row in rows:
        with translation.override(row.language):
            what = str(named(verb))
        messages.append(_message("portal/mail/news.txt", row, what=what))
    if messages:
        transaction.on_commit(lambda: send.enqueue(messages))
