"""Messages to members and deputies."""

from tannhjul.accounts.notices import letter, post
from tannhjul.organisation import queries as organisation

from .models import Call, Item, Meeting
from .queries import day_of


def convened(meeting: Meeting) -> None:
    """Tell members and deputies that the meeting is convened."""
    day = day_of(meeting)
    seats = [*organisation.members(meeting.body, day), *organisation.deputies(meeting.body, day)]
    subject, text = letter("meetings/mail/convened.txt", {"meeting": meeting})
    people = [*(seat.person for seat in seats), *organisation.called_beside(meeting.body, day)]
    post(([subject, text, person.email] for person in dict.fromkeys(people)), meeting)


def called(call: Call) -> None:
    """Ask a deputy to come."""
    context = {"call": call, "meeting": call.meeting}
    post([[*letter("meetings/mail/called.txt", context), call.deputy.email]], call.meeting)


def recalled(call: Call) -> None:
    """Tell a deputy that the member comes after all."""
    context = {"call": call, "meeting": call.meeting}
    post([[*letter("meetings/mail/recalled.txt", context), call.deputy.email]], call.meeting)


def unlisted(item: Item) -> None:
    """Tell the chief executive that the board of an enterprise treats what was not on the agenda."""
    chief = organisation.chief_executive(day_of(item.meeting))
    if chief:
        context = {"item": item, "meeting": item.meeting}
        post([[*letter("meetings/mail/unlisted.txt", context), chief.email]], item.meeting)


def to_sign(meeting: Meeting) -> None:
    """Ask those chosen to sign the minutes."""
    subject, text = letter("meetings/mail/to_sign.txt", {"meeting": meeting})
    people = meeting.signatures.select_related("person")
    post(([subject, text, row.person.email] for row in people), meeting)
