"""Elections by lists and by majority: plain Python, exact fractions.

Council from the voters' ballots: valgloven ch. 13. Elections inside the council: kommuneloven
§§ 7-4 to 7-8 (domain rules 1.4).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tannhjul.core.law import RULES, Rule

from .balance import (
    BODY_EXTRA,
    body_has_both_genders,
    list_elects_both_genders,
    list_has_enough_deputies,
    list_is_short_enough,
    list_names_both_genders,
    needed_of_each,
)

FIRST_DIVISOR = Fraction(7, 5)
ADDITION = Fraction(1, 4)
COUNCIL_EXTRA = 3
WOMAN, MAN = "f", "m"


@dataclass(frozen=True)
class Candidate:
    """A name on a list. ``personal``: personal votes, those from other lists (slengere) included."""

    name: str
    gender: str = ""
    increased: bool = False
    personal: Fraction = Fraction(0)


@dataclass(frozen=True)
class ListVotes:
    """A list: its list-vote total, the ballots it got (for the 25 %), its names in order."""

    name: str
    votes: Fraction
    ballots: int | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class SeatWon:
    """One seat in the order it was won: list, divisor and quotient."""

    number: int
    list: str
    divisor: Fraction
    quotient: Fraction


@dataclass(frozen=True)
class Elected:
    """Someone elected, as member or deputy of a list. ``promoted``: past others, for the balance."""

    list: str
    name: str
    place: int
    votes: Fraction | None = None
    promoted: bool = False


@dataclass(frozen=True)
class Lot:
    """A lot that was drawn: for which seat, between whom, and who won."""

    seat: int
    between: tuple[str, ...]
    won: str


@dataclass
class Lots:
    """Lots drawn from a published seed: anyone with the seed gets the same answer."""

    seed: str = ""
    drawn: list[Lot] = field(default_factory=list)

    def draw(self, seat: int, between: Iterable[str]) -> str:
        """One of the names, whatever order they come in; remembered."""
        names = tuple(sorted(between))
        text = "\n".join([self.seed, str(len(self.drawn) + 1), f"seat {seat}", *names])
        won = names[int.from_bytes(hashlib.sha256(text.encode()).digest()) % len(names)]
        self.drawn.append(Lot(seat, names, won))
        return won


@dataclass(frozen=True)
class Finding:
    """A rule that the result does not keep, and where."""

    rule: Rule
    where: str


# --- seats to lists ----------------------------------------------------------------------------


def sainte_lague_divisor(taken: int, first: Fraction = FIRST_DIVISOR) -> Fraction:
    """The divisor of a list that has ``taken`` seats: 1.4, 3, 5, 7 … (valgloven ch. 13)."""
    return Fraction(2 * taken + 1) if taken else first


def dhondt_divisor(taken: int) -> Fraction:
    """The divisor of a list that has ``taken`` seats: 1, 2, 3 … (kommuneloven § 7-6)."""
    return Fraction(taken + 1)


def allocate(
    lists: Sequence[ListVotes], seats: int, divisor: Callable[[int], Fraction], lots: Lots
) -> list[SeatWon]:
    """Share out ``seats`` one by one to the largest quotient.

    Equal quotients: the list with most votes; equal votes: lot. A list without votes wins nothing,
    and a list whose names are all elected wins no more.
    """
    won: list[SeatWon] = []
    taken = {row.name: 0 for row in lists}
    for number in range(1, seats + 1):
        open_to = [row for row in lists if row.votes and _has_names(row, taken[row.name])]
        if not open_to:
            break
        quotients = {row.name: row.votes / divisor(taken[row.name]) for row in open_to}
        best = max((quotients[row.name], row.votes) for row in open_to)
        tied = [row.name for row in open_to if (quotients[row.name], row.votes) == best]
        name = tied[0] if len(tied) == 1 else lots.draw(number, tied)
        won.append(SeatWon(number, name, divisor(taken[name]), quotients[name]))
        taken[name] += 1
    return won


def _has_names(row: ListVotes, taken: int) -> bool:
    return not row.candidates or taken < len(row.candidates)


def sainte_lague(
    votes: Mapping[str, int], seats: int, first: Fraction = FIRST_DIVISOR, seed: str = ""
) -> list[SeatWon]:
    """Share out ``seats`` among lists by the modified method (valgloven ch. 13)."""
    lists = [ListVotes(name, Fraction(number)) for name, number in votes.items()]
    return allocate(lists, seats, lambda taken: sainte_lague_divisor(taken, first), Lots(seed))


def list_vote_total(ballots: int, seats: int, received: int, given: int) -> int:
    """Listestemmetall: ``seats`` votes for each ballot, with personal votes from other lists
    (slengere) ``received``, and without those ``given`` to them (valgloven § 13-1)."""
    return ballots * seats + received - given


# --- names to seats ----------------------------------------------------------------------------


def personal_total(candidate: Candidate, ballots: int) -> Fraction:
    """Personal votes, and a quarter of the list's ballots for those the list has given an addition."""
    return candidate.personal + (ADDITION * ballots if candidate.increased else 0)


def ranked(row: ListVotes) -> list[Candidate]:
    """The names by personal votes; equal votes in the order of the list (valgloven ch. 13)."""
    return sorted(row.candidates, key=lambda c: -personal_total(c, row.ballots or 0))


def balanced(names: Sequence[Candidate], places: int) -> list[Candidate]:
    """The first ``places`` of a list, with as many of each gender as the law wants, if it has them.

    The next of the under-represented gender take the places of the last of the other; those who
    give way are the first deputies (kommuneloven § 7-6).
    """
    chosen = list(names[:places])
    rest = list(names[places:])
    if not all(c.gender for c in names):  # nobody loses a seat on what is not known
        return chosen
    for gender, other in ((WOMAN, MAN), (MAN, WOMAN)):
        while _count(chosen, gender) < needed_of_each(len(chosen)):
            up = next((c for c in rest if c.gender == gender), None)
            down = next((c for c in reversed(chosen) if c.gender == other), None)
            if up is None or down is None:
                break
            chosen[chosen.index(down)] = up
            rest.remove(up)
    return [c for c in names if c in chosen]


def _count(names: Iterable[Candidate], gender: str) -> int:
    return sum(1 for c in names if c.gender == gender)


def elected_of(row: ListVotes, chosen: list[Candidate], pool: list[Candidate]) -> list[Elected]:
    first = set(pool[: len(chosen)])
    return [
        Elected(
            row.name,
            c.name,
            place,
            personal_total(c, row.ballots or 0) if row.ballots is not None else None,
            c not in first,
        )
        for place, c in enumerate(chosen, 1)
    ]


# --- whole elections ---------------------------------------------------------------------------


@dataclass
class Result:
    """What an election gave, in the order in which it was settled."""

    seats: dict[str, int]
    order: list[SeatWon] = field(default_factory=list)
    elected: list[Elected] = field(default_factory=list)
    deputies: list[Elected] = field(default_factory=list)
    lots: list[Lot] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def by_voters(
    lists: Sequence[ListVotes], seats: int, lots: Lots, first: Fraction = FIRST_DIVISOR
) -> Result:
    """The council from the voters' ballots: modified Sainte-Laguë, names by personal votes.

    Each list has three deputies more than members, as far as it has names.
    """
    order = allocate(lists, seats, lambda taken: sainte_lague_divisor(taken, first), lots)
    result = _result(lists, order, lots)
    for row in lists:
        names, number = ranked(row), result.seats[row.name]
        extra = number + COUNCIL_EXTRA if number else 0
        result.elected += elected_of(row, names[:number], names)
        result.deputies += elected_of(row, names[number : number + extra], names[number:])
    return result


def by_proportion(
    lists: Sequence[ListVotes], seats: int, lots: Lots, gender_rule: str = "list"
) -> Result:
    """Forholdsvalg in the council: D'Hondt, names in the order of the list, balance in each list.

    ``gender_rule``: "list" (each list), "as_far_as_possible" (a finding is only a warning, for
    bodies whose members must sit in the council), "body" (the body as a whole) or "none".
    """
    order = allocate(lists, seats, dhondt_divisor, lots)
    result = _result(lists, order, lots)
    promotes = gender_rule in ("list", "as_far_as_possible")
    for row in lists:
        _settle_list(result, row, promotes)
        _check_list(result, row, seats, promotes)
    if gender_rule == "body":
        _check_body(result, lists)
    return result


def by_agreement(lists: Sequence[ListVotes]) -> Result:
    """Avtalevalg: ``votes`` is the number of members each group has agreed to; names in order.

    Deputies: at most two more than members for each group. The body as a whole is balanced (§ 7-7).
    """
    result = Result({row.name: int(row.votes) for row in lists})
    for row in lists:
        names, number = list(row.candidates), int(row.votes)
        result.elected += elected_of(row, names[:number], names)
        last = 2 * number + BODY_EXTRA if number else number
        result.deputies += elected_of(row, names[number:last], names[number:])
    _check_body(result, lists)
    return result


def _settle_list(result: Result, row: ListVotes, promotes: bool) -> None:
    pool, number = list(row.candidates), result.seats[row.name]
    pick = balanced if promotes else lambda names, places: list(names[:places])
    members = pick(pool, number)
    rest = [c for c in pool if c not in members]
    deputies = pick(rest, number + BODY_EXTRA) if number else []
    result.elected += elected_of(row, members, pool)
    result.deputies += elected_of(row, deputies, rest)


def _check_list(result: Result, row: ListVotes, seats: int, promotes: bool) -> None:
    if not row.candidates:
        return
    number = result.seats[row.name]
    members = [c for c in row.candidates if c.name in _names(result.elected, row)]
    deputies = _names(result.deputies, row)
    found: list[tuple[Callable[..., bool], tuple[int, ...]]] = [
        (list_is_short_enough, (len(row.candidates), seats)),
        (list_has_enough_deputies, (number, len(deputies))),
    ]
    if promotes and all(c.gender for c in row.candidates):
        women, men = _count(row.candidates, WOMAN), _count(row.candidates, MAN)
        found.append((list_names_both_genders, (women, men, seats)))
        found.append((list_elects_both_genders, (_count(members, WOMAN), _count(members, MAN))))
    result.findings += [
        Finding(rule.rule, row.name)  # type: ignore[attr-defined]
        for rule, facts in found
        if not rule(*facts)
    ]


def _names(rows: Iterable[Elected], row: ListVotes) -> set[str]:
    return {each.name for each in rows if each.list == row.name}


def _check_body(result: Result, lists: Sequence[ListVotes]) -> None:
    genders = {(row.name, c.name): c.gender for row in lists for c in row.candidates}
    members = [genders[each.list, each.name] for each in result.elected]
    if all(members) and not body_has_both_genders(members.count(WOMAN), members.count(MAN)):
        rule: Rule = body_has_both_genders.rule  # type: ignore[attr-defined]
        result.findings.append(Finding(rule, ""))


def _result(lists: Sequence[ListVotes], order: list[SeatWon], lots: Lots) -> Result:
    seats = {row.name: 0 for row in lists}
    for won in order:
        seats[won.list] += 1
    return Result(seats, order, lots=lots.drawn)


# --- kept as it was ----------------------------------------------------------------------------


def keep(result: Result) -> dict:
    """A result as plain data, to be kept when the election takes effect."""
    return {
        "seats": result.seats,
        "order": [
            [row.number, row.list, str(row.divisor), str(row.quotient)] for row in result.order
        ],
        "elected": [_kept(row) for row in result.elected],
        "deputies": [_kept(row) for row in result.deputies],
        "lots": [[lot.seat, list(lot.between), lot.won] for lot in result.lots],
        "findings": [[row.rule.name, row.where] for row in result.findings],
    }


def _kept(row: Elected) -> list:
    votes = None if row.votes is None else str(row.votes)
    return [row.list, row.name, row.place, votes, row.promoted]


def kept(data: dict) -> Result:
    """The result that ``keep`` wrote."""
    return Result(
        data["seats"],
        [SeatWon(n, name, Fraction(d), Fraction(q)) for n, name, d, q in data["order"]],
        [_was_elected(row) for row in data["elected"]],
        [_was_elected(row) for row in data["deputies"]],
        [Lot(seat, tuple(between), won) for seat, between, won in data["lots"]],
        [Finding(RULES[name], where) for name, where in data["findings"]],
    )


def _was_elected(row: list) -> Elected:
    name, person, place, votes, promoted = row
    return Elected(name, person, place, None if votes is None else Fraction(votes), promoted)
