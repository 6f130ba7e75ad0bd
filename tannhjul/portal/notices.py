"""Messages to those who follow something."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q
from django.utils import translation

from tannhjul.accounts.notices import letter, post
from tannhjul.core import subjects
from tannhjul.core.models import Event
from tannhjul.core.verbs import named

from .models import Follow


def _message(template: str, follow: Follow, **context) -> list[str]:
    subject, text = letter(template, {"follow": follow, **context}, follow.language)
    return [subject, text, follow.email]


def confirm(row: Follow) -> None:
    """Ask the owner of the address to confirm."""
    post([_message("portal/mail/confirm.txt", row, about=row.about)])


def news(event: Event, row: Model) -> None:
    """Tell the confirmed followers what has happened, if it is anybody's to know."""
    if not is_public(row):
        return
    messages = []
    for follow in Follow.objects.filter(_hears(event, row)).exclude(confirmed_at=None):
        about = follow.about
        if about is None or not is_public(about):
            continue
        with translation.override(follow.language):
            what = str(named(event.verb))
        where = row if hasattr(row, "get_absolute_url") else about
        messages.append(_message("portal/mail/news.txt", follow, about=about, row=where, what=what))
    post(messages)


def _hears(event: Event, row: Model) -> Q:
    """Those who follow the row itself, or the matter, body or unit that it happened in."""
    query = Q(kind=subjects.of(row).slug, subject=row.pk)
    for each in subjects.SUBJECTS.values():
        inside = getattr(event, each.coordinate) if each.coordinate else None
        if inside and (not each.arenas or event.arena_kind in each.arenas):
            query |= Q(kind=each.slug, subject=inside)
    return query & ~Q(kind="")


def is_public(row: Model) -> bool:
    """Whether everyone may know of a row: nobody follows anything else."""
    see = subjects.of(row).see
    return see is not None and see.allows(AnonymousUser(), row)
