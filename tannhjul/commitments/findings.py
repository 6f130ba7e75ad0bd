"""What has been promised and not kept."""

from collections.abc import Iterator
from datetime import date

from tannhjul.core.findings import finds

from . import queries
from .models import Commitment
from .rules import is_carried_out_or_alerted


@finds(is_carried_out_or_alerted)
def neither_done_nor_alerted(day: date) -> Iterator[Commitment]:
    """What should have been done, and nobody has said what hinders it."""
    for row in queries.overdue(day):
        if not is_carried_out_or_alerted(row.deadline, False, row.alerted, day):
            yield row
