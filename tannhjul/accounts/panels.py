"""What became of the messages about something, on the page where they were sent from."""

from collections import Counter

from tannhjul.web import panels

from . import access
from .enums import Sent
from .models import Letter


@panels.add("meetings:desk", "accounts/panels/told.html", order=90)
def told(request, row):
    """How many have been told by e-mail, and whom it did not reach."""
    about = row.get_absolute_url()
    rows = list(Letter.objects.filter(about=about).defer("text"))
    if not rows:
        return None
    number = Counter(letter.state for letter in rows)
    return {
        "states": [(state.label, number[state]) for state in Sent if number[state]],
        "failed": [letter for letter in rows if letter.state == Sent.FAILED],
        "about": about,
        "may_see": access.see_letters.allows(request.user),
    }
