"""The law of bodies, seats and interests. Importing it registers every rule."""

from . import bodies, calendar, departures, eligibility, interests, kinds

__all__ = ["bodies", "calendar", "departures", "eligibility", "interests", "kinds"]
