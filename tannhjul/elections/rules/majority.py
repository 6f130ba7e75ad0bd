"""Elections by majority: of one person, or of a whole proposal (kommuneloven §§ 5-9, 7-8, 10-4)."""

from collections.abc import Sequence
from fractions import Fraction

from tannhjul.core.law import Rule

from .balance import BODY_EXTRA, wins_first_ballot
from .counting import Elected, Finding, ListVotes, Lots, Result, SeatWon, elected_of
from .methods import proposal_has_majority


def by_majority(
    lists: Sequence[ListVotes], lots: Lots, *, blank: int = 0, second: bool = False
) -> Result:
    """Flertallsvalg of one person: more than half of the votes, blank ones counted as cast.

    In the second ballot the most votes decide, and equal votes a lot. Nobody elected in the first
    ballot is a finding that asks for the second.
    """
    cast = sum(row.votes for row in lists) + blank
    most = max(row.votes for row in lists)
    tied = [row.name for row in lists if row.votes == most]
    result = Result({row.name: 0 for row in lists}, lots=lots.drawn)
    if not second and not wins_first_ballot(int(most), int(cast)):
        rule: Rule = wins_first_ballot.rule  # type: ignore[attr-defined]
        result.findings.append(Finding(rule, ", ".join(tied)))
        return result
    name = tied[0] if len(tied) == 1 else lots.draw(1, tied)
    result.seats[name] = 1
    result.order.append(SeatWon(1, name, Fraction(1), most))
    row = next(each for each in lists if each.name == name)
    person = row.candidates[0].name if row.candidates else name
    result.elected.append(Elected(name, person, 1, most))
    return result


def by_proposal(lists: Sequence[ListVotes], seats: int, *, blank: int = 0) -> Result:
    """Whole proposals for the members: the one with more than half of the votes cast, if any.

    Deputies are the names after the members, at most two more than they (§ 5-9 (3)).
    """
    cast = int(sum(row.votes for row in lists)) + blank
    result = Result({row.name: 0 for row in lists})
    best = max(lists, key=lambda row: row.votes)
    if not proposal_has_majority(int(best.votes), cast):
        rule: Rule = proposal_has_majority.rule  # type: ignore[attr-defined]
        result.findings.append(Finding(rule, best.name))
        return result
    names = list(best.candidates)
    result.seats[best.name] = seats
    result.elected = elected_of(best, names[:seats], names)
    result.deputies = elected_of(best, names[seats : 2 * seats + BODY_EXTRA], names[seats:])
    return result
