"""How long to go on trying: briefly in every run, for hours in ``make test-long``."""

import os
from typing import TypeVar

T = TypeVar("T")
LONG = bool(os.environ.get("TANNHJUL_LONG"))


def times(short: T, full: T) -> T:
    """``full`` when there is all the time in the world, else ``short``."""
    return full if LONG else short
