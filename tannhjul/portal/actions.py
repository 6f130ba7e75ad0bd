"""Writes for the public pages: keeping the search index, following a case."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import Truncator
from modelsearch.backends import get_search_backend

from tannhjul.cases import queries as cases
from tannhjul.cases.models import Case, Paper
from tannhjul.core.journal import record
from tannhjul.decisions.models import Decision, Delegated
from tannhjul.dialogue.enums import Kind as GatheringKind
from tannhjul.dialogue.models import Gathering
from tannhjul.documents.intake import fetch
from tannhjul.documents.models import Version
from tannhjul.meetings.models import Item
from tannhjul.meetings.papers import closed
from tannhjul.organisation.models import Body, Person, Unit

from . import language, notices
from .enums import Audience, Kind
from .models import Entry, Follow, Word

AGAIN = timedelta(hours=1)


def _entry(kind: str, subject, *, title: str, text: str, public: bool, **more) -> Entry:
    return Entry(
        kind=kind,
        subject=subject.pk,
        audience=Audience.PUBLIC if public else Audience.RESTRICTED,
        title=title[:400],
        excerpt=Truncator(" ".join(text.split())).chars(220),
        url=subject.get_absolute_url(),
        terms=" ".join(language.stems(f"{title} {text}")),
        **more,
    )


def entries_of_case(case: Case) -> list[Entry]:
    """A case: its public title and what was approved for all; the rest for those who may read it."""
    body = case.steps.order_by("-order").values_list("body_id", flat=True).first()
    more = {"case": case, "state": case.status, "day": case.opened_on, "body_id": body}
    title, is_public = f"{case.reference} {case.title}", case.public_from is not None
    approved, newest = _text_of(case, cases.public_paper(case)), _text_of(case, cases.paper(case))
    out = []
    if is_public:
        text = "" if case.ground else approved
        out.append(_entry(Kind.CASE, case, title=title, text=text, public=True, **more))
    if case.ground or not is_public:
        hidden = f"{case.screened_title}\n{newest}"
        opens = case.exempt_until if is_public and not case.is_prepared else None
        out.append(
            _entry(Kind.CASE, case, title=title, text=hidden, public=False, opens_on=opens, **more)
        )
    return out


def _text_of(case: Case, paper: Paper) -> str:
    parts = [paper.question, paper.background, paper.assessment]
    if paper.number:
        rows = [] if case.is_prepared else case.alternatives.values_list("title", flat=True)
        parts += [*rows, *case.recommendations.values_list("text", flat=True)]
    return "\n".join(parts)


def _entry_of_record(case: Case) -> Entry:
    """An imported case: only its title, without a single query."""
    title = f"{case.reference} {case.title}"
    more = {"case": case, "state": case.status, "day": case.opened_on}
    return _entry(Kind.CASE, case, title=title, text="", public=True, **more)


def entries_of_item(item: Item, text: str | None = None) -> list[Entry]:
    """An item: found by its title, and by its decision where that is public."""
    content = item.resolution if text is None else text
    more = {
        "case": item.case,
        "body_id": item.body_id,
        "state": item.status,
        "day": item.meeting.starts_at.date(),
    }
    title = f"{item.reference} {item.title}".strip()
    if not closed(item):
        return [_entry(Kind.ITEM, item, title=title, text=content, public=True, **more)]
    return [
        _entry(Kind.ITEM, item, title=title, text="", public=True, **more),
        _entry(
            Kind.ITEM,
            item,
            title=title,
            text=f"{item.screened_title}\n{content}",
            public=False,
            **more,
        ),
    ]


def entries_of_decision(decision: Decision) -> list[Entry]:
    """A decision: its text for those who may read the item."""
    item = decision.item
    more = {"case": decision.case, "body_id": decision.body_id, "day": decision.decided_on}
    title = f"{item.reference} {item.title}"
    return [
        _entry(
            Kind.DECISION,
            decision,
            title=title,
            text=item.resolution,
            public=not closed(item),
            **more,
        )
    ]


def entries_of_delegated(row: Delegated) -> list[Entry]:
    """A delegated decision: by its public title, and by its text where that is public."""
    more = {"case": row.case, "day": row.decided_on}
    text = "" if row.is_exempt else row.text
    return [_entry(Kind.DELEGATED, row, title=str(row), text=text, public=True, **more)]


def entries_of_gathering(row: Gathering) -> list[Entry]:
    """A gathering that everyone can follow: by its title, its purpose and what came of it."""
    if row.kind == GatheringKind.PARTY:
        return []
    more = {"body_id": row.body_id, "state": row.status, "day": row.starts_at.date()}
    text = f"{row.purpose}\n{row.summary}"
    return [_entry(Kind.GATHERING, row, title=row.title, text=text, public=True, **more)]


def entries_of_body(body: Body) -> list[Entry]:
    """A body, by its names."""
    return [
        _entry(
            Kind.BODY,
            body,
            title=body.name,
            text=body.short,
            public=True,
            body=body,
            day=body.valid_from,
        )
    ]


def entries_of_unit(unit: Unit) -> list[Entry]:
    """A unit of the administration, by its name."""
    return [_entry(Kind.UNIT, unit, title=unit.name, text="", public=True, day=unit.valid_from)]


def entries_of_person(person: Person) -> list[Entry]:
    """Someone with a seat, by name and by the bodies."""
    seats = person.seats.select_related("body").order_by("valid_from", "pk")
    bodies = ", ".join(dict.fromkeys(seat.body.name for seat in seats))
    last = seats.last()
    day = last.valid_from if last else None
    return [_entry(Kind.PERSON, person, title=person.name, text=bodies, public=True, day=day)]


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
def index(kind: str, subject, entries: list[Entry]) -> None:
    """Replace what can be found of one subject."""
    for row in Entry.objects.filter(kind=kind, subject=subject.pk):
        row.delete()
    store(entries)


def index_batch(what: str, ids: Iterable[int]) -> None:
    """Index rows that an import has just brought, many at a time."""
    if what == "cases.case":
        rows = Case.objects.filter(pk__in=list(ids))
        store(map(_entry_of_record, rows))
    elif what == "meetings.item":
        items = Item.objects.filter(pk__in=list(ids)).select_related("meeting", "case")
        store(entry for item in items for entry in entries_of_item(item))
    elif what == "documents.version":
        versions = Version.objects.filter(pk__in=list(ids), document__ground="").select_related(
            "document__attachment__case"
        )
        store(map(_entry_of_text, versions))
    elif what == "organisation.body":
        store(
            entry
            for body in Body.objects.filter(pk__in=list(ids))
            for entry in entries_of_body(body)
        )


def _entry_of_text(version: Version) -> Entry:
    document, case = version.document, version.document.attachment.case
    text = fetch(version.key).decode(errors="replace")
    more = {"case": case, "state": case.status, "day": case.opened_on}
    return _entry(
        Kind.DOCUMENT, document, title=document.title, text=text, public=not case.ground, **more
    )


@transaction.atomic
def follow(case: Case, email: str, *, language_code: str, at: datetime) -> Follow:
    """Ask to hear of a case; a confirmation is sent, at most once an hour to an address."""
    row, created = Follow.objects.get_or_create(
        case=case, email=email.lower(), defaults={"language": language_code, "asked_at": at}
    )
    if row.confirmed_at is None and (created or row.asked_at < at - AGAIN):
        row.asked_at = at
        row.save(update_fields=["asked_at"])
        notices.confirm(row)
    return row


@transaction.atomic
def confirm(follow: Follow, *, at: datetime) -> Follow:
    """The owner of the address has confirmed."""
    follow.confirmed_at = at
    follow.save(update_fields=["confirmed_at"])
    record("portal.confirm", follow.case, by=None, matter=follow.case_id)
    return follow


@transaction.atomic
def unfollow(follow: Follow) -> None:
    """Stop following; the address is forgotten."""
    record("portal.unfollow", follow.case, by=None, matter=follow.case_id)
    follow.delete()
