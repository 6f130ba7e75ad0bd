"""In which order people speak and proposals are put to the vote. Plain Python.

The law leaves the order to the chair; this is the customary one: what ends the item first, then
what excludes each other point by point, then what comes in addition.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .enums import ProposalKind, ProposalStatus, Question, SpeechKind


class Tabled(Protocol):
    """A proposal on the table."""

    kind: str
    point: str
    number: int
    status: str


@dataclass(frozen=True)
class Turn:
    """One vote to hold: what it asks, about which proposals."""

    question: Question
    proposals: tuple[Tabled, ...]


ENDS_THE_ITEM = (ProposalKind.POSTPONE, ProposalKind.RETURN)
RIVALS = (ProposalKind.RECOMMENDATION, ProposalKind.ALTERNATIVE)
# What is adopted beside the rivals, in this order.
BESIDE = ((ProposalKind.OTHER, ProposalKind.ADDITIONAL), (ProposalKind.VERBAL,))
CARRIED = ProposalStatus.CARRIED


def by_number(point: str) -> list[tuple[int, int, str]]:
    """A key that puts points in the order people number them: 1, 1.1, 1.2, 2, 2.1, 2a, 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", point)
    return [(0, int(each), "") if each.isdigit() else (1, 0, each) for each in parts]


def suggest(proposals: Iterable[Tabled], *, whole: bool = False) -> list[Turn]:
    """The votes to hold, in order. Several rivals meet two and two, the recommendation last.

    ``whole``: they are put to one vote all at once, as the law asks of a budget (§ 11-9).
    """
    every = sorted(proposals, key=lambda row: row.number)
    settled = {row.point for row in every if row.kind in RIVALS and row.status == CARRIED}
    rows = [row for row in every if row.status != CARRIED]
    people = tuple(row for row in rows if row.kind == ProposalKind.CANDIDATE)
    turns = [
        Turn(Question.SINGLE, (row,)) for kind in ENDS_THE_ITEM for row in rows if row.kind == kind
    ]
    for point in sorted({row.point for row in rows} - settled, key=by_number):
        rivals = [row for row in rows if row.kind in RIVALS and row.point == point]
        turns += _at_once(rivals) if whole else _between(rivals)
    turns += [
        Turn(Question.SINGLE, (row,)) for kinds in BESIDE for row in rows if row.kind in kinds
    ]
    return [*turns, Turn(Question.HIRING, people)] if people else turns


def _at_once(rivals: list[Tabled]) -> list[Turn]:
    return [Turn(Question.WHOLE, tuple(rivals))] if len(rivals) > 1 else _between(rivals)


def _between(rivals: list[Tabled]) -> list[Turn]:
    """One: for or against. Two: against each other. More: the first pair; its winner goes on."""
    if not rivals:
        return []
    if len(rivals) == 1:
        return [Turn(Question.SINGLE, tuple(rivals))]
    latest_first = sorted(rivals, key=lambda row: (row.kind == RIVALS[0], -row.number))
    return [Turn(Question.AGAINST, tuple(latest_first[:2]))]


POINT = re.compile(r"^(\d{1,3}(?: ?[a-zæøå])?)[.)]\s+(.*)")


def points_of(text: str) -> list[tuple[str, str]]:
    """(point, text) of a proposal whose points begin with «1.» or «2 a)», each on a line of its own.

    What stands before the first point belongs to it. Raises ``ValueError`` for fewer than two
    points, for an empty one, or for the same number twice.
    """
    points: list[tuple[str, list[str]]] = []
    before: list[str] = []
    for line in text.strip().splitlines():
        found = POINT.match(line.strip())
        if found:
            points.append((found[1], [*before, found[2]]))
            before = []
        elif points:
            points[-1][1].append(line)
        else:
            before.append(line)
    rows = [(point, "\n".join(lines).strip()) for point, lines in points]
    if len(rows) < 2 or len(dict(rows)) < len(rows) or not all(text for _point, text in rows):
        raise ValueError(text)
    return rows


class Asking(Protocol):
    """Someone who has asked for the floor."""

    kind: str
    party_id: int | None


A = TypeVar("A", bound=Asking)
BEFORE = (SpeechKind.ORDER, SpeechKind.REPLY, SpeechKind.SPEECH)


def speakers(asked: Sequence[A], spoken: Mapping[int | None, int] | None = None) -> list[A]:
    """Who speaks next, of those who ``asked`` in this order.

    The order of business goes first, then replies, then speeches as they were asked for; or, with
    ``spoken`` (speeches by party so far), the party that has spoken least first.
    """
    taken, turns = Counter(spoken or {}), {}
    for place, row in enumerate(asked):
        turns[place] = taken[row.party_id] if spoken is not None else 0
        if row.kind == SpeechKind.SPEECH:
            taken[row.party_id] += 1
    kinds = [str(kind) for kind in BEFORE]
    places = sorted(turns, key=lambda at: (kinds.index(asked[at].kind), turns[at], at))
    return [asked[at] for at in places]
