"""Messages to those who stand behind a proposal (kommuneloven § 12-1 (2))."""

from tannhjul.accounts.models import User
from tannhjul.accounts.notices import letter, post
from tannhjul.commitments.models import Commitment
from tannhjul.meetings.models import Item
from tannhjul.meetings.papers import closed

from .models import Initiative


def _tell(initiative: Initiative, template: str, *others: User, **more) -> None:
    """Tell whoever wrote it, and ``others``."""
    subject, text = letter(template, {"initiative": initiative, **more})
    people = dict.fromkeys([initiative.author, *others])
    post([subject, text, each.email] for each in people)


def put_forward(initiative: Initiative) -> None:
    """That it is before the council, and by when it takes a stand."""
    _tell(initiative, "participation/mail/put_forward.txt")


def taken_down(initiative: Initiative) -> None:
    """Why it is no longer shown."""
    _tell(initiative, "participation/mail/taken_down.txt")


def treated(initiative: Initiative, item: Item) -> None:
    """What the council decided: to everyone behind it; of what is exempt, only where it stands."""
    behind = [row.user for row in initiative.endorsements.select_related("user")]
    _tell(initiative, "participation/mail/treated.txt", *behind, item=item, closed=closed(item))


def carried_out(initiative: Initiative, promise: Commitment, item: Item) -> None:
    """What has been done after the decision; of what is exempt, only where it stands."""
    _tell(initiative, "participation/mail/carried_out.txt", promise=promise, closed=closed(item))
