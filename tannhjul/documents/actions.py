"""Every write about documents."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply

from . import rules
from .intake import Taken
from .models import Document, Version


@transaction.atomic
def file(
    title: str,
    taken: Taken,
    *,
    kind: str,
    by,
    today: date,
    within: Model | None = None,
    ground: str = "",
    exempt_until: date | None = None,
    screened_title: str = "",
    elected_body: bool = False,
    **more,
) -> Document:
    """Register a document whose bytes have been taken in (``intake.keep``).

    ``within``: the case, meeting or claim that it comes to belong to.
    """
    comply(rules.postponed_to_the_future, exempt_until, today)
    if elected_body:
        comply(rules.ground_fits_elected_body, ground)
    row = Document.objects.create(
        title=title,
        kind=kind,
        ground=ground,
        exempt_until=exempt_until,
        screened_title=screened_title,
        **more,
    )
    _add(row, taken, by)
    record(
        "documents.file", row, by=by, within=within, kind=kind, ground=ground, sha256=taken.sha256
    )
    return row


@transaction.atomic
def revise(document: Document, taken: Taken, *, by, within: Model | None = None) -> Version:
    """Add a version; the earlier ones stay. ``within``: as when it was filed."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    version = _add(document, taken, by)
    facts = {"number": version.number, "sha256": taken.sha256}
    record("documents.revise", document, by=by, within=within, **facts)
    return version


@transaction.atomic
def take_down(
    document: Document,
    why: str,
    *,
    ground: str,
    title: str,
    by,
    at: datetime,
    within: Model | None = None,
) -> Document:
    """Close a document that was published by mistake to everyone but the secretary, title and all.

    ``title``: what it is called in public from now on. ``within``: as when it was filed.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.taken_down_at:
        raise Refused(_("The document has been taken down already."))
    titles = dict.fromkeys(each for each in (document.screened_title, document.title) if each)
    document.screened_title = " / ".join(titles)[:300]
    document.title, document.ground, document.exempt_until = title, ground, None
    document.taken_down_at, document.taken_down_why = at, why
    document.save()
    document.versions.update(taken_down_at=at)
    record("documents.take_down", document, by=by, within=within, ground=ground)
    return document


@transaction.atomic
def take_down_versions(document: Document, *, by, at: datetime, within: Model | None = None) -> int:
    """Close the versions there are, because a new one comes in their place; how many they were."""
    number = document.versions.filter(taken_down_at=None).update(taken_down_at=at)
    if number:
        record("documents.take_down_versions", document, by=by, within=within, number=number)
    return number


def _add(document: Document, taken: Taken, by) -> Version:
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        document=document,
        number=last + 1,
        key=taken.key,
        sha256=taken.sha256,
        size=taken.size,
        mime=taken.mime,
        extension=taken.extension,
        by_id=getattr(by, "pk", None),
    )
