"""What each day brings to what the pages remember."""

from datetime import date

from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import now

from tannhjul.core.clock import daily

from . import typed


@daily
def forget(_today: date) -> None:
    """Ended sessions go, with what was typed in them; so do marks of forms sent long ago."""
    SessionStore.clear_expired()
    typed.forget(now())
