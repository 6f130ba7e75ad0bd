"""Elections and composition: plain Python (kommuneloven ch. 5 and 7; valgloven ch. 11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tannhjul.core.law import N_, statute

MINIMUM_COUNCIL = ((5_000, 11), (10_000, 19), (50_000, 27), (100_000, 35))
MINIMUM_MEMBERS = {
    "executive_committee": 5,
    "committee": 3,
    "council_committee": 3,
    "control_committee": 5,
    "institution_board": 3,
    "enterprise_board": 3,
}


@dataclass(frozen=True)
class SeatWon:
    """One seat in the order it was won: list, divisor and quotient."""

    number: int
    list: str
    divisor: Fraction
    quotient: Fraction


@dataclass(frozen=True)
class Line:
    """One person on a pasted list: the line's number, the party's code, the name, the address."""

    number: int
    party: str
    name: str
    email: str


def read_lines(text: str) -> list[Line]:
    """Lines of «party; name; e-mail», as pasted from a spreadsheet (tabs) or typed (semicolons).

    Raises ``ValueError`` with the number of the first line that does not have two or three parts.
    """
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
        if not 2 <= len(parts) <= 3 or not parts[1]:
            raise ValueError(number)
        lines.append(Line(number, parts[0], parts[1], parts[2] if len(parts) == 3 else ""))
    return lines


def sainte_lague(
    votes: Mapping[str, int], seats: int, first: Fraction = Fraction(7, 5)
) -> list[SeatWon]:
    """Share out ``seats`` by the modified method: divisors 1.4, 3, 5, 7 … (valgloven § 11-4).

    Equal quotients: the list with most votes first; a list without votes wins nothing.
    """
    won: list[SeatWon] = []
    taken = dict.fromkeys(votes, 0)
    for number in range(1, seats + 1):
        divisors = {name: Fraction(2 * n + 1) if n else first for name, n in taken.items()}
        best = max(votes, key=lambda name: (votes[name] / divisors[name], votes[name]))
        if not votes[best]:
            break
        won.append(SeatWon(number, best, divisors[best], votes[best] / divisors[best]))
        taken[best] += 1
    return won


def minimum_council(inhabitants: int) -> int:
    """The least lawful number of council members for this many inhabitants."""
    return next((least for limit, least in MINIMUM_COUNCIL if inhabitants <= limit), 43)


@statute(
    "kommuneloven",
    "5-5",
    part=2,
    says=N_(
        "The council must have an odd number of members, and at least the number the law sets for the population."
    ),
    remedy=N_("Choose an odd number that is large enough."),
)
def council_size_is_lawful(members: int, inhabitants: int) -> bool:
    return members % 2 == 1 and members >= minimum_council(inhabitants)


@statute(
    "kommuneloven",
    "5-7",
    part=1,
    says=N_("A body must have at least the number of members that the law sets for its kind."),
    remedy=N_("Elect more members."),
)
def body_is_large_enough(kind: str, members: int) -> bool:
    return members >= MINIMUM_MEMBERS.get(kind, 1)


@statute(
    "kommuneloven",
    "5-13",
    part=1,
    says=N_("Every elected body must have regulations for its work."),
    remedy=N_("Write the body's scope, power and period into its regulations."),
)
def has_regulations(regulations: int) -> bool:
    return regulations > 0


@statute(
    "kommuneloven",
    "7-10",
    part=1,
    says=N_(
        "When a member cannot attend, the first deputy of the same group is called, in list order."
    ),
    remedy=N_("Call the deputies in the order of the list."),
)
def is_next_deputy(called: int, available_in_order: list[int]) -> bool:
    return bool(available_in_order) and called == available_in_order[0]
