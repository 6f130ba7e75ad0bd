"""What the law and the municipality say about bodies, lists and elections: plain Python."""

from . import balance, bodies, departures, interests

__all__ = ["balance", "bodies", "departures", "interests"]
