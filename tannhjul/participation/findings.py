"""What is wrong with proposals as they stand."""

from collections.abc import Iterator
from datetime import date

from tannhjul.core.findings import finds

from . import queries, rules
from .models import Initiative


@finds(rules.is_treated_within_six_months)
def late(day: date) -> Iterator[Initiative]:
    """Proposals that the council should have taken a stand on by now."""
    for row in queries.untreated():
        if row.due and not rules.is_treated_within_six_months(row.due, row.in_plan, day):
            yield row
