"""Reads about inhabitants' proposals."""

from collections.abc import Iterator
from datetime import date

from tannhjul.cases.models import Case
from tannhjul.core import likeness
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Term

from .enums import Status
from .models import Initiative
from .rules import signatures_needed


def signatures(initiative: Initiative) -> int:
    """How many stand behind it; once it has been treated, how many did when it was put forward."""
    if initiative.stood_behind is not None:
        return initiative.stood_behind
    return initiative.endorsements.count() + initiative.on_paper


def needed() -> int:
    """How many must stand behind a proposal here."""
    owner = organisation.entity()
    return signatures_needed(owner.inhabitants if owner else 0)


def alike(title: str, day: date) -> list[Initiative | Case]:
    """Proposals of this term, and cases the council has treated in it, that seem to be about the same."""
    return [row for row in _of_the_term(day) if likeness.alike(title, row.title)]


def _of_the_term(day: date) -> Iterator[Initiative | Case]:
    term = Term.objects.on(day).first()
    since = term.valid_from if term else day
    rows = Initiative.objects.filter(put_forward_on__gte=since)
    yield from rows.order_by("-put_forward_on", "-pk")
    treated = Case.objects.filter(
        steps__body__kind=BodyKind.COUNCIL,
        steps__treated_on__gte=since,
        public_from__lte=day,
        ground="",
        initiative=None,
    )
    yield from treated.distinct().order_by("-year", "-number")


def untreated() -> Iterator[Initiative]:
    """Proposals that the council is yet to take a stand on."""
    rows = Initiative.objects.filter(status=Status.PUT_FORWARD).select_related("case", "author")
    yield from rows.order_by("put_forward_on", "pk")
