"""Choices that arrangements set and that no other module owns yet."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

COGWHEEL = option(
    "arrangements.contact",
    1,
    says=N_(
        "Where politics and administration meet (1 through mayor and chief executive, 2 in many ordered arenas, 3 in many early and one late)"
    ),
    source="kommuneloven § 5-14",
    least=1,
    most=3,
)
BUDGET = option(
    "arrangements.budget",
    1,
    says=N_(
        "Who draws up the budget proposal (1 the chief executive balances it, 2 the executive committee negotiates it from a catalogue of measures, 3 catalogue, and the chief executive recommends)"
    ),
    source="kommuneloven § 14-3",
    least=1,
    most=3,
)
OPPOSITION_CHAIRS = option(
    "arrangements.opposition_chairs",
    0,
    says=N_("How many committees the opposition leads, shared out by the largest averages"),
    source="kommuneloven § 7-4",
    most=20,
)
CHAIRS_IN_EXECUTIVE = option(
    "arrangements.chairs_in_executive",
    0,
    says=N_("Those who lead committees also sit in the executive committee (1 yes, 0 no)"),
    source="kommuneloven § 5-6",
    most=1,
)
NETWORKS = option(
    "arrangements.networks",
    1,
    says=N_("Units work together in formal networks (1 yes, 0 no)"),
    source="kommuneloven § 13-1",
    most=1,
)
