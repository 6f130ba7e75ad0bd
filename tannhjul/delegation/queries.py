"""Who may decide: the chains behind every delegation, and what they reach."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from django.db.models import Q, QuerySet

from tannhjul.core.choices import chosen
from tannhjul.core.models import in_force as holds_on
from tannhjul.organisation.enums import BodyKind, Office
from tannhjul.organisation.models import Body, Leadership, Person, Seat
from tannhjul.organisation.queries import council

from . import rules
from .choices import PASSED_ON_UNLESS_SAID
from .enums import Holder, Why
from .models import Area, Exclusion, Grant


def matter_in(
    area: Area,
    measure: str = "",
    amount: Decimal | None = None,
    principled: bool = False,
    *,
    urgent: bool = False,
) -> rules.Matter:
    """Something to be decided in an area: with the areas above it, and whether the law reserves it.

    ``urgent``: it cannot wait (§ 11-8).
    """
    path, at = [area], area.parent
    while at is not None:
        path.append(at)
        at = at.parent
    return rules.Matter(
        tuple(each.pk for each in path),
        measure,
        amount,
        principled,
        any(each.reserved for each in path),
        urgent,
        tuple(each.elected_until for each in path if each.elected),
    )


def chains(grants: Iterable[Grant]) -> dict[int, list[Grant]]:
    """For each grant the delegations from the council down to it, in as many queries as the longest is long."""
    wanted = list(grants)
    known = {grant.pk: grant for grant in wanted}
    missing = {grant.parent_id for grant in wanted} - {None} - known.keys()
    while missing:
        rows = _with_holders().filter(pk__in=missing)
        known |= {grant.pk: grant for grant in rows}
        missing = {grant.parent_id for grant in rows} - {None} - known.keys()
    return {grant.pk: _upwards(grant, known) for grant in wanted}


def _with_holders():
    return Grant.objects.select_related("area__parent", "body", "unit")


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


def _upwards(grant: Grant, known: dict[int, Grant]) -> list[Grant]:
    chain, at = [grant], grant.parent_id
    while at is not None:
        chain.append(known[at])
        at = known[at].parent_id
    return chain[::-1]


def exceptions(grants: Iterable[Grant]) -> dict[int, frozenset[int]]:
    """The ids of the areas that each grant leaves out."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Exclusion.objects.filter(grant__in=[grant.pk for grant in grants])
    for grant, area in rows.values_list("grant_id", "area_id"):
        found[grant].add(area)
    return {pk: frozenset(areas) for pk, areas in found.items()}


@dataclass(frozen=True)
class Answer:
    """A delegation held against a matter: the chain behind it, and why it does not reach, if so."""

    grant: Grant
    chain: list[Grant]
    why: str

    @property
    def reaches(self) -> bool:
        """Whether the holder may decide."""
        return not self.why

    @property
    def passed_on_from(self) -> Grant | None:
        """What it was passed on from; None: the council gave it."""
        return self.chain[-2] if len(self.chain) > 1 else None

    @property
    def says(self) -> str:
        """Why it does not reach, as a sentence."""
        return str(Why(self.why).label) if self.why else ""


def held_against(matter: rules.Matter, grants: Iterable[Grant], day: date) -> list[Answer]:
    """Each delegation with its chain, and whether it reaches the matter on ``day``."""
    rows = list(grants)
    return _answers(matter, rows, *_linked(rows), day)


def obstacles(held: Iterable[tuple[Grant, rules.Matter, date]]) -> list[str]:
    """Why each delegation did not reach its matter on its day, "" if it did; as many queries for
    all as for one."""
    rows = list(held)
    behind, links = _linked([grant for grant, _matter, _day in rows])
    return [
        rules.obstacle_in([links[each.pk] for each in behind[grant.pk]], matter, day)
        for grant, matter, day in rows
    ]


def _linked(rows: list[Grant]) -> tuple[dict[int, list[Grant]], dict[int, rules.Link]]:
    """The chain behind each delegation, and every link of them as the rules know it."""
    behind = chains(rows)
    everyone = {link.pk: link for chain in behind.values() for link in chain}
    left_out = exceptions(everyone.values())
    links = {pk: link.link(left_out.get(pk, frozenset())) for pk, link in everyone.items()}
    return behind, links


def _answers(
    matter: rules.Matter,
    rows: Iterable[Grant],
    behind: dict[int, list[Grant]],
    links: dict[int, rules.Link],
    day: date,
) -> list[Answer]:
    return [
        Answer(
            grant,
            behind[grant.pk],
            rules.obstacle_in([links[each.pk] for each in behind[grant.pk]], matter, day),
        )
        for grant in rows
    ]


def who_decides(matter: rules.Matter, day: date) -> list[Answer]:
    """Everyone with a delegation about the matter's area, those who may decide it nearest first.

    Nobody: the council decides it itself.
    """
    return who_decide([matter], day)[0]


def who_decide(matters: Sequence[rules.Matter], day: date) -> list[list[Answer]]:
    """The same for several matters, in as many queries as for one."""
    every = {area for matter in matters for area in matter.path}
    grants = list(_with_holders().filter(area__in=every))
    behind, links = _linked(grants)
    found = []
    for matter in matters:
        mine = [grant for grant in grants if grant.area_id in matter.path]
        answers = _answers(matter, mine, behind, links, day)
        found.append(
            sorted(answers, key=lambda row: (not row.reaches, -len(row.chain), row.grant.pk))
        )
    return found


def held_by(person: Person, day: date) -> QuerySet[Grant]:
    """The delegations to what someone leads on ``day``, in force or not."""
    units = Leadership.objects.on(day).filter(person=person).values("unit")
    bodies = Seat.objects.on(day).filter(person=person, office=Office.LEADER).values("body")
    led = Q(holder=Holder.UNIT, unit__in=units) | Q(holder=Holder.LEADER, body__in=bodies)
    return _with_holders().filter(led)


def power_of(person: Person, matter: rules.Matter, day: date) -> Answer | None:
    """The delegation with which someone may decide a matter, the nearest first.

    If none reaches it, the one that comes nearest, with why it does not; None: there is none at all.
    """
    answers = held_against(matter, held_by(person, day).filter(area__in=matter.path), day)
    order = {pk: place for place, pk in enumerate(matter.path)}
    answers.sort(key=lambda row: (not row.reaches, -len(row.chain), order[row.grant.area_id]))
    return answers[0] if answers else None


def may_be_passed_on(grant: Grant, day: date) -> bool:
    """Whether power may be passed on: as it was said, else by the municipality's own rule on ``day``."""
    if grant.may_pass_on is not None:
        return grant.may_pass_on
    return bool(chosen(PASSED_ON_UNLESS_SAID, day))


def passed_on_all_the_same(day: date) -> list[Grant]:
    """What stands passed on from power of which nothing is said, though the rule is now that it may not."""
    if chosen(PASSED_ON_UNLESS_SAID, day):
        return []
    rows = _with_holders().filter(parent__may_pass_on=None, parent__isnull=False, recalled_on=None)
    return _alive(list(rows.filter(holds_on(day)).order_by("pk")), day)


def _alive(rows: list[Grant], day: date) -> list[Grant]:
    """Of ``rows``, the delegations where all that they rest on holds on ``day``."""
    behind = chains(rows)
    nothing: frozenset[int] = frozenset()
    return [
        grant
        for grant in rows
        if all(rules.is_alive(link.link(nothing), day) for link in behind[grant.pk])
    ]


def in_hand(person: Person, day: date) -> list[Grant]:
    """What someone has power in on ``day``, through chains that hold all the way from the council."""
    return _alive(list(held_by(person, day)), day)


def given_by(answer: Answer, day: date) -> Body | None:
    """The elected body whose power it is: the last on the way down to the holder, or the council.

    A mayor answers to the council, whoever passed the power on (§ 6-1).
    """
    mayors = answer.grant.body is not None and answer.grant.body.kind == BodyKind.COUNCIL
    if answer.grant.holder == Holder.LEADER and mayors:
        return council(day)
    above = [link.body for link in answer.chain[:-1] if link.holder == Holder.BODY]
    return above[-1] if above else council(day)


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


@dataclass(frozen=True)
class Row:
    """One line of the matrix: an area, and who may decide in it, by what they are."""

    area: Area
    depth: int
    reserved: bool
    cells: list[list[Grant]]


COLUMNS = (Holder.BODY, Holder.LEADER, "head", Holder.UNIT, Holder.ENTITY)


def matrix(day: date) -> list[Row]:
    """Who may decide in every area on ``day``, in as many queries for ten areas as for a thousand."""
    grants = {grant.pk: grant for grant in _with_holders()}
    left_out = exceptions(grants.values())
    links = {pk: grant.link(left_out.get(pk, frozenset())) for pk, grant in grants.items()}
    chains_of = {pk: [links[each.pk] for each in _upwards(grants[pk], grants)] for pk in grants}
    by_area: dict[int, list[int]] = defaultdict(list)
    for pk, grant in grants.items():
        by_area[grant.area_id].append(pk)
    areas = tree()
    parents = {area.pk: area.parent_id for area, _depth in areas}
    kept = {area.pk for area, _depth in areas if area.reserved}
    elected = {area.pk: area.elected_until for area, _depth in areas if area.elected}
    rows = []
    for area, depth in areas:
        path, at = [area.pk], area.parent_id
        while at is not None:
            path.append(at)
            at = parents[at]
        marks = tuple(elected[pk] for pk in path if pk in elected)
        matter = rules.Matter(tuple(path), reserved=bool(kept & set(path)), elected=marks)
        reach = [
            grants[pk]
            for each in path
            for pk in by_area[each]
            if not rules.obstacle_in(chains_of[pk], replace(matter, urgent=grants[pk].urgent), day)
        ]
        cells = [[grant for grant in reach if _column(grant) == column] for column in COLUMNS]
        rows.append(Row(area, depth, matter.reserved, cells))
    return rows


def _column(grant: Grant) -> str:
    if grant.unit and grant.unit.parent_id is None:
        return "head"
    return grant.holder


def in_force(day: date) -> list[Grant]:
    """The regulations as they were on ``day``: every delegation through a chain that held."""
    grants = {grant.pk: grant for grant in _with_holders()}
    nothing: frozenset[int] = frozenset()
    links = {pk: grant.link(nothing) for pk, grant in grants.items()}
    return [
        grant
        for pk, grant in grants.items()
        if all(rules.is_alive(links[each.pk], day) for each in _upwards(grant, grants))
    ]


def changed(before: date, after: date) -> tuple[list[Grant], list[Grant]]:
    """(what came, what went) in the regulations between two days."""
    was, is_now = in_force(before), in_force(after)
    old, new = {grant.pk for grant in was}, {grant.pk for grant in is_now}
    return [g for g in is_now if g.pk not in old], [g for g in was if g.pk not in new]


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
