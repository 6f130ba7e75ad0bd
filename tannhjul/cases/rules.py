"""What the law asks of a case before it meets elected members: plain Python."""

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "13-1",
    part=3,
    says=N_(
        "The chief executive must see to it that cases for elected bodies are properly investigated, in fact and in law."
    ),
    remedy=N_(
        "Write what is to be decided, the background and the assessment, and give at least one alternative."
    ),
)
def is_properly_investigated(
    question: str, background: str, assessment: str, alternatives: int
) -> bool:
    return all(text.strip() for text in (question, background, assessment)) and alternatives >= 1


@statute(
    "kommuneloven",
    "11-2",
    part=1,
    says=N_(
        "Elected bodies treat their cases in meetings: a case needs at least one body on its way, and the last must be able to decide."
    ),
    remedy=N_("Add the bodies that shall treat the case; the last one decides."),
)
def has_a_way(powers: list[str]) -> bool:
    return bool(powers) and powers[-1] == "decides"
