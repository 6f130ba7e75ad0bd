"""Who may decide: chains of delegation from the council, plain Python (kommuneloven §§ 5-3, 5-4, 6-1, 13-1).

A chain is a list of links, the council's own first. It reaches no further than its weakest link.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tannhjul.core.law import N_, statute


@dataclass(frozen=True)
class Link:
    """One delegation: about what, how far, and when."""

    area: int
    excepted: frozenset[int]
    measure: str
    limit: Decimal | None
    principled: bool
    first: date
    end: date | None
    recalled: date | None
    urgent: bool = False
    administration: bool = False


@dataclass(frozen=True)
class Matter:
    """What is to be decided: its area with those above it, and how much.

    ``elected``: for each law that asks for an elected body, the first day on which it does not; None:
    it goes on.
    """

    path: tuple[int, ...]
    measure: str = ""
    amount: Decimal | None = None
    principled: bool = False
    reserved: bool = False
    urgent: bool = False
    elected: tuple[date | None, ...] = ()


def obstacle(link: Link, matter: Matter, day: date) -> str:
    """Why a single link does not reach a matter on ``day``; "" if it does."""
    if day < link.first:
        return "not_yet"
    if link.recalled and day >= link.recalled:
        return "recalled"
    if link.end and day >= link.end:
        return "ended"
    if link.area not in matter.path:
        return "elsewhere"
    if matter.reserved:
        return "reserved"
    if link.administration and asks_for_elected(matter, day):
        return "elected"
    if link.excepted & set(matter.path):
        return "excepted"
    return _too_weighty(link, matter) or _beyond(link, matter)


def asks_for_elected(matter: Matter, day: date) -> bool:
    """Whether the law asks for an elected body on ``day`` (domain 002b R14)."""
    return any(end is None or day < end for end in matter.elected)


def _too_weighty(link: Link, matter: Matter) -> str:
    """Power for what cannot wait is for that alone, but then whatever it is about (§ 11-8)."""
    if link.urgent:
        return "" if matter.urgent else "urgent"
    return "principled" if matter.principled and not link.principled else ""


def _beyond(link: Link, matter: Matter) -> str:
    """An amount that is not stated is taken to be within any limit; another measure is not."""
    if link.limit is None or matter.amount is None:
        return ""
    if matter.measure != link.measure:
        return "measure"
    return "too_much" if matter.amount > link.limit else ""


def is_alive(link: Link, day: date) -> bool:
    """Whether a link holds on ``day``, whatever it is about."""
    return link.first <= day and not any(end and end <= day for end in (link.end, link.recalled))


def obstacle_in(chain: Sequence[Link], matter: Matter, day: date) -> str:
    """Why a whole chain does not reach a matter on ``day``; "" if every link does."""
    return next((why for link in chain if (why := obstacle(link, matter, day))), "")


@statute(
    "kommuneloven",
    "5-3",
    part=3,
    says=N_("What the law gives to the council itself cannot be delegated."),
    remedy=N_("Let the council decide it."),
)
def is_not_the_councils_own(reserved: bool) -> bool:
    return not reserved


@statute(
    "kommuneloven",
    "13-1",
    part=2,
    says=N_(
        "The chief executive leads the whole administration and answers for what is passed on in it."
    ),
    remedy=N_("Give the power to the chief executive, who can pass it on."),
)
def administration_is_reached_through_its_head(holder: str, is_head: bool, passed_on: bool) -> bool:
    return holder != "unit" or is_head or passed_on


@statute(
    "kommuneloven",
    "13-1",
    part=2,
    says=N_("What the chief executive holds is passed on downwards in the administration only."),
    remedy=N_("Choose a unit below the one that passes it on."),
)
def is_passed_downwards(
    from_unit: bool, to_unit: bool, below: bool, is_head: bool, of_a_district: bool = False
) -> bool:
    """``of_a_district``: passed on by a district committee, to the head of its administration (§ 5-7 (4)).

    What an executive council gives to its members is ``is_given_to_a_member_who_leads``.
    """
    if from_unit:
        return to_unit and below
    return not to_unit or is_head or of_a_district


@statute(
    "kommuneloven",
    "10-2",
    part=5,
    says=N_(
        "The executive council gives power in a part of the administration to the member who leads it, not in matters of principle."
    ),
    remedy=N_("Let one of its members lead the unit, or give the power to the head of it all."),
)
def is_given_to_a_member_who_leads(by_executive_council: bool, member_leads: bool) -> bool:
    return not by_executive_council or member_leads


@statute(
    "kommuneloven",
    "5-4",
    part=1,
    says=N_("Only the council gives power to another legal entity."),
    remedy=N_("Let the council decide it."),
)
def council_itself_gives_to_others(holder: str, passed_on: bool) -> bool:
    return holder != "entity" or not passed_on


@statute(
    "kommuneloven",
    "13-1",
    part=6,
    says=N_("The administration decides in matters that are not of principle."),
    remedy=N_("Let an elected body decide matters of principle."),
)
def administration_decides_no_principles(holder: str, principled: bool) -> bool:
    return holder != "unit" or not principled


@statute(
    "kommuneloven",
    "5-7",
    part=4,
    says=N_("A working committee decides only in matters that are not of principle."),
    remedy=N_("Let the body itself decide matters of principle."),
)
def working_committees_decide_no_principles(body_kind: str, principled: bool) -> bool:
    return body_kind != "working_committee" or not principled


@statute(
    "kommuneloven",
    "10-8",
    part=2,
    says=N_(
        "A board under the executive council decides only in matters that are not of principle."
    ),
    remedy=N_("Let the executive council or the council decide matters of principle."),
)
def boards_decide_no_principles(body_kind: str, principled: bool) -> bool:
    return body_kind != "parliamentary_board" or not principled


@statute(
    "kommuneloven",
    "6-1",
    part=4,
    says=N_("The mayor can be given power in matters that are not of principle."),
    remedy=N_("Let an elected body decide matters of principle."),
)
def leaders_decide_no_principles(holder: str, principled: bool) -> bool:
    return holder != "leader" or not principled


@statute(
    "kommuneloven",
    "11-8",
    part=1,
    says=N_(
        "The council can let the mayor alone decide what cannot wait; that power is not passed on."
    ),
    remedy=N_("Let the council give it to the mayor, or let a committee decide urgent matters."),
)
def council_gives_the_mayor_urgent_power(urgent: bool, to_mayor: bool, passed_on: bool) -> bool:
    return not urgent or (to_mayor and not passed_on)


@statute(
    "kommuneloven",
    "5-4",
    says=N_(
        "Power is given to another legal entity only where the law allows it, or in matters that are neither statutory nor of principle."
    ),
    remedy=N_("Write the paragraph that allows it, or keep the power in the municipality."),
)
def other_entities_need_a_basis(holder: str, basis: str, principled: bool) -> bool:
    return holder != "entity" or (bool(basis.strip()) and not principled)


@statute(
    "kommuneloven",
    "5-14",
    part=1,
    says=N_(
        "The new council decides its regulations on delegation and recommendation before the end of the year after it was constituted."
    ),
    remedy=N_("Put the regulations on the council's agenda; until then the old ones apply."),
)
def regulations_are_in_time(constituted: date, decided: date | None, today: date) -> bool:
    deadline = date(constituted.year + 1, 12, 31)
    return today <= deadline or (decided is not None and decided >= constituted)
