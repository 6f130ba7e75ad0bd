"""Reads about users."""

from datetime import date

from tannhjul.core.models import in_force

from .models import User


def hats_of(user: User, day: date) -> list[str]:
    """The roles a user may act in on ``day``, in the order they were given."""
    rows = user.hats.filter(in_force(day)).order_by("pk")
    return list(dict.fromkeys(rows.values_list("role", flat=True)))
