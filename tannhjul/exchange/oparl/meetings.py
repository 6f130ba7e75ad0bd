"""Meetings, their agendas and their documents."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tannhjul.cases.enums import Outcome
from tannhjul.decisions.models import Decision
from tannhjul.documents.models import Document
from tannhjul.exchange.oparl.common import EARLIEST, SOURCE, already, document_of, event, short
from tannhjul.exchange.reading import field
from tannhjul.exchange.report import Report
from tannhjul.meetings.models import Item, Meeting, MeetingDocument
from tannhjul.organisation.models import Body

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


class Meetings:
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
        keys = [short(field(row, "id", "meetings.jsonl.gz")) for row in rows]
        known = already(Meeting, keys)
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
        event(items)
        event(made.values())
        self.report.add("meetings", len(made))
        self.report.add("agenda items", len(items))

    def _body(self, row: dict) -> Body | None:
        """The body of a meeting; one that the list of organisations lacks is made from the meeting."""
        address = (row.get("organization") or [""])[0]
        key = short(address)
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
        key, result = short(row["id"]), row.get("result") or ""
        case = self.case_of.get(short(row.get("consultation") or "/"))
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
                short(file["id"]): (meeting, kind, file) for meeting, kind, file in reversed(files)
            }.values()
        )
        there = already(Document, [short(file["id"]) for _m, _k, file in files])
        files = [row for row in files if short(row[2]["id"]) not in there]
        documents = Document.objects.bulk_create(
            document_of(file, kind) for _meeting, kind, file in files
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
