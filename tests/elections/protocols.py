"""Reads the official election protocols of 2019 (plain text made from PDF) into elections as JSON."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

NAME = re.compile(r"^\s*(?:Valglistens navn|Namn på vallista):\s+(.+)$")
BALLOTS = re.compile(r"^\s*(?:Antall stemmesedler|Talet på stemmesetlar):\s+([\d\s]+)$")
NUMBER = re.compile(r"^\s{1,6}(\d+)\s*$")
AMOUNT = r"\s+([\d ]+,\d\d)"
ROW = re.compile(rf"^\s{{1,4}}(\d+)?\s{{2,}}(.*?)\s*(\*{{1,2}})?{AMOUNT * 4}\s+(\d+)\s*$")


@dataclass
class Row:
    """One candidate as the protocol states it."""

    place: int
    mark: str
    addition: str
    personal: str
    total: str
    rank: int


@dataclass
class Protocol:
    """One municipality: what was counted, and what the protocol says came of it."""

    name: str
    seats: int
    lists: list[dict] = field(default_factory=list)
    won: dict[str, int] = field(default_factory=dict)
    order: list[tuple[str, str, str]] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def election(self) -> dict:
        """The input of ``tannhjul elect``. Candidates are called by their place on the list."""
        return {"method": "sainte-lague", "seats": self.seats, "seed": "2019", "lists": self.lists}


def read_all(folder: Path) -> list[Protocol]:
    """Every municipality of which both figures and text are there."""
    found = {}
    with open(folder / "lister.csv", encoding="utf-8") as file:
        figures = defaultdict(list)
        for row in csv.DictReader(file):
            figures[row["kommune"]].append(row)
    texts = sorted((folder / "protokoll_txt").iterdir())
    for name, rows in figures.items():
        path = next(p for p in texts if _of(p, rows[0]["kildefil"]))
        found[name] = _protocol(name, rows, _candidates(path.read_text(encoding="utf-8")))
    with open(folder / "mandater.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kommune"] in found:
                facts = (row["parti"], row["divisor"], row["kvotient"])
                found[row["kommune"]].order.append(facts)
    return list(found.values())


def _of(path: Path, source: str) -> bool:
    return path.stem == source or path.name.startswith(source)


def _protocol(
    name: str, rows: list[dict], candidates: dict[str, tuple[int, list[Row]]]
) -> Protocol:
    made = Protocol(name, int(rows[0]["mandater_totalt"]))
    for row in rows:
        ballots, people = candidates[row["parti"]]
        made.rows[row["parti"]] = people
        made.won[row["parti"]] = int(row["mandater"])
        made.lists.append(
            {
                "name": row["parti"],
                "votes": int(row["listestemmetall"]),
                "ballots": ballots,
                "candidates": [
                    {
                        "name": str(each.place),
                        "increased": each.addition != "0.00",
                        "personal_votes": float(each.personal),
                    }
                    for each in sorted(people, key=lambda each: each.place)
                ],
            }
        )
    return made


def _plain(text: str) -> str:
    return "".join(text.split()).replace(",", ".")


def _candidates(text: str) -> dict[str, tuple[int, list[Row]]]:
    """Ballots and candidates of each list, from part E2.1."""
    start = text.rindex("E2.1 ")
    lists: dict[str, tuple[int, list[Row]]] = {}
    name, lone = "", 0
    for line in text[start : text.find("E2.2", start)].splitlines():
        if found := NAME.match(line):
            name = found[1].strip()
            lists.setdefault(name, (0, []))
        elif found := BALLOTS.match(line):
            lists[name] = (int(_plain(found[1])), lists[name][1])
        elif found := NUMBER.match(line):
            lone = int(found[1])
        elif found := ROW.match(line):
            lists[name][1].append(_row(found, lone))
    return lists


def _row(found: re.Match, lone: int) -> Row:
    place, _name, mark, addition, own, others, total, rank = found.groups()
    personal = float(_plain(own)) + float(_plain(others))
    return Row(
        int(place or lone),
        mark or "",
        _plain(addition),
        f"{personal:.2f}",
        _plain(total),
        int(rank),
    )
