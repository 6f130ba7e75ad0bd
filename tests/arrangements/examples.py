"""What Lillevik lacks: an arrangement that was put in force."""

from django.utils.timezone import localdate

from tannhjul.arrangements import actions, library


def make() -> None:
    """Put it in force."""
    actions.introduce(
        library.everything()["hjartdal-innstilt"], "PS 1/26", by=None, today=localdate()
    )
