"""An election as data: read from JSON with every fault named, settled, and written back.

Plain Python. The form is the stable interface of ``tannhjul elect FILE --json``; see docs/elections.md.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .counting import (
    FIRST_DIVISOR,
    Candidate,
    Elected,
    Finding,
    ListVotes,
    Lots,
    Result,
    by_proportion,
    by_voters,
)
from .majority import by_majority

METHODS = ("sainte-lague", "dhondt", "majority")
GENDER_RULES = ("list", "body", "as_far_as_possible", "none")
KEYS = {"method", "seats", "first_divisor", "lists", "gender_rule", "seed", "blank", "second"}
LIST_KEYS = {"name", "votes", "ballots", "candidates"}
CANDIDATE_KEYS = {"name", "gender", "increased", "personal_votes"}
MOST_SEATS, MOST_LISTS, MOST_NAMES, MOST_VOTES = 1_000, 500, 1_000, 2 * 10**9
LONGEST_NAME = 120


@dataclass(frozen=True)
class Election:
    """What was counted, and by which rules it is to be settled."""

    method: str
    seats: int
    lists: tuple[ListVotes, ...]
    first: Fraction = FIRST_DIVISOR
    gender_rule: str = "list"
    seed: str = ""
    blank: int = 0
    second: bool = False


MOST_DIGITS = 20


class Unreadable(ValueError):
    """The data cannot be an election; the text says where and why."""


def _written_out(text: str) -> Fraction:
    """A number that is written out; one with a large power of ten would take hours to hold."""
    if len(text) > MOST_DIGITS or "e" in text.lower():
        raise Unreadable(f"write the number out, with at most {MOST_DIGITS} digits: {text[:20]}")
    return Fraction(text)


def _whole_number(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise Unreadable(f"a number has at most {MOST_DIGITS} digits: {text[:20]}")
    return int(text)


def read(text: str) -> Election:
    """The election in a JSON text. Raises ``Unreadable`` with the place and the fault."""
    try:
        data = json.loads(
            text, parse_float=_written_out, parse_int=_whole_number, parse_constant=_no_constant
        )
    except json.JSONDecodeError as fault:
        raise Unreadable(
            f"not JSON: {fault.msg} in line {fault.lineno}, column {fault.colno}"
        ) from None
    except RecursionError:
        raise Unreadable("not an election: nested too deeply") from None
    return _election(_object(data, "the election", KEYS))


def _election(data: dict) -> Election:
    method = _among(data, "method", METHODS)
    seats = _whole(data, "seats", "the election", least=1, most=MOST_SEATS)
    if method == "majority" and seats != 1:
        raise Unreadable("an election by majority fills one seat; «seats» must be 1")
    rows = data.get("lists")
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_LISTS:
        raise Unreadable(f"«lists» must be a list of 1 to {MOST_LISTS} lists")
    lists = tuple(_list(row, number) for number, row in enumerate(rows, 1))
    _once([row.name for row in lists], "list")
    if not any(row.votes for row in lists):
        raise Unreadable("no list has any votes")
    return Election(
        method,
        seats,
        lists,
        _divisor(data),
        _among(data, "gender_rule", GENDER_RULES, "list"),
        _text(data.get("seed", ""), "«seed»", empty=True),
        _whole(data, "blank", "the election", least=0, most=MOST_VOTES, otherwise=0),
        _flag(data, "second", "the election"),
    )


def _list(data: Any, number: int) -> ListVotes:
    where = f"list {number}"
    row = _object(data, where, LIST_KEYS)
    name = _text(row.get("name"), f"«name» of {where}")
    where = f"list «{name}»"
    names = row.get("candidates", [])
    if not isinstance(names, list) or len(names) > MOST_NAMES:
        raise Unreadable(f"«candidates» of {where} must be a list of at most {MOST_NAMES} names")
    candidates = tuple(_candidate(each, place, where) for place, each in enumerate(names, 1))
    _once([c.name for c in candidates], f"candidate of {where}")
    ballots = None
    if row.get("ballots") is not None:
        ballots = _whole(row, "ballots", where, least=0, most=MOST_VOTES)
    elif any(c.increased for c in candidates):
        raise Unreadable(f"{where} has candidates with an addition, so «ballots» must be given")
    return ListVotes(name, _number(row, "votes", where), ballots, candidates)


def _candidate(data: Any, place: int, where: str) -> Candidate:
    where = f"candidate {place} of {where}"
    row = _object(data, where, CANDIDATE_KEYS)
    name = _text(row.get("name"), f"«name» of {where}")
    gender = row.get("gender") or ""
    if gender not in ("", "f", "m"):
        raise Unreadable(f'«gender» of {where} must be "f" or "m", not {_shown(gender)}')
    personal = _number(row, "personal_votes", where, otherwise=Fraction(0))
    return Candidate(name, gender, _flag(row, "increased", where), personal)


# --- single values, each with its fault named ----------------------------------------------------


def _no_constant(name: str) -> Any:
    raise Unreadable(f"{name} is not a number that can be counted")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:60]


def _object(data: Any, where: str, keys: set[str]) -> dict:
    if not isinstance(data, dict):
        raise Unreadable(f"{where} must be an object, not {_shown(data)}")
    unknown = sorted(set(data) - keys)
    if unknown:
        raise Unreadable(
            f"{where} has an unknown key «{unknown[0]}»; known: {', '.join(sorted(keys))}"
        )
    return data


def _text(value: Any, where: str, *, empty: bool = False) -> str:
    if not isinstance(value, str) or not (empty or value.strip()):
        raise Unreadable(f"{where} must be a text, not {_shown(value)}")
    if len(value) > LONGEST_NAME:
        raise Unreadable(f"{where} is longer than {LONGEST_NAME} signs")
    return value


def _among(data: dict, key: str, values: tuple[str, ...], otherwise: str = "") -> str:
    value = data.get(key, otherwise)
    if value not in values:
        raise Unreadable(f"«{key}» must be one of {', '.join(values)}, not {_shown(value)}")
    return value


def _whole(
    data: dict, key: str, where: str, *, least: int, most: int, otherwise: int | None = None
) -> int:
    value = data.get(key, otherwise)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Unreadable(
            f"«{key}» of {where} must be a whole number from {least} to {most}, not {_shown(value)}"
        )
    return value


def _number(data: dict, key: str, where: str, otherwise: Fraction | None = None) -> Fraction:
    value = data.get(key, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise Unreadable(f"«{key}» of {where} must be a number, not {_shown(value)}")
    if not 0 <= value <= MOST_VOTES:
        raise Unreadable(f"«{key}» of {where} must be from 0 to {MOST_VOTES}, not {_shown(value)}")
    return Fraction(value)


def _flag(data: dict, key: str, where: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise Unreadable(f"«{key}» of {where} must be true or false, not {_shown(value)}")
    return value


def _divisor(data: dict) -> Fraction:
    first = _number(data, "first_divisor", "the election", FIRST_DIVISOR)
    if not 0 < first <= 3:
        raise Unreadable("«first_divisor» must be more than 0 and at most 3")
    return first


def _once(names: list[str], what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise Unreadable(f"the {what} «{name}» stands there more than once")


# --- settling and writing ------------------------------------------------------------------------


def settle(election: Election) -> Result:
    """The result of an election, by its own method."""
    lots = Lots(election.seed)
    if election.method == "sainte-lague":
        return by_voters(election.lists, election.seats, lots, election.first)
    if election.method == "dhondt":
        return by_proportion(election.lists, election.seats, lots, election.gender_rule)
    return by_majority(election.lists, lots, blank=election.blank, second=election.second)


def as_data(result: Result) -> dict[str, Any]:
    """The result as JSON has it: exact fractions cut to three decimals."""
    return {
        "seats": result.seats,
        "order": [
            {
                "seat": row.number,
                "list": row.list,
                "divisor": plain(row.divisor),
                "quotient": cut(row.quotient),
            }
            for row in result.order
        ],
        "elected": [_person(row) for row in result.elected],
        "deputies": [_person(row) for row in result.deputies],
        "lots": [
            {"seat": lot.seat, "between": list(lot.between), "won": lot.won} for lot in result.lots
        ],
        "findings": [_finding(row) for row in result.findings],
    }


def as_text(data: dict[str, Any]) -> str:
    """The same for people: seats, the order in which they were won, names, lots and findings."""
    parts = ["Seats"]
    parts += [f"  {name:40} {number:4}" for name, number in data["seats"].items()]
    parts.append("Order")
    parts += [
        f"  {row['seat']:4} {row['list']:40} {row['divisor']:>6} {row['quotient']:>14}"
        for row in data["order"]
    ]
    for title, key in (("Elected", "elected"), ("Deputies", "deputies")):
        if data[key]:
            parts.append(title)
            parts += [
                f"  {row['list']:40} {row['place']:3} {row['name']}{' (moved up)' if row.get('promoted') else ''}"
                for row in data[key]
            ]
    parts += [
        f"Lot, seat {lot['seat']}: {', '.join(lot['between'])} → {lot['won']}"
        for lot in data["lots"]
    ]
    parts += [f"{row['paragraph']}: {row['says']}" for row in data["findings"]]
    return "\n".join(parts)


def _person(row: Elected) -> dict[str, Any]:
    data: dict[str, Any] = {"list": row.list, "place": row.place, "name": row.name}
    if row.votes is not None:
        data["votes"] = plain(row.votes)
    if row.promoted:
        data["promoted"] = True
    return data


def _finding(row: Finding) -> dict[str, str]:
    says = f"{row.where}: {row.rule.says}" if row.where else row.rule.says
    return {"rule": row.rule.name, "paragraph": row.rule.paragraph, "says": says}


def cut(number: Fraction, decimals: int = 3) -> str:
    """A fraction with so many decimals, the rest cut off: 1451.428571 … is 1451.428."""
    scale = 10**decimals
    whole, rest = divmod(int(number * scale), scale)
    return f"{whole}.{rest:0{decimals}d}"


def plain(number: Fraction) -> str:
    """A number as one writes it: 1.4, 3, 104.25."""
    text = cut(number, 6).rstrip("0")
    return text.rstrip(".")
