"""In which order people speak and proposals are put to the vote. Plain Python.

The law leaves the order to the chair; this is the customary one: what ends the item first, then
what excludes each other point by point, then what comes in addition.
"""

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


def suggest(proposals: Iterable[Tabled]) -> list[Turn]:
    """The votes to hold, in order. Several rivals meet two and two, the recommendation last."""
    every = sorted(proposals, key=lambda row: row.number)
    settled = {row.point for row in every if row.kind in RIVALS and row.status == CARRIED}
    rows = [row for row in every if row.status != CARRIED]
    people = tuple(row for row in rows if row.kind == ProposalKind.CANDIDATE)
    turns = [
        Turn(Question.SINGLE, (row,)) for kind in ENDS_THE_ITEM for row in rows if row.kind == kind
    ]
    for point in sorted({row.point for row in rows} - settled):
        rivals = [row for row in rows if row.kind in RIVALS and row.point == point]
        turns += _between(rivals)
    turns += [
        Turn(Question.SINGLE, (row,)) for kinds in BESIDE for row in rows if row.kind in kinds
    ]
    return [*turns, Turn(Question.HIRING, people)] if people else turns


def _between(rivals: list[Tabled]) -> list[Turn]:
    """One: for or against. Two: against each other. More: the first pair; its winner goes on."""
    if not rivals:
        return []
    if len(rivals) == 1:
        return [Turn(Question.SINGLE, tuple(rivals))]
    latest_first = sorted(rivals, key=lambda row: (row.kind == RIVALS[0], -row.number))
    return [Turn(Question.AGAINST, tuple(latest_first[:2]))]


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
