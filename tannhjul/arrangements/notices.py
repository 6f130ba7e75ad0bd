"""Messages about arrangements."""

from datetime import date

from tannhjul.accounts.notices import letter, post
from tannhjul.organisation.queries import chief_executive, council, members

from .models import Adoption


def over(adoption: Adoption, day: date) -> None:
    """Tell the council and the chief executive that a trial has ended: none goes on in silence."""
    body, chief = council(day), chief_executive(day)
    people = [seat.person for seat in members(body, day)] if body else []
    people += [chief] if chief else []
    subject, text = letter("arrangements/mail/over.txt", {"adoption": adoption})
    post([subject, text, person.email] for person in dict.fromkeys(people))
