"""Facts at the boundary of each statutory rule, and whether the rule is kept there."""

from . import elsewhere, meetings, organisation

CASES = [*organisation.CASES, *meetings.CASES, *elsewhere.CASES]
