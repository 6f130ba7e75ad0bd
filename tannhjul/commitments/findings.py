"""What has been promised or is owed, and not kept."""

from collections.abc import Callable, Iterator
from datetime import date

from tannhjul.core.findings import finds

from . import rules
from .models import Commitment, Duty
from .presets import PRESETS
from .queries import duties
from .queries import promises as queries


@finds(rules.is_carried_out_or_alerted)
def neither_done_nor_alerted(day: date) -> Iterator[Commitment]:
    """What should have been done, and nobody has said what hinders it."""
    for row in queries.overdue(day):
        if not rules.is_carried_out_or_alerted(row.deadline, False, row.alerted, day):
            yield row


def _not_kept(key: str, day: date) -> Iterator[Duty]:
    """The duty of a preset, if it falls due too seldom or something is late."""
    for row in duties.in_force(day).filter(key=key):
        often = duties.times_a_year(row.every, row.per)
        if not PRESETS[key].keeps(often, duties.standing(row, day).late):
            yield row


def _late(key: str) -> Callable[[date], Iterator[Duty]]:
    """The search for what of one preset is not kept."""
    return lambda day: _not_kept(key, day)


for _key, _preset in PRESETS.items():
    finds(_preset.keeps)(_late(_key))
