"""How an executive council comes to be: plain Python (kommuneloven §§ 10-2, 10-4, 10-5)."""

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "10-2",
    part=2,
    says=N_(
        "The council decides itself whether its executive council is elected, or designated by the mayor."
    ),
    remedy=N_("Use the way that the council has decided, or let it decide the other first."),
)
def comes_to_be_as_decided(method: str, designated: bool) -> bool:
    return (method == "designation") == designated


@statute(
    "kommuneloven",
    "10-4",
    part=4,
    says=N_(
        "A proposal for an executive council names its leader, its deputy leader and its other members."
    ),
    remedy=N_("Put the leader first, then the deputy leader, then the others."),
)
def names_all_of_them(names: int, seats: int) -> bool:
    return names == seats >= 3


@statute(
    "kommuneloven",
    "10-5",
    part=2,
    says=N_("Whoever the mayor has designated composes the executive council."),
    remedy=N_("Let the leader name the members."),
)
def is_composed_by_its_leader(leader: int | None, by: int) -> bool:
    return leader == by
