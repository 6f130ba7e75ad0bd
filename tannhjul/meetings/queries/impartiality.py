"""Where impartiality should be considered, before anyone has raised it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Outcome
from tannhjul.core.law import Rule
from tannhjul.meetings import rules
from tannhjul.meetings.enums import OF_VALIDITY, ItemStatus, Plea
from tannhjul.meetings.models import Ballot, Item, Meeting, Recusal
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import Power, Tie
from tannhjul.organisation.models import Interest, Person
from tannhjul.organisation.rules.interests import (
    did_not_decide_it,
    did_not_prepare_it,
    is_free_of_special_ties,
    is_free_of_the_parties,
    may_be_partial_in,
    same_name,
)

from .agenda import day_of
from .attendance import chairing, entitled, members_total, present


@dataclass(frozen=True)
class PossibleConflict:
    """A possible question of impartiality, before anyone has raised it: why, and by which rule."""

    item: Item
    person: Person
    why: str
    rule: Rule


def possible_conflicts(meeting: Meeting, people: Iterable[Person]) -> list[PossibleConflict]:
    """What the register of interests and the parties of the cases give reason to consider.

    A suggestion only: the member declares, and the body decides. Questions that have been raised
    already are left out. As many queries for a hundred items as for one.
    """
    known = {person.pk: person for person in people}
    items = meeting.items.filter(case__isnull=False).exclude(status=ItemStatus.DONE)
    rows = list(items.select_related("case").prefetch_related("case__parties", "recusals"))
    ties = organisation.interests_of(known, day_of(meeting))
    before = decided_before({item.case.complaint_over_id for item in rows if item.case})
    found = [each for item in rows for each in _conflicts_in(item, known, ties, before)]
    raised = {(r.item_id, r.person_id) for item in rows for r in item.recusals.all()}
    return [each for each in found if (each.item.pk, each.person.pk) not in raised]


def decided_before(cases: Collection[int | None]) -> set[tuple[int, int]]:
    """(case, person) of everyone who sat when these cases were decided; for complaints over them."""
    settled = Q(outcome=Outcome.ADOPTED) | Q(outcome=Outcome.REJECTED, step__power=Power.DECIDES)
    items = Item.objects.filter(settled, case__in=[pk for pk in cases if pk])
    voted = Ballot.objects.filter(vote__item__in=items, vote__trial=False)
    return set(voted.values_list("vote__item__case", "person_id"))


def _conflicts_in(
    item: Item,
    known: dict[int, Person],
    ties: list[Interest],
    before: set[tuple[int, int]],
) -> Iterator[PossibleConflict]:
    case = item.case
    if case is None or not may_be_partial_in(case.nature):
        return
    parties = [party.name for party in case.parties.all()]
    for person in known.values():
        reasons = [
            (_why(tie), tie.tie)
            for tie in ties
            if tie.person_id == person.pk and any(same_name(tie.name, name) for name in parties)
        ]
        if any(same_name(person.name, name) for name in parties):
            reasons.append((_("Party to the case"), "party"))
        prepared = case.officer_id is not None and case.officer_id == person.user_id
        if prepared:
            reasons.append((_("Has prepared the case as an employee"), "prepared"))
        took_part = (case.complaint_over_id, person.pk) in before
        if took_part:
            reasons.append((_("Took part in the decision that is complained about"), "decided"))
        rule = _broken([kind for _why, kind in reasons], prepared, case.nature, took_part)
        if rule:
            yield PossibleConflict(item, person, "; ".join(why for why, _kind in reasons), rule)


def _why(tie: Interest) -> str:
    """The tie in words; relatives are not named, since others read this."""
    return str(tie.get_tie_display()) if tie.tie == Tie.FAMILY else str(tie)


def _broken(ties: Collection[str], prepared: bool, nature: str, took_part: bool) -> Rule | None:
    """The first rule of impartiality that the facts speak against."""
    checks: list[tuple[Any, bool]] = [
        (is_free_of_the_parties, is_free_of_the_parties(ties)),
        (did_not_prepare_it, did_not_prepare_it(prepared, nature)),
        (did_not_decide_it, did_not_decide_it(took_part)),
        (is_free_of_special_ties, is_free_of_special_ties(ties)),
    ]
    return next((check.rule for check, kept in checks if not kept), None)


@dataclass(frozen=True)
class Deciding:
    """Who finds whether a member takes part in an item: ids of people."""

    people: frozenset[int]
    concerned: frozenset[int]
    all: bool
    chair: int | None


def deciding_on(recusal: Recusal, at: datetime) -> Deciding:
    """Those present without any of whom it has been asked, or all if they are too few (fvl. § 8 (2)).

    A member's own personal reasons (§ 11-11) concern that member alone.
    """
    item = recusal.item
    rows = entitled(item, at)
    here = frozenset(row.person_id for row in rows)
    asked = item.recusals.filter(plea=Plea.PARTIALITY).values_list("person_id", flat=True)
    concerned = frozenset({recusal.person_id, *(asked if recusal.plea == Plea.PARTIALITY else ())})
    others = here - concerned
    enough = rules.has_quorum(members_total(item.meeting), len(others))
    everyone = len(concerned) > 1 and not enough
    if everyone:  # also those of whom it has been found already
        rows = [*rows, *present(item.meeting, at)]
    people = frozenset(row.person_id for row in rows) if everyone else others
    chair = chairing(item, [row for row in rows if row.person_id in people])
    return Deciding(people, concerned, everyone, chair)


def nature_of(item: Item) -> str:
    """What an item is about, as the rules of impartiality ask: elections to offices are one of its own."""
    elects = item.constitutes and item.constitutes not in OF_VALIDITY
    if elects or item.votes.filter(election__isnull=False).exists():
        return "election"
    return item.case.nature if item.case else ""
