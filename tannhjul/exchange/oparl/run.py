"""A whole council information system in OParl 1.1, as a historical record, in bulk.

Source: the folder oparl-karlsruhe. Batches are whole or absent, and what is already here is passed
over, so an import that was stopped can be run again. One event for each batch.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.dateparse import parse_date
from tqdm import tqdm

from tannhjul.exchange.oparl.common import EARLIEST, SOURCE, event, short
from tannhjul.exchange.oparl.meetings import Meetings
from tannhjul.exchange.oparl.papers import Papers
from tannhjul.exchange.reading import field, json_of, lines_of
from tannhjul.exchange.report import Report
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Body, Entity

BATCH = 1_000


def load(path: Path, show: bool = False) -> Report:
    """Import organisations, papers with files and texts, meetings with agendas."""
    report = Report(SOURCE)
    if not Entity.objects.exists():
        register.establish("Karlsruhe (OParl)", "9902", 308_000, by=None)
    bodies = _bodies(json_of(path / "organizations.json", list), report)
    submitters = json_of(path / "paper-submitters.json", dict)
    texts = {file.stem: file for file in (path / "texts").glob("*.txt")}
    papers = Papers(report, submitters, texts)
    for batch in _batches(lines_of(path / "papers.jsonl.gz"), show, "papers", 14_004):
        papers.take(batch)
    meetings = Meetings(report, bodies, papers.consultations(path))
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


@transaction.atomic
def _bodies(rows: list[dict], report: Report) -> dict[str, Body]:
    have = {body.source_id: body for body in Body.objects.filter(source=SOURCE)}
    new = []
    for row in rows:
        key = short(field(row, "id", "organizations.json"))
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
    event(new)
    report.add("bodies", len(new))
    return have
