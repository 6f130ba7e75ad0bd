"""What Lillevik lacks: something that a member has raised and nobody has taken up."""

from tannhjul.elections.models import Election
from tannhjul.meetings.actions import motions
from tannhjul.meetings.models import Meeting


def make() -> None:
    """Put it there."""
    coming = Meeting.objects.get(status="convened")
    author = coming.body.seats.filter(kind="member", valid_to=None).last().person
    motions.send(
        coming.body,
        author,
        "item",
        "Krav",
        "Tekst",
        by=None,
        today=Election.objects.get(method="voters").held_on,
        meeting=coming,
    )
