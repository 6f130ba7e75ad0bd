"""Reads about users."""

from datetime import date

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from tannhjul.core.models import in_force

from .models import RoleAssignment, User


def roles_of(user: User, day: date) -> list[str]:
    """The roles a user may act in on ``day``, in the order they were given."""
    rows = user.roles.filter(in_force(day)).order_by("pk")
    return list(dict.fromkeys(rows.values_list("role", flat=True)))


def role_names(user: User, day: date) -> list[str]:
    """The names of the roles in force on ``day``, of a user whose roles are prefetched."""
    roles = [
        h for h in user.roles.all() if h.valid_from <= day and (not h.valid_to or day < h.valid_to)
    ]
    return [str(row.get_role_display()) for row in roles]


def roles_filled(day: date) -> set[str]:
    """The roles that someone who can sign in may act in on ``day``."""
    rows = RoleAssignment.objects.filter(in_force(day), user__is_active=True)
    return set(rows.values_list("role", flat=True))


def way_in(user: User) -> str:
    """The address, without host, where this user chooses a password: once, for three days."""
    key = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("accounts:new_password", args=[key, default_token_generator.make_token(user)])


def who_comes(key: str, token: str) -> User | None:
    """The active user behind ``way_in``; None when the address is wrong, used or too old."""
    try:
        number = int(force_str(urlsafe_base64_decode(key)))
    except (ValueError, OverflowError):
        return None
    user = User.objects.filter(pk=number, is_active=True).first() if number < 2**63 else None
    return user if user and default_token_generator.check_token(user, token) else None
