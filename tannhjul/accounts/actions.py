"""Every write about accounts."""

from datetime import date, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from tannhjul.core.journal import record

from .models import Hat, SignIn, User


@transaction.atomic
def register(username: str, name: str, *, email: str = "", password: str = "", by) -> User:
    """Create a user who can sign in; without a password, only "try as" or a later set-up works."""
    user = User(username=username, name=name, email=email)
    user.set_password(password or None)
    user.save()
    record("accounts.register", user, by=by)
    return user


@transaction.atomic
def give_hat(user: User, role: str, *, by, today: date) -> Hat:
    """Let a user act in a role from ``today``."""
    hat, created = Hat.objects.get_or_create(
        user=user, role=role, valid_to=None, defaults={"valid_from": today}
    )
    if created:
        record("accounts.give_hat", user, by=by, given=role)
    return hat


@transaction.atomic
def note_sign_in(user: User, *, session_key: str, browser: str, at: datetime) -> SignIn:
    """Remember that a browser is signed in, so that its owner can see and end it."""
    row, _created = SignIn.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "browser": browser[:200], "at": at}
    )
    record("accounts.sign_in", user, by=user)
    return row


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, by) -> None:
    """Sign a browser out from another one."""
    SessionStore(sign_in.session_key).delete()
    record("accounts.end_sign_in", sign_in.user, by=by)
    sign_in.delete()
