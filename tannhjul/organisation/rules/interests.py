"""Interests and impartiality: plain Python (forvaltningsloven § 6, kommuneloven § 11-10)."""

import re
from collections.abc import Collection

from tannhjul.core.law import N_, statute

FORMS = {
    "as",
    "asa",
    "ans",
    "da",
    "ba",
    "sa",
    "iks",
    "kf",
    "ks",
    "nuf",
    "enk",
    "stiftelsen",
    "stiftinga",
}
AUTOMATIC = {"party", "family", "board"}
JUDGED = {"employed", "owner", "member", "property", "other"}
PLANS = {"budget", "economic_plan", "municipal_plan"}
WORD = re.compile(r"[^\W_]+")


def bare(name: str) -> str:
    """A name for comparing: small letters, without the form of company."""
    return " ".join(word for word in WORD.findall(name.casefold()) if word not in FORMS)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of the same: alike, or the shorter stands whole in the longer."""
    first, second = sorted((bare(one), bare(other)), key=len)
    if not first:
        return False
    return first == second or (len(first) >= 6 and f" {first} " in f" {second} ")


@statute(
    "forvaltningsloven",
    "6",
    part=1,
    says=N_(
        "Someone who is a party, who is close family of one, or who leads or sits on the board of a company that is one, is disqualified."
    ),
    remedy=N_("Let the body decide on the member's impartiality, and call a deputy for the item."),
)
def is_free_of_the_parties(ties: Collection[str]) -> bool:
    return not AUTOMATIC & set(ties)


@statute(
    "forvaltningsloven",
    "6",
    part=2,
    says=N_(
        "Other special circumstances that can weaken trust in a member's impartiality may disqualify; the body judges."
    ),
    remedy=N_("Raise the question, so that the body can judge."),
)
def is_free_of_special_ties(ties: Collection[str]) -> bool:
    return not JUDGED & set(ties)


@statute(
    "kommuneloven",
    "11-10",
    part=2,
    says=N_(
        "Whoever has prepared or decided a case as an employee is disqualified in it, but not in the budget, the economic plan or the municipal plan."
    ),
    remedy=N_("Let the body decide on the member's impartiality, and call a deputy for the item."),
)
def did_not_prepare_it(prepared: bool, subject: str = "") -> bool:
    return not prepared or subject in PLANS


@statute(
    "kommuneloven",
    "11-10",
    part=3,
    says=N_("Whoever took part in a decision is disqualified when a complaint over it is treated."),
    remedy=N_("Let the body decide on the member's impartiality, and call a deputy for the item."),
)
def did_not_decide_it(took_part: bool) -> bool:
    return not took_part


@statute(
    "kommuneloven",
    "11-10",
    part=4,
    says=N_(
        "Nobody is disqualified in elections to offices or when allowances to elected members are set."
    ),
    remedy=N_("Let the member take part."),
)
def may_be_partial_in(nature: str) -> bool:
    return nature not in ("election", "allowances")


@statute(
    "forvaltningsloven",
    "6",
    part=1,
    says=N_(
        "Whoever is a party to a case, or close to one, neither prepares nor decides it for the municipality."
    ),
    remedy=N_("Hand the case over to someone else."),
)
def works_free_of_the_parties(ties: Collection[str]) -> bool:
    """Of anyone who works for the municipality, hired or not (forvaltningsloven § 10)."""
    return not AUTOMATIC & set(ties)


@statute(
    "forvaltningsloven",
    "6",
    part=3,
    says=N_("When a superior is disqualified, nobody directly below decides the case either."),
    remedy=N_("Let somebody decide who does not answer to whoever is disqualified."),
)
def superior_is_free_too(ties: Collection[str]) -> bool:
    """``ties``: those of the superior to the parties."""
    return not AUTOMATIC & set(ties)


@statute(
    "forvaltningsloven",
    "8",
    part=1,
    says=N_(
        "Whoever has another special tie to a party decides on the own impartiality, or lets the superior do it."
    ),
    remedy=N_("Write why it does not weaken trust in your impartiality, or hand the case over."),
)
def says_why_impartial(ties: Collection[str], why: str) -> bool:
    return bool(why.strip()) or not JUDGED & set(ties)


@statute(
    "kommuneloven",
    "13-3",
    part=2,
    says=N_(
        "An employee who prepared or made a decision does not prepare the case for those who try the complaint over it."
    ),
    remedy=N_("Hand the case over to someone else."),
)
def did_not_make_what_is_tried(took_part: bool) -> bool:
    return not took_part


@statute(
    "kommuneloven",
    "13-3",
    part=3,
    says=N_(
        "When a superior is disqualified, nobody directly below prepares the case for those who try the complaint."
    ),
    remedy=N_("Hand the case over to somebody who does not answer to the superior."),
)
def superior_did_not_make_it(took_part: bool) -> bool:
    """``took_part``: whether the superior prepared or made what is complained about."""
    return not took_part
