"""Messages about gatherings."""

from tannhjul.accounts.notices import letter, post

from .models import Gathering
from .queries import invited


def _tell(gathering: Gathering, template: str) -> None:
    subject, text = letter(template, {"gathering": gathering})
    people = [*(seat.person for seat in invited(gathering)), *gathering.guests.all()]
    addresses = dict.fromkeys(person.email for person in people)
    post([subject, text, address] for address in addresses)


def planned(gathering: Gathering) -> None:
    """Tell those it is for that it is planned."""
    _tell(gathering, "dialogue/mail/planned.txt")


def cancelled(gathering: Gathering) -> None:
    """Tell those it was for that it is not held."""
    _tell(gathering, "dialogue/mail/cancelled.txt")


def mirrored(gathering: Gathering) -> None:
    """Ask those it was for whether they have been understood."""
    _tell(gathering, "dialogue/mail/mirrored.txt")
