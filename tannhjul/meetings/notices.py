"""Messages to members and deputies."""

from typing import Any

from tannhjul.accounts.notices import letter, post
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Person

from .enums import NOT_COMING
from .models import Call, Item, Meeting
from .queries import day_of


def convened(meeting: Meeting) -> None:
    """Tell members and deputies that the meeting is convened."""
    _tell(_invited(meeting), "meetings/mail/convened.txt", meeting)


def cancelled(meeting: Meeting, convened: bool) -> None:
    """Whoever was told of the meeting is told that it is called off."""
    people = _invited(meeting) if convened else _called(meeting)
    _tell(people, "meetings/mail/cancelled.txt", meeting)


def moved(meeting: Meeting) -> None:
    """A deputy who has been called before the notice is told when and where it is now."""
    _tell(_called(meeting), "meetings/mail/moved.txt", meeting)


def added(item: Item) -> None:
    """Whoever has the notice is told what has come to the agenda since."""
    _tell(_invited(item.meeting), "meetings/mail/added.txt", item.meeting, item=item)


def taken_off(item: Item) -> None:
    """Whoever has the notice is told what is not treated after all."""
    _tell(_invited(item.meeting), "meetings/mail/taken_off.txt", item.meeting, item=item)


def _invited(meeting: Meeting) -> list[Person]:
    """Everyone who gets the notice, and the deputies who have been called."""
    day = day_of(meeting)
    seats = [*organisation.members(meeting.body, day), *organisation.deputies(meeting.body, day)]
    beside = organisation.called_beside(meeting.body, day)
    return [*(seat.person for seat in seats), *beside, *_called(meeting)]


def _called(meeting: Meeting) -> list[Person]:
    calls = meeting.calls.exclude(status__in=NOT_COMING).select_related("deputy")
    return [call.deputy for call in calls]


def _tell(people: list[Person], template: str, meeting: Meeting, **context: Any) -> None:
    subject, text = letter(template, {"meeting": meeting, **context})
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
    _to_signers(meeting, subject, text)


def put_right(meeting: Meeting) -> None:
    """Tell those who signed the minutes that they have come in a new version."""
    subject, text = letter("meetings/mail/put_right.txt", {"meeting": meeting})
    _to_signers(meeting, subject, text)


def _to_signers(meeting: Meeting, subject: str, text: str) -> None:
    people = meeting.signatures.select_related("person")
    post(([subject, text, row.person.email] for row in people), meeting)
