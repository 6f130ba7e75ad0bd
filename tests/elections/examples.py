"""What Lillevik lacks: an open election."""

from django.utils.timezone import localdate

from tannhjul.elections import actions
from tannhjul.organisation.models import Body


def make() -> None:
    """Put it there."""
    committee = Body.objects.get(short="HTM")
    actions.open_election(committee, "proportion", by=None, today=localdate(), demanded=True)
