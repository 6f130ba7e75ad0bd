"""Messages to those who follow a case."""

from django.utils import translation

from tannhjul.accounts.notices import letter, post
from tannhjul.cases.models import Case
from tannhjul.core.verbs import named

from .models import Follow


def _message(template: str, row: Follow, **context) -> list[str]:
    subject, text = letter(template, {"follow": row, "case": row.case, **context}, row.language)
    return [subject, text, row.email]


def confirm(row: Follow) -> None:
    """Ask the owner of the address to confirm."""
    post([_message("portal/mail/confirm.txt", row)])


def news(case: Case, verb: str) -> None:
    """Tell the confirmed followers of a public case what has happened."""
    messages = []
    for row in case.followers.exclude(confirmed_at=None):
        with translation.override(row.language):
            what = str(named(verb))
        messages.append(_message("portal/mail/news.txt", row, what=what))
    post(messages)
