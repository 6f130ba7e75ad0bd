"""The municipality, its people and bodies, and its administration; all dated."""

from .administration import Leadership, Supervision, Unit, UnitPlace
from .register import (
    Body,
    DatedQuerySet,
    Departure,
    Entity,
    Interest,
    Party,
    Person,
    Population,
    Regulations,
    Seat,
    Term,
    ends_after_start,
)

__all__ = [
    "Body",
    "DatedQuerySet",
    "Departure",
    "Entity",
    "Supervision",
    "Interest",
    "Leadership",
    "Party",
    "Person",
    "Population",
    "Regulations",
    "Seat",
    "Term",
    "Unit",
    "UnitPlace",
    "ends_after_start",
]
