"""Who is disqualified stays out (kommuneloven § 11-10, forvaltningsloven § 8): plain Python."""

from collections.abc import Collection

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "11-10",
    part=1,
    says=N_(
        "A member with a personal interest is disqualified; the rules of the Public Administration Act apply."
    ),
    remedy=N_("Let the body decide on the member's impartiality, without the member."),
)
def disqualified_stay_out(disqualified: Collection[int], taking_part: Collection[int]) -> bool:
    return not set(disqualified) & set(taking_part)


@statute(
    "forvaltningsloven",
    "8",
    part=2,
    says=N_(
        "The body itself decides whether members are impartial; none of them takes part in deciding on oneself or another, unless there is no quorum without them, and then everyone does."
    ),
    remedy=N_("Let the others decide."),
)
def decided_without_those_concerned(
    concerned: Collection[int], deciding: Collection[int], too_few: bool
) -> bool:
    return len(deciding) > 0 and (too_few or not set(concerned) & set(deciding))
