"""Messages about arrangements."""

from datetime import date

from tannhjul.accounts.notices import letter, post
from tannhjul.organisation.queries import chief_executive, council, members

from .models import Adoption


def over(adoption: Adoption, day: date) -> None:
    """Tell the council and the chief executive that a trial has ended."""
    _tell("arrangements/mail/over.txt", adoption, day)


def goes_on(adoption: Adoption, day: date) -> None:
    """Tell them that one goes on as it was adopted to: no trial becomes permanent in silence."""
    _tell("arrangements/mail/goes_on.txt", adoption, day)


def _tell(template: str, adoption: Adoption, day: date) -> None:
    body, chief = council(day), chief_executive(day)
    people = [seat.person for seat in members(body, day)] if body else []
    people += [chief] if chief else []
    subject, text = letter(template, {"adoption": adoption})
    post([subject, text, person.email] for person in dict.fromkeys(people))
