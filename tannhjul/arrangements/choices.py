"""Choices that arrangements set and that no other module owns yet."""

from tannhjul.core.choices import one_of, option, yes_no
from tannhjul.core.law import N_

BUDGET = one_of(
    "arrangements.budget",
    1,
    among={
        1: N_("The chief executive balances it"),
        2: N_("The executive committee negotiates it from a catalogue of measures"),
        3: N_("Catalogue, and the chief executive recommends"),
    },
    says=N_("Who draws up the budget proposal"),
    source="kommuneloven § 14-3",
)
OPPOSITION_CHAIRS = option(
    "arrangements.opposition_chairs",
    0,
    says=N_("How many committees the opposition leads, shared out by the largest averages"),
    source="kommuneloven § 7-4",
    most=20,
)
CHAIRS_IN_EXECUTIVE = yes_no(
    "arrangements.chairs_in_executive",
    False,
    says=N_("Those who lead committees also sit in the executive committee"),
    source="kommuneloven § 5-6",
)
NETWORKS = yes_no(
    "arrangements.networks",
    True,
    says=N_("Units work together in formal networks"),
    source="kommuneloven § 13-1",
)
