"""The municipality, its people and bodies, and its administration; all dated."""

from .administration import FollowUp, Leadership, Unit
from .register import (
    Body,
    DatedQuerySet,
    Departure,
    Election,
    Entity,
    Interest,
    Nominee,
    Party,
    Person,
    Regulations,
    Seat,
    Slate,
    Term,
    ends_after_start,
)
from .safety import Incident, SafetyContact

__all__ = [
    "Incident",
    "SafetyContact",
    "Body",
    "DatedQuerySet",
    "Departure",
    "Election",
    "Entity",
    "FollowUp",
    "Interest",
    "Leadership",
    "Nominee",
    "Party",
    "Person",
    "Regulations",
    "Seat",
    "Slate",
    "Term",
    "Unit",
    "ends_after_start",
]
