"""Messages about elections."""

from tannhjul.accounts.notices import letter, post
from tannhjul.organisation.queries import council, members

from .models import Election


def composed(election: Election, day) -> None:
    """Tell the council at once who sits in its executive council (kommuneloven § 10-5 (5))."""
    body = council(day)
    if body is None:
        return
    rows = members(election.body, day)
    subject, text = letter("elections/mail/composed.txt", {"body": election.body, "rows": rows})
    post([subject, text, seat.person.email] for seat in members(body, day))
