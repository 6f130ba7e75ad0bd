"""What an arrangement can set, a file for each part: read, now, before, compare, apply.

``read(row, where)`` takes its fields of a ``Setup`` from the data of a file, or refuses; ``now(day)``
is what there is; ``before(sets, today)`` what of that is touched, so that one can step back;
``compare(sides, today)`` the lines that show them side by side; ``only(sets, keys)`` what of it these
lines show; ``apply(change)`` puts it in force.
"""

from . import bodies, choices, grants, tracks

# In this order they are put in force: tracks lead through bodies, and delegations go to them.
PARTS = (bodies, tracks, choices, grants)
