"""Who may see a document. Modules above say which documents they have made public.

A document is seen by the public only if some module above vouches that what it belongs to is
public, and if its own ground does not close it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import NOTHING, permission, role_of
from tannhjul.core.enums import Role

from .models import Document

_vouchers: list[Callable[[Any], Q]] = []


def vouch(rule: Callable[[Any], Q]) -> Callable[[Any], Q]:
    """Register a rule from user to Q over documents: what an upper module lets that user see."""
    _vouchers.append(rule)
    return rule


@permission(Document, _("See the document"))
def see(user):
    query = NOTHING
    for rule in _vouchers:
        query |= rule(user)
    return query if reads_what_was_taken_down(user) else query & Q(taken_down_at=None)


def reads_what_was_taken_down(user) -> bool:
    """The secretary, who keeps the archive."""
    return role_of(user) == Role.SECRETARY
