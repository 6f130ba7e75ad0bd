"""Whether two titles seem to be about the same."""

import re

SHORT = 3  # words so short say little of what a title is about
IN_COMMON = 0.6


def alike(one: str, other: str) -> bool:
    """Whether most words of the shorter of two titles stand in the other."""
    own, others = _words(one), _words(other)
    fewest = min(len(own), len(others))
    return fewest > 0 and len(own & others) / fewest >= IN_COMMON


def _words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if len(word) > SHORT}
