"""Who may find what: whoever may see a thing on its own page, by the same permission."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, QuerySet, Value

from tannhjul.core import subjects
from tannhjul.core.access import Permission

from .enums import Audience
from .models import Hit


def findable(user: Any, hits: Sequence[Hit]) -> list[int]:
    """Of what matched, in its order, the ids of entries that ``user`` may find.

    The public text of what the user may know of, and the exempt text of what the user may read.
    Asked after the match and only of the kinds that were hit: to put the permissions of every kind
    into the match itself took longer than the match.
    """
    asked: dict[tuple[str, str], set[int]] = defaultdict(set)
    for hit in hits:
        asked[hit.kind, hit.audience].add(hit.subject)
    known = _known(user, asked)
    return [hit.pk for hit in hits if (hit.kind, hit.audience, hit.subject) in known]


def _known(user: Any, asked: dict[tuple[str, str], set[int]]) -> set[tuple[str, str, int]]:
    """Which of the rows asked about (ids by kind and audience) the user may find, in one query."""
    known: set[tuple[str, str, int]] = set()
    parts: list[QuerySet] = []
    for (kind, audience), ids in asked.items():
        perm = _permission(kind, audience)
        if perm is None:
            continue
        if perm.covers_all(user):
            known.update((kind, audience, pk) for pk in ids)
            continue
        rows = (
            perm.objects(user)
            .filter(pk__in=ids)
            .order_by()
            .annotate(hit_kind=Value(kind, CharField()), hit_audience=Value(audience, CharField()))
        )
        parts.append(rows.values_list("hit_kind", "hit_audience", "pk"))
    if parts:
        known.update(parts[0].union(*parts[1:], all=True))
    return known


def _permission(kind: str, audience: str) -> Permission | None:
    """Which permission lets one find the text of a kind that is for an audience."""
    about = subjects.by_slug(kind)
    if about is None:
        return None
    return about.see if audience == Audience.PUBLIC else about.reading
