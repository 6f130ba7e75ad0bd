"""Messages about questions to the chief executive."""

from django.utils.timezone import localdate

from tannhjul.accounts.notices import letter, post
from tannhjul.organisation.queries import chief_executive

from .models import Inquiry


def asked(inquiry: Inquiry) -> None:
    """Tell the chief executive that someone asks."""
    person = chief_executive(localdate(inquiry.asked_at))
    if person:
        subject, text = letter("cases/mail/asked.txt", {"inquiry": inquiry})
        post([[subject, text, person.email]])


def answered(inquiry: Inquiry) -> None:
    """Tell who asked and all group leaders, in one sending."""
    subject, text = letter("cases/mail/answered.txt", {"inquiry": inquiry})
    people = {copy.person for copy in inquiry.copies.select_related("person")} | {inquiry.asker}
    post([subject, text, person.email] for person in sorted(people, key=lambda row: row.pk))
