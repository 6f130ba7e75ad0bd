"""Who may decide: the chains behind every delegation, and what they reach."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from tannhjul.core.choices import chosen
from tannhjul.core.models import in_force as holds_on
from tannhjul.delegation import rules
from tannhjul.delegation.choices import PASSED_ON_UNLESS_SAID
from tannhjul.delegation.enums import Holder, Why
from tannhjul.delegation.models import Area, Exclusion, Grant
from tannhjul.organisation.enums import BodyKind, Office
from tannhjul.organisation.models import Body, DatedQuerySet, Leadership, Person, Seat, Unit
from tannhjul.organisation.queries import council, lines_up


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
    missing = {pk for grant in wanted if (pk := grant.parent_id)} - known.keys()
    while missing:
        rows = with_holders().filter(pk__in=missing)
        known |= {grant.pk: grant for grant in rows}
        missing = {pk for grant in rows if (pk := grant.parent_id)} - known.keys()
    return {grant.pk: upwards(grant, known) for grant in wanted}


def with_holders() -> DatedQuerySet:
    """All delegations, with what they are about and who holds them."""
    return Grant.objects.select_related("area__parent", "body", "unit")


def upwards(grant: Grant, known: dict[int, Grant]) -> list[Grant]:
    """The chain of a delegation, from the council down to it."""
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
    grants = list(with_holders().filter(area__in=every))
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
    return with_holders().filter(led)


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
    rows = with_holders().filter(parent__may_pass_on=None, parent__isnull=False, recalled_on=None)
    return _alive(list(rows.filter(holds_on(day)).order_by("pk")), day)


def _alive(rows: list[Grant], day: date, *, itself: bool = True) -> list[Grant]:
    """Of ``rows``, the delegations where all that they rest on holds on ``day``.

    ``itself``: whether the delegation must hold too, and not only what it rests on.
    """
    behind = chains(rows)
    nothing: frozenset[int] = frozenset()
    return [
        grant
        for grant in rows
        if all(
            rules.is_alive(link.link(nothing), day)
            for link in behind[grant.pk][: None if itself else -1]
        )
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


def held_by_unit(unit: Unit, day: date) -> list[Grant]:
    """What a unit has been given and nobody has taken back by ``day``, through chains that hold then.

    Whether the unit itself is there on that day is not asked.
    """
    rows = with_holders().filter(lasting(day), unit=unit).order_by("area__name", "pk")
    return _alive(list(rows), day, itself=False)


def not_from_above(unit: Unit, day: date) -> list[Grant]:
    """Power that a unit, or one below it, has on ``day`` or later from one it does not stand below then."""
    lines = lines_up(day)
    own = {pk for pk, above in lines.items() if unit.pk in above} | {unit.pk}
    rows = with_holders().filter(lasting(day), parent__unit__isnull=False, unit__in=own)
    away = [
        row
        for row in rows.select_related("parent__unit")
        if row.parent is not None and row.parent.unit_id not in lines.get(row.unit_id or 0, [])
    ]
    return _alive(away, day, itself=False)


def lasting(day: date) -> Q:
    """Delegations that nobody has taken back by ``day``, whether or not they have begun."""
    open_ended = Q(valid_to=None) | Q(valid_to__gt=day)
    return open_ended & (Q(recalled_on=None) | Q(recalled_on__gt=day))
