"""What the law asks of a case before it meets elected members: plain Python."""

from collections.abc import Collection

from tannhjul.core.law import N_, statute

ECONOMY = ("budget", "economic_plan", "accounts", "tax")


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
    "5-6",
    part=5,
    says=N_(
        "The executive committee recommends on budget, economic plan, accounts, annual report and tax before the council decides."
    ),
    remedy=N_("Add the executive committee before the council."),
)
def executive_committee_recommends(nature: str, kinds_before: list[str]) -> bool:
    executive = {"executive_committee", "executive_council"}
    return nature not in ECONOMY or bool(executive & set(kinds_before))


@statute(
    "kommuneloven",
    "14-2",
    says=N_(
        "The council itself decides budget, economic plan, accounts, annual report and rates of tax."
    ),
    remedy=N_("Let the council be the last on the way."),
)
def council_decides_the_budget(nature: str, last_kind: str) -> bool:
    return nature not in ECONOMY or last_kind == "council"


@statute(
    "plan- og bygningsloven",
    "11-15",
    part=1,
    says=N_("The council itself decides the municipal plan."),
    remedy=N_("Let the council be the last on the way."),
)
def council_decides_the_municipal_plan(nature: str, last_kind: str) -> bool:
    return nature != "municipal_plan" or last_kind == "council"


@statute(
    "kommuneloven",
    "23-3",
    part=3,
    says=N_(
        "The council itself adopts the plans of control, and decides on audit and secretariat."
    ),
    remedy=N_("Let the council be the last on the way."),
)
def council_decides_on_control(nature: str, last_kind: str) -> bool:
    """Also §§ 23-4 (3), 23-7 (6) and 24-1 (3)."""
    return nature != "control" or last_kind == "council"


@statute(
    "kommuneloven",
    "23-5",
    says=N_(
        "The chief executive can comment before the control committee treats what it will send to the council."
    ),
    remedy=N_("Wait until the chief executive has commented, or has had the days for it."),
)
def chief_executive_can_comment(goes_to_the_council: bool, could: bool) -> bool:
    return could or not goes_to_the_council


@statute(
    "kommuneloven",
    "5-12",
    part=4,
    says=N_(
        "The councils of the elderly, of persons with disabilities and of the young speak about the cases that concern them."
    ),
    remedy=N_("Add the council to the way of the case, before it is decided."),
)
def councils_are_heard(concerned: Collection[str], on_the_way: Collection[str]) -> bool:
    """``concerned``: the kinds of the councils that the municipality has, and the case concerns."""
    return set(concerned) <= set(on_the_way)


@statute(
    "kommuneloven",
    "12-1",
    part=2,
    says=N_("The council itself takes a stand on an inhabitants' proposal."),
    remedy=N_("Let the council be the last on the way."),
)
def council_answers_inhabitants(nature: str, last_kind: str) -> bool:
    return nature != "inhabitants" or last_kind == "council"


@statute(
    "kommuneloven",
    "24-1",
    part=3,
    says=N_(
        "The control committee recommends on audit and secretariat before the council decides."
    ),
    remedy=N_("Add the control committee before the council."),
)
def control_committee_recommends(nature: str, kinds_before: list[str]) -> bool:
    """Also § 23-7 (6); the plans of §§ 23-3 and 23-4 are the control committee's own."""
    return nature != "control" or "control_committee" in kinds_before


@statute(
    "kommuneloven",
    "11-2",
    part=1,
    says=N_(
        "Elected bodies treat their cases in meetings: a case needs at least one body on its way, and the last must be able to decide."
    ),
    remedy=N_("Add the bodies that shall treat the case; the last one decides."),
)
def has_a_route(powers: list[str]) -> bool:
    return bool(powers) and powers[-1] == "decides"
