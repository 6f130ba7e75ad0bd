"""Messages to people: written in the reader's language, sent after the transaction."""

from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from tannhjul.core.law import Refused

from .models import User
from .queries import way_in


@task()
def send(messages: list[list]) -> None:
    """Send messages, each (subject, text, recipient), over one connection."""
    send_mass_mail(
        [(subject, text, settings.DEFAULT_FROM_EMAIL, [to]) for subject, text, to in messages]
    )


def post(messages: Iterable[list]) -> None:
    """Send messages in the background once the transaction stands; without an address, none."""
    rows = [list(row) for row in messages if row[2]]
    if rows:
        transaction.on_commit(lambda: send.enqueue(rows))


def not_too_often(purpose: str, source: str | None) -> None:
    """Refuse to flood others with mail: twenty messages an hour from one network address."""
    key = f"mail:{purpose}:{source}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > 20:
        raise Refused(_("Too many have asked from your network in the last hour. Try again later."))


def letter(template: str, context: dict, language: str = "") -> tuple[str, str]:
    """(subject, text) in ``language``, else the municipality's: the first line is the subject."""
    with translation.override(language or settings.LANGUAGE_CODE):
        subject, _line, text = render_to_string(
            template, {**context, "site": settings.SITE_URL}
        ).partition("\n")
    return subject.strip(), text.strip() + "\n"


def invited(user: User) -> None:
    """Send a new user the address where a password is chosen."""
    post(
        [[*letter("accounts/mail/invited.txt", {"user": user, "way_in": way_in(user)}), user.email]]
    )


def forgotten(user: User) -> None:
    """Send someone who has forgotten the password the address where a new one is chosen."""
    context = {"user": user, "way_in": way_in(user)}
    post([[*letter("accounts/mail/forgotten.txt", context), user.email]])
