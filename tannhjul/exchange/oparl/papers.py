"""Papers become cases, with their files and texts."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.dateparse import parse_date

from tannhjul.cases.models import Attachment, Case
from tannhjul.core.journal import next_number
from tannhjul.core.law import Refused
from tannhjul.documents import intake
from tannhjul.documents.models import Document, Version
from tannhjul.exchange.oparl.common import SOURCE, already, document_of, event, short
from tannhjul.exchange.reading import field, json_of
from tannhjul.exchange.report import Report

POLITICAL = ("Antrag", "Anfrage", "Änderungs", "Haushalt")


class Papers:
    """Papers become cases, their files documents, the texts versions of those."""

    def __init__(self, report: Report, submitters: dict, texts: dict[str, Path]):
        self.report, self.texts = report, texts
        self.factions = submitters.get("factions", {})
        self.by_paper = submitters.get("papers", {})
        self.case_of: dict[str, int] = {}

    @transaction.atomic
    def take(self, rows: list[dict]) -> None:
        """One batch."""
        keys = [short(field(row, "id", "papers.jsonl.gz")) for row in rows]
        known = already(Case, keys)
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
                    self.case_of[short(each["id"])] = pk
        self._files(alive, made)
        event(cases)
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
            document_of(file, "attachment") for _case, _place, file in files
        )
        Attachment.objects.bulk_create(
            Attachment(case_id=case, document=document, order=place, published=True)
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
        event(version.document for version in versions)
        self.report.add("texts", len(versions))

    def consultations(self, path: Path) -> dict[str, int]:
        """consultation -> case, from the papers and from the list of consultations."""
        papers = {}
        for row in json_of(path / "consultations.json", list):
            papers[short(row["id"])] = short(row["paper"])
        known = already(Case, set(papers.values()))
        extra = {key: known[paper] for key, paper in papers.items() if paper in known}
        return {**extra, **self.case_of}
