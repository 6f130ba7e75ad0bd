"""Messages to people: written in the reader's language, sent after the transaction."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused

from . import mail
from .models import User
from .queries import way_in


def post(messages: Iterable[list], about: Any = None) -> None:
    """Send messages, each [subject, text, recipient], once the transaction stands; without an address, none.

    ``about``: the row whose page shows what became of them, where that is for the secretariat to know.
    """
    rows = [(subject, text, to) for subject, text, to in messages if to]
    if rows:
        mail.put(rows, about.get_absolute_url() if about else "")


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
