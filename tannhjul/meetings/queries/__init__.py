"""Reads about meetings that pages, documents and actions share."""

from .doubts import (
    Doubt,
    decided_before,
    doubts,
)
from .electing import (
    Guide,
    elections_held_by,
    guide,
)
from .raising import (
    Tool,
    is_met,
    motion_deadline,
    supporters_needed,
    tools,
    unlisted_demands,
)
from .sitting import (
    Expected,
    absent,
    composed,
    day_of,
    entitled,
    expected,
    members_total,
    open_item,
    parties_in,
    present,
    recorded_behind_doors,
    seat_in,
    signers_wanted,
    tabled,
    upcoming,
    with_agenda,
)
from .urgent import (
    could_decide,
    may_be_urgent,
    power_in,
    unreported,
)

__all__ = [
    "could_decide",
    "may_be_urgent",
    "power_in",
    "unreported",
    "Doubt",
    "decided_before",
    "doubts",
    "Guide",
    "elections_held_by",
    "guide",
    "Tool",
    "is_met",
    "motion_deadline",
    "supporters_needed",
    "tools",
    "unlisted_demands",
    "Expected",
    "absent",
    "composed",
    "day_of",
    "entitled",
    "expected",
    "members_total",
    "open_item",
    "parties_in",
    "present",
    "recorded_behind_doors",
    "seat_in",
    "signers_wanted",
    "tabled",
    "upcoming",
    "with_agenda",
]
