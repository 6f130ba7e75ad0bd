"""Writes for the public pages: keeping the search index, following something."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modelsearch.backends import get_search_backend

from tannhjul.core import subjects
from tannhjul.core.journal import record
from tannhjul.core.law import Refused

from . import language, notices
from .enums import Audience
from .models import Entry, Follow, Word

AGAIN = timedelta(hours=1)
AT_A_TIME = 500


def entries_of(row: Model) -> Iterator[Entry]:
    """What a row is found by, as entries of the index."""
    about = subjects.of(row)
    if about.texts is None:
        return
    place = about.place(row)
    with translation.override(settings.LANGUAGE_CODE):
        texts = about.texts(row)
    for each in texts:
        yield Entry(
            kind=about.slug,
            subject=row.pk,
            audience=Audience.RESTRICTED if each.exempt else Audience.PUBLIC,
            title=each.title[:400],
            excerpt=Truncator(" ".join(each.text.split())).chars(220),
            url=row.get_absolute_url(),  # type: ignore[attr-defined]
            arena=each.arena or (place.arena if place.arena_kind == subjects.Arena.BODY else None),
            matter=place.matter,
            state=each.state,
            day=each.day,
            terms=" ".join(language.stems(f"{each.title} {each.text}")),
        )


def store(entries: Iterable[Entry]) -> None:
    """Put new entries into the index, many at a time."""
    rows = Entry.objects.bulk_create(list(entries), batch_size=500)
    words = {
        word
        for row in rows
        if row.audience == Audience.PUBLIC
        for word in row.terms.split()
        if 2 < len(word) <= 40
    }
    Word.objects.bulk_create(
        [Word(stem=word) for word in sorted(words)], batch_size=2000, ignore_conflicts=True
    )
    get_search_backend().get_index_for_model(Entry).add_items(Entry, rows)


@transaction.atomic
def index(row: Model) -> None:
    """Replace what can be found of one row."""
    for entry in Entry.objects.filter(kind=subjects.of(row).slug, subject=row.pk):
        entry.delete()
    store(entries_of(row))


def index_batch(what: str, ids: Iterable[int]) -> None:
    """Index rows that an import has just brought, many at a time."""
    about = subjects.by_key(what)
    if about is None or about.texts is None:
        return
    waiting = iter(ids)
    while some := list(islice(waiting, AT_A_TIME)):
        store(entry for row in about.rows().filter(pk__in=some) for entry in entries_of(row))


@transaction.atomic
def follow(row: Model, email: str, *, language_code: str, at: datetime) -> Follow:
    """Ask to hear of something; a confirmation is sent, at most once an hour to an address.

    Refused for what is not everybody's to know: its title would go to whatever address is typed.
    """
    if not notices.is_public(row):
        raise Refused(_("Only what everyone may know of can be followed by e-mail."))
    follow, created = Follow.objects.get_or_create(
        kind=subjects.of(row).slug,
        subject=row.pk,
        email=email.lower(),
        defaults={"language": language_code, "asked_at": at},
    )
    if follow.confirmed_at is None and (created or follow.asked_at < at - AGAIN):
        follow.asked_at = at
        follow.save(update_fields=["asked_at"])
        notices.confirm(follow)
    return follow


@transaction.atomic
def confirm(follow: Follow, *, at: datetime) -> Follow:
    """The owner of the address has confirmed; once, however often it is said."""
    follow = Follow.objects.select_for_update(of=("self",)).get(pk=follow.pk)
    if follow.confirmed_at:
        return follow
    follow.confirmed_at = at
    follow.save(update_fields=["confirmed_at"])
    if follow.about:
        record("portal.confirm", follow.about, by=None)
    return follow


@transaction.atomic
def unfollow(follow: Follow) -> None:
    """Stop following; the address is forgotten."""
    if follow.about:
        record("portal.unfollow", follow.about, by=None)
    follow.delete()
