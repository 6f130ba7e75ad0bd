"""The law of bodies, seats, elections and interests. Importing it registers every rule."""

from . import balance, bodies, calendar, departures, eligibility, interests, kinds, sharing

__all__ = [
    "balance",
    "bodies",
    "calendar",
    "departures",
    "eligibility",
    "interests",
    "kinds",
    "sharing",
]
