"""In which order proposals are put to the vote: advice to the chair. Plain Python.

The law leaves the order to the chair; this is the customary one: what ends the item first, then
what excludes each other point by point, then what comes in addition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .enums import ProposalKind, Question


class Tabled(Protocol):
    """A proposal on the table."""

    kind: str
    point: str
    number: int


@dataclass(frozen=True)
class Turn:
    """One vote to hold: what it asks, about which proposals."""

    question: Question
    proposals: tuple[Tabled, ...]


FIRST = (ProposalKind.POSTPONE, ProposalKind.RETURN)
RIVALS = (ProposalKind.RECOMMENDATION, ProposalKind.ALTERNATIVE)


def suggest(proposals: Iterable[Tabled]) -> list[Turn]:
    """The votes to hold, in order. Several rivals meet two and two, the recommendation last."""
    rows = sorted(proposals, key=lambda row: row.number)
    people = tuple(row for row in rows if row.kind == ProposalKind.CANDIDATE)
    turns = [Turn(Question.SINGLE, (row,)) for kind in FIRST for row in rows if row.kind == kind]
    for point in sorted({row.point for row in rows}):
        rivals = [row for row in rows if row.kind in RIVALS and row.point == point]
        turns += _between(rivals)
    rest = [row for row in rows if row.kind in (ProposalKind.OTHER, ProposalKind.ADDITIONAL)]
    turns += [Turn(Question.SINGLE, (row,)) for row in rest]
    return [*turns, Turn(Question.HIRING, people)] if people else turns


def _between(rivals: list[Tabled]) -> list[Turn]:
    """One: for or against. Two: against each other. More: the first pair; its winner goes on."""
    if not rivals:
        return []
    if len(rivals) == 1:
        return [Turn(Question.SINGLE, tuple(rivals))]
    latest_first = sorted(rivals, key=lambda row: (row.kind == RIVALS[0], -row.number))
    return [Turn(Question.AGAINST, tuple(latest_first[:2]))]
