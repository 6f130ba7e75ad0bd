"""What is wrong with gatherings as they stand."""

from collections.abc import Iterator
from datetime import date

from tannhjul.core.findings import finds

from . import rules
from .models import Gathering


@finds(rules.meets_in_the_open)
def behind_closed_doors(_day: date) -> Iterator[Gathering]:
    """Gatherings of others than a party's own group that nobody can follow."""
    for row in Gathering.objects.all():
        if not rules.meets_in_the_open(row.kind, row.openness):
            yield row
