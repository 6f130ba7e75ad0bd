"""A small part of a real city's record."""

import gzip
import json
import shutil

from tests.conftest import data


def sample(target, meetings=12):
    """The first meetings of Karlsruhe with their papers, in the same form as the whole."""
    source = data("oparl-karlsruhe")
    target.mkdir(parents=True)
    for name in ("organizations.json", "consultations.json", "paper-submitters.json"):
        shutil.copyfile(source / name, target / name)
    shutil.copytree(source / "texts", target / "texts")
    with gzip.open(source / "meetings.jsonl.gz", "rt") as file:
        rows = [line for line in file if '"agendaItem"' in line][:meetings]
    with gzip.open(target / "meetings.jsonl.gz", "wt") as file:
        file.writelines(rows)
    wanted = {
        item.get("consultation") for row in rows for item in json.loads(row).get("agendaItem", [])
    }
    with gzip.open(source / "papers.jsonl.gz", "rt") as file:
        papers = [
            line
            for line in file
            if any(c["id"] in wanted for c in json.loads(line).get("consultation", []))
        ]
    with gzip.open(target / "papers.jsonl.gz", "wt") as file:
        file.writelines(papers)
    return target
