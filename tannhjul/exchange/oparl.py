"""A whole council information system in OParl 1.1, as a historical record, in bulk.

Source: the folder oparl-karlsruhe. Batches are whole or absent, and what is already here is passed
over, so an import that was stopped can be run again. One event for each batch.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from tqdm import tqdm

from tannhjul.cases.enums import Outcome
from tannhjul.cases.models import Attachment, Case
from tannhjul.core.journal import next_number, pack, record
from tannhjul.core.law import Refused
from tannhjul.decisions.models import Decision
from tannhjul.documents import intake
from tannhjul.documents.models import Document, Version
from tannhjul.meetings.models import Item, Meeting, MeetingDocument
from tannhjul.organisation import actions as organisation
from tannhjul.organisation.models import Body, Entity

from .reading import field, json_of, lines_of
from .report import Report

SOURCE = "oparl"
BATCH = 1_000
EARLIEST = date(1989, 1, 1)
POLITICAL = ("Antrag", "Anfrage", "Änderungs", "Haushalt")
OUTCOMES = [
    ("abgelehnt", Outcome.REJECTED),
    ("vertagt", Outcome.POSTPONED),
    ("verwiesen", Outcome.RETURNED),
    ("beschlossen", Outcome.ADOPTED),
    ("beschlusstext", Outcome.ADOPTED),
    ("zugestimmt", Outcome.ADOPTED),
    ("zustimmung", Outcome.ADOPTED),
    ("genehmigt", Outcome.ADOPTED),
    ("gewählt", Outcome.ADOPTED),
]


def load(path: Path, show: bool = False) -> Report:
    """Import organisations, papers with files and texts, meetings with agendas."""
    report = Report(SOURCE)
    if not Entity.objects.exists():
        organisation.establish("Karlsruhe (OParl)", "9902", 308_000, by=None)
    bodies = _bodies(json_of(path / "organizations.json", list), report)
    submitters = json_of(path / "paper-submitters.json", dict)
    texts = {file.stem: file for file in (path / "texts").glob("*.txt")}
    papers = _Papers(report, submitters, texts)
    for batch in _batches(lines_of(path / "papers.jsonl.gz"), show, "papers", 14_004):
        papers.take(batch)
    meetings = _Meetings(report, bodies, papers.consultations(path))
    for batch in _batches(
        lines_of(path / "meetings.jsonl.gz"), show, "meetings", 2_609, BATCH // 4
    ):
        meetings.take(batch)
    meetings.tell()
    return report


def _batches(
    rows: Iterable[dict], show: bool, what: str, total: int, size: int = BATCH
) -> Iterator[list[dict]]:
    bar = tqdm(total=total, disable=not show, desc=what)
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch
        bar.update(len(batch))
    bar.close()


def _short(url: str) -> str:
    """The last parts of an OParl id: "papers/vo/54486" -> "vo/54486"."""
    parts = url.rstrip("/").split("/")
    return "/".join(parts[-2:])


def _event(what: str, rows: Iterable[Any]) -> None:
    ids = [row.pk for row in rows]
    if ids:
        record("exchange.batch", Entity.objects.get(), by=None, what=what, ids=pack(ids))


def _known(model: Any, ids: Iterable[str]) -> dict[str, int]:
    """source id -> pk of what is already here."""
    rows = model.objects.filter(source=SOURCE, source_id__in=list(ids))
    return dict(rows.values_list("source_id", "pk"))


@transaction.atomic
def _bodies(rows: list[dict], report: Report) -> dict[str, Body]:
    have = {body.source_id: body for body in Body.objects.filter(source=SOURCE)}
    new = []
    for row in rows:
        key = _short(field(row, "id", "organizations.json"))
        name = row.get("name") or ""
        if key in have or not name:
            continue
        kind = (
            "council"
            if name == "Gemeinderat"
            else "committee"
            if "ausschuss" in name.lower()
            else "other"
        )
        start = parse_date(row.get("startDate") or "") or EARLIEST
        new.append(
            Body(
                name=name[:160],
                short=f"KA-{key.replace('/', '-')}"[:20],
                kind=kind,
                valid_from=start,
                source=SOURCE,
                source_id=key,
            )
        )
    for body in Body.objects.bulk_create(new):
        have[body.source_id] = body
    _event("organisation.body", new)
    report.add("bodies", len(new))
    return have


def _document(file: dict, kind: str) -> Document:
    name = file.get("name") or file.get("fileName") or "fil"
    return Document(
        title=name[:300],
        kind=kind,
        external_url=(file.get("accessUrl") or file.get("downloadUrl") or "")[:500],
        source=SOURCE,
        source_id=_short(file["id"]),
    )


class _Papers:
    """Papers become cases, their files documents, the texts versions of those."""

    def __init__(self, report: Report, submitters: dict, texts: dict[str, Path]):
        self.report, self.texts = report, texts
        self.factions = submitters.get("factions", {})
        self.by_paper = submitters.get("papers", {})
        self.case_of: dict[str, int] = {}

    @transaction.atomic
    def take(self, rows: list[dict]) -> None:
        """One batch."""
        keys = [_short(field(row, "id", "papers.jsonl.gz")) for row in rows]
        known = _known(Case, keys)
        fresh = [(key, row) for key, row in zip(keys, rows, strict=True) if key not in known]
        alive = [(key, row) for key, row in fresh if not row.get("deleted")]
        self.report.add("papers marked as deleted at the source", len(fresh) - len(alive))
        cases = Case.objects.bulk_create(
            self._numbered([self._case(key, row) for key, row in alive])
        )
        made = {case.source_id: case.pk for case in cases}
        for key, row in zip(keys, rows, strict=True):
            for each in row.get("consultation", []):
                if pk := known.get(key) or made.get(key):
                    self.case_of[_short(each["id"])] = pk
        self._files(alive, made)
        _event("cases.case", cases)
        self.report.add("papers", len(cases))

    def _case(self, key: str, row: dict) -> Case:
        day = parse_date(row.get("date") or "")
        if day is None:
            self.report.find(f"paper {key} has no date; the day it was entered is used")
            day = datetime.fromisoformat(row["created"]).date()
        who = [self.factions.get(code, code) for code in self.by_paper.get(key.split("/")[-1], [])]
        political = str(row.get("paperType", "")).startswith(POLITICAL)
        return Case(
            title=(row.get("name") or "–")[:300],
            year=day.year,
            label=row.get("reference", "")[:40],
            status="record",
            opened_on=day,
            public_from=day,
            initiative_by=", ".join(who)[:160],
            initiative_gear="politics" if political else "administration",
            source=SOURCE,
            source_id=key,
        )

    @staticmethod
    def _numbered(cases: list[Case]) -> list[Case]:
        """Numbers in our own series, a block for each year in the batch."""
        years: dict[int, list[Case]] = defaultdict(list)
        for case in cases:
            years[case.year].append(case)
        for year, group in sorted(years.items()):
            last = next_number("case", year, len(group))
            for number, case in enumerate(group, last - len(group) + 1):
                case.number = number
        return cases

    def _files(self, rows: list[tuple[str, dict]], made: dict[str, int]) -> None:
        files = [
            (made[key], place, file)
            for key, row in rows
            for place, file in enumerate(row.get("auxiliaryFile", []), 1)
        ]
        documents = Document.objects.bulk_create(
            _document(file, "attachment") for _case, _place, file in files
        )
        Attachment.objects.bulk_create(
            Attachment(case_id=case, document=document, order=place)
            for (case, place, _file), document in zip(files, documents, strict=True)
        )
        self.report.add("files", len(documents))
        self._texts(documents)

    def _texts(self, documents: list[Document]) -> None:
        versions = []
        for document in documents:
            path = self.texts.get(document.source_id.split("/")[-1])
            if path is None:
                continue
            try:
                taken = intake.keep(path.read_bytes())
            except Refused as fault:
                self.report.find(f"text {path.name}: {fault}")
                continue
            versions.append(
                Version(
                    document=document,
                    number=1,
                    key=taken.key,
                    sha256=taken.sha256,
                    size=taken.size,
                    mime=taken.mime,
                    extension=taken.extension,
                )
            )
        Version.objects.bulk_create(versions)
        _event("documents.version", versions)
        self.report.add("texts", len(versions))

    def consultations(self, path: Path) -> dict[str, int]:
        """consultation -> case, from the papers and from the list of consultations."""
        papers = {}
        for row in json_of(path / "consultations.json", list):
            papers[_short(row["id"])] = _short(row["paper"])
        known = _known(Case, set(papers.values()))
        extra = {key: known[paper] for key, paper in papers.items() if paper in known}
        return {**extra, **self.case_of}


class _Meetings:
    """Meetings, their agendas and their documents."""

    def __init__(self, report: Report, bodies: dict[str, Body], case_of: dict[str, int]):
        self.report, self.bodies, self.case_of = report, bodies, case_of
        self.odd: Counter[str] = Counter()
        self.example: dict[str, str] = {}

    def _note(self, what: str, key: str) -> None:
        self.odd[what] += 1
        self.example.setdefault(what, key)

    def tell(self) -> None:
        """One finding for each kind of oddity, with its number and an example."""
        for what, number in self.odd.items():
            self.report.find(f"{number} {what} (first: {self.example[what]})")

    @transaction.atomic
    def take(self, rows: list[dict]) -> None:
        """One batch."""
        keys = [_short(field(row, "id", "meetings.jsonl.gz")) for row in rows]
        known = _known(Meeting, keys)
        fresh = [(key, row) for key, row in zip(keys, rows, strict=True) if key not in known]
        made = {
            m.source_id: m
            for m in Meeting.objects.bulk_create(
                filter(None, (self._meeting(k, r) for k, r in fresh))
            )
        }
        items = [
            self._item(made[key], place, row)
            for key, meeting in fresh
            if key in made
            for place, row in enumerate(
                sorted(meeting.get("agendaItem", []), key=lambda r: r.get("order", 0)), 1
            )
        ]
        Item.objects.bulk_create(items)
        Decision.objects.bulk_create(
            self._decision(item) for item in items if item.outcome == Outcome.ADOPTED
        )
        self._documents(fresh, made)
        _event("meetings.item", items)
        _event("meetings.meeting", made.values())
        self.report.add("meetings", len(made))
        self.report.add("agenda items", len(items))

    def _body(self, row: dict) -> Body | None:
        """The body of a meeting; one that the list of organisations lacks is made from the meeting."""
        address = (row.get("organization") or [""])[0]
        key = _short(address)
        if address and key not in self.bodies:
            self._note(
                "bodies are missing in the list of organisations; made from their meetings", key
            )
            name = (row.get("name") or key).split("(")[0].strip()[:160]
            self.bodies[key] = Body.objects.create(
                name=name,
                short=f"KA-{key.replace('/', '-')}"[:20],
                kind="other",
                valid_from=EARLIEST,
                source=SOURCE,
                source_id=key,
            )
        return self.bodies.get(key)

    def _meeting(self, key: str, row: dict) -> Meeting | None:
        body = self._body(row)
        starts = parse_datetime(row.get("start") or "")
        if body is None or starts is None:
            self._note("meetings without a body or a start, left out", key)
            return None
        ends = parse_datetime(row.get("end") or "")
        if ends and ends < starts:
            self._note("meetings end before they begin; the end is left out", key)
            ends = None
        if body.valid_from > timezone.localdate(starts):
            self._note("meetings lie before their body began", key)
        place = (row.get("location") or {}).get("description") or ""
        return Meeting(
            body=body,
            name=row.get("name", "")[:200],
            starts_at=starts,
            ends_at=ends,
            place=place[:200],
            status="record",
            source=SOURCE,
            source_id=key,
        )

    def _item(self, meeting: Meeting, place: int, row: dict) -> Item:
        key, result = _short(row["id"]), row.get("result") or ""
        case = self.case_of.get(_short(row.get("consultation") or "/"))
        if row.get("consultation") and case is None:
            self._note("agenda items point to a consultation without a paper", key)
        if not result and meeting.starts_at < timezone.now():
            self._note("agenda items have no result", key)
        item = Item(
            meeting=meeting,
            body_id=meeting.body_id,
            order=place,
            label=row.get("number", "")[:40],
            case_id=case,
            title=(row.get("name") or "–")[:300],
            closed_basis="" if row.get("public", True) else "11-5-b",
            status="done" if result else "waiting",
            outcome=_outcome(result),
            resolution=result,
            source=SOURCE,
            source_id=key,
        )
        return item

    @staticmethod
    def _decision(item: Item) -> Decision:
        day = timezone.localdate(item.meeting.starts_at)
        return Decision(
            item=item,
            body_id=item.body_id,
            case_id=item.case_id,
            decided_on=day,
            source=SOURCE,
            source_id=item.source_id,
        )

    def _documents(self, rows: list[tuple[str, dict]], made: dict[str, Meeting]) -> None:
        files = []
        for key, row in rows:
            named = [
                ("notice", row.get("invitation")),
                ("minutes", row.get("resultsProtocol")),
                ("minutes", row.get("verbatimProtocol")),
            ]
            named += [("attachment", file) for file in row.get("auxiliaryFile", [])]
            files += [(made[key], kind, file) for kind, file in named if file and key in made]
        files = list(
            {
                _short(file["id"]): (meeting, kind, file) for meeting, kind, file in reversed(files)
            }.values()
        )
        there = _known(Document, [_short(file["id"]) for _m, _k, file in files])
        files = [row for row in files if _short(row[2]["id"]) not in there]
        documents = Document.objects.bulk_create(
            _document(file, kind) for _meeting, kind, file in files
        )
        MeetingDocument.objects.bulk_create(
            MeetingDocument(meeting=meeting, document=document)
            for (meeting, _kind, _file), document in zip(files, documents, strict=True)
        )
        self.report.add("meeting documents", len(documents))


def _outcome(result: str) -> str:
    if not result:
        return ""
    low = result.lower()
    return next((str(outcome) for word, outcome in OUTCOMES if word in low), Outcome.NOTED)
