"""Who may find what: whoever may see a thing on its own page, by the same permission."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.core.access import EVERYTHING, NOTHING, Permission, permission

from .enums import Audience
from .models import Entry


@permission(Entry, _("Find the entry"))
def find(user):
    """The public text of what a user may know of, and the exempt text of what a user may read."""
    query = NOTHING
    for each in subjects.found():
        texts = Q(audience=Audience.PUBLIC) & _covered(each.see, user)
        texts |= Q(audience=Audience.RESTRICTED) & _covered(each.read or each.see, user)
        query |= Q(kind=each.slug) & texts
    return query


def _covered(perm: Permission | None, user: Any) -> Q:
    """Entries whose row a permission covers; asked row by row, for there are few hits to ask of."""
    if perm is None:
        return NOTHING
    if perm.covers_all(user):
        return EVERYTHING
    return Q(Exists(perm.objects(user).filter(pk=OuterRef("subject"))))
