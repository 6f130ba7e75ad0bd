"""Choices that arrangements set and that no other module owns yet."""

from tannhjul.core.choices import option
from tannhjul.core.law import N_

OPPOSITION_CHAIRS = option(
    "arrangements.opposition_chairs",
    0,
    says=N_("How many committees the opposition leads, shared out by the largest averages"),
    source="kommuneloven § 7-4",
    most=20,
)
