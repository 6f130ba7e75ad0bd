"""What Lillevik lacks: messages that wait, and that did not arrive."""

from django.utils.timezone import now

from tannhjul.accounts.models import Letter


def make() -> None:
    """Put them there."""
    for state, fault in (
        ("waiting", "452 mailbox full"),
        ("sent", ""),
        ("failed", "550 no such user"),
    ):
        Letter.objects.create(
            about="/moter/",
            subject="Innkalling",
            to=f"{state}@example.org",
            state=state,
            fault=fault,
            written_at=now(),
            next_at=now(),
            settled_at=None if state == "waiting" else now(),
        )
