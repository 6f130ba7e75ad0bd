"""What is wrong with the delegations in force."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Max

from tannhjul.core.findings import finds
from tannhjul.organisation.models import Entity, Term
from tannhjul.organisation.queries import council, entity

from . import rules
from .enums import Holder
from .models import Grant


@finds(rules.regulations_are_in_time)
def regulations_too_late(day: date) -> Iterator[Entity]:
    """A council that has not decided its regulations by the end of the year after it began."""
    owner, term, whole = entity(), Term.objects.on(day).first(), council(day)
    given = Grant.objects.filter(parent=None).aggregate(last=Max("valid_from"))["last"]
    if owner is None or term is None or whole is None or whole.source:
        return
    if not rules.regulations_are_in_time(term.valid_from, given, day):
        yield owner


def _of_each(check: Callable[[Grant], bool]) -> Callable[[date], Iterator[Grant]]:
    """The delegations in force that a check of one does not pass."""

    def search(day: date) -> Iterator[Grant]:
        rows = Grant.objects.on(day).filter(recalled_on=None)
        for grant in rows.select_related("area", "unit", "body", "parent__unit"):
            if not check(grant):
                yield grant

    return search


def _in_bodies(rule: Callable[[str, bool], bool]) -> Callable[[Grant], bool]:
    """What is asked of the power of a body, by its kind and whether matters of principle are in it."""
    return lambda grant: (
        grant.body is None or grant.holder != Holder.BODY or rule(grant.body.kind, grant.principled)
    )


def _is_head(grant: Grant) -> bool:
    return grant.unit is not None and grant.unit.is_head


finds(rules.is_not_the_councils_own)(
    _of_each(lambda grant: rules.is_not_the_councils_own(bool(grant.area.reserved)))
)
finds(rules.administration_is_reached_through_its_head)(
    _of_each(
        lambda grant: rules.administration_is_reached_through_its_head(
            grant.holder, _is_head(grant), grant.parent_id is not None
        )
    )
)
finds(rules.council_itself_gives_to_others)(
    _of_each(
        lambda grant: rules.council_itself_gives_to_others(
            grant.holder, grant.parent_id is not None
        )
    )
)
finds(rules.administration_decides_no_principles)(
    _of_each(
        lambda grant: rules.administration_decides_no_principles(grant.holder, grant.principled)
    )
)
finds(rules.leaders_decide_no_principles)(
    _of_each(lambda grant: rules.leaders_decide_no_principles(grant.holder, grant.principled))
)
for _rule in (rules.working_committees_decide_no_principles, rules.boards_decide_no_principles):
    finds(_rule)(_of_each(_in_bodies(_rule)))
finds(rules.other_entities_need_a_basis)(
    _of_each(
        lambda grant: rules.other_entities_need_a_basis(grant.holder, grant.basis, grant.principled)
    )
)
