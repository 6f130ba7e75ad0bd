"""What Lillevik lacks: a party's own gathering."""

from datetime import timedelta

from django.utils import timezone

from tannhjul.dialogue.actions import gatherings
from tannhjul.organisation.models import Party


def make() -> None:
    """Put it there."""
    gatherings.plan(
        "party",
        "Gruppemøte",
        timezone.now() + timedelta(days=1),
        "Rommet",
        by=None,
        party=Party.objects.get(code="SP"),
        openness="closed",
    )
