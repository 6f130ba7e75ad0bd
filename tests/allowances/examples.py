"""What Lillevik lacks: a leave from the office."""

from datetime import timedelta

from tannhjul.allowances.models import Fixed, Leave


def make() -> None:
    """Put it there."""
    fixed = Fixed.objects.get()
    day = fixed.valid_from
    Leave.objects.create(
        fixed=fixed, first=day, until=day + timedelta(days=7), decided_by="KST PS 9/26"
    )
