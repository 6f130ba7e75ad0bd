"""What the law asks of gatherings of elected members that do not decide, and who sits where: plain Python."""

import random
from collections.abc import Sequence
from itertools import zip_longest

from tannhjul.core.law import N_, statute

# So many say how it was before it is shown, that nobody can be picked out.
ENOUGH = 5


@statute(
    "kommuneloven",
    "11-5",
    part=1,
    says=N_(
        "Elected members who prepare matters together do it in the open; a party's own group is not a municipal meeting."
    ),
    remedy=N_("Let everyone follow it. It need not be streamed."),
)
def meets_in_the_open(kind: str, openness: str) -> bool:
    return kind == "party" or openness != "closed"


@statute(
    "kommuneloven",
    "11-2",
    part=1,
    says=N_("Elected bodies decide in meetings held by the law; other gatherings decide nothing."),
    remedy=N_("Let a body that can decide treat it, or have a case prepared."),
)
def decides_nothing(next_step: str) -> bool:
    return next_step != "decision"


def seating(people: Sequence[tuple[int, int]], size: int, seed: str) -> list[list[int]]:
    """Tables of about ``size``, each across parties as far as there are parties: (person, party) in.

    The parties are dealt out one after the other, the largest first, so that no two tables differ
    by more than one from the same party. The same ``seed`` gives the same tables.
    """
    if not people:
        return []
    lot = random.Random(seed)  # noqa: S311 - a seating plan, not a secret
    parties: dict[int, list[int]] = {}
    for person, party in sorted(people):
        parties.setdefault(party, []).append(person)
    for members in parties.values():
        lot.shuffle(members)
    in_order = sorted(parties, key=lambda party: (-len(parties[party]), party))
    dealt = [person for party in in_order for person in parties[party]]
    number = -(-len(dealt) // size)
    tables = zip_longest(*(dealt[start : start + number] for start in range(0, len(dealt), number)))
    return [[person for person in table if person is not None] for table in tables]
