"""What can be decided about: areas by the words of people, and what lies in them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from tannhjul.delegation.models import Area, Grant

GROUPED = r"\d{1,3}(?:[ .\u00a0]\d{3})+(?:,\d{1,2})?"
AMOUNT = re.compile(
    rf"(?<![\w.,])(kr\.?\s*)?({GROUPED}|\d+(?:[.,]\d{{1,2}})?)(?:,-)?"
    r"\s*(tusen|mill\w*\.?|milliard\w*)?\s*(kr\b\.?|kroner\b)?(?!\w)",
    re.IGNORECASE,
)
TIMES = (("milliard", 1_000_000_000), ("mill", 1_000_000), ("tusen", 1_000))
MOST_WORDS = 8
SMALLEST_ALONE = 10_000  # a smaller number, with nothing beside it, may be a year or a paragraph


def words_and_amount(text: str) -> tuple[str, Decimal | None]:
    """A question as people write it, «innkjøp kr 400 000»: (its words, kroner; None if none)."""
    found = [match for match in AMOUNT.finditer(text) if _is_amount(match)]
    if not found:
        return text, None
    match = max(found, key=lambda each: bool(each[1] or each[3] or each[4]))
    rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return rest, _kroner(match)


def _is_amount(match: re.Match[str]) -> bool:
    marked = bool(match[1] or match[3] or match[4])
    return len(match[2]) <= 18 and (marked or _kroner(match) >= SMALLEST_ALONE)


def _kroner(match: re.Match[str]) -> Decimal:
    plain = re.sub(r"[ .\u00a0]", "", match[2]) if re.fullmatch(GROUPED, match[2]) else match[2]
    named = (match[3] or "").lower()
    times = next((number for start, number in TIMES if named.startswith(start)), 1)
    return Decimal(plain.replace(",", ".")) * times


def areas_limited_in(measure: str) -> list[Area]:
    """The areas in which someone has power up to a limit of this measure, at most fifty."""
    limited = Grant.objects.filter(measure=measure, limit__isnull=False).values("area")
    rows = Area.objects.filter(pk__in=limited).select_related("parent__parent__parent")
    return list(rows.order_by("name")[:50])


def areas_named(text: str) -> list[Area]:
    """The areas whose name or other words hold every word of ``text``, at most fifty."""
    return _named(text, Area.objects.select_related("parent__parent__parent"))


def _named(text: str, areas: Iterable[Area]) -> list[Area]:
    """Of ``areas``, those. Compared here, not in the database: SQLite knows capitals of ASCII only."""
    wanted = text.casefold().split()
    found = (row for row in areas if all(w in f"{row.name} {row.words}".casefold() for w in wanted))
    return list(islice(found, 50))


def areas_asked_about(text: str) -> list[Area]:
    """The areas a question in anyone's words may be about: all of it, without its amount, or any word."""
    words, _amount = words_and_amount(text)
    areas = list(Area.objects.select_related("parent__parent__parent"))
    for asked in (text, words):
        if asked and (found := _named(asked, areas)):
            return found
    long = [word for word in re.findall(r"\w+", words) if len(word) >= 5]
    return list(dict.fromkeys(row for word in long[:MOST_WORDS] for row in _named(word, areas)))


def below(area: Area) -> set[int]:
    """The ids of an area and all its parts."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Area.objects.values_list("pk", "parent"):
        children[parent].append(pk)
    found, waiting = set(), [area.pk]
    while waiting:
        at = waiting.pop()
        found.add(at)
        waiting += children[at]
    return found


def tree() -> list[tuple[Area, int]]:
    """Every area with its depth, parts after the whole."""
    children: dict[int | None, list[Area]] = defaultdict(list)
    for area in Area.objects.order_by("-name"):
        children[area.parent_id].append(area)
    found, waiting = [], [(area, 0) for area in children[None]]
    while waiting:
        area, depth = waiting.pop()
        found.append((area, depth))
        waiting += [(child, depth + 1) for child in children[area.pk]]
    return found
