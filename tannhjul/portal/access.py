"""Who may find what."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.cases import access as cases
from tannhjul.core.access import EVERYTHING, permission
from tannhjul.organisation.access import bodies_of, may_follow

from .enums import Audience, Kind
from .models import Entry


@permission(Entry, _("Find the entry"))
def find(user):
    treated = Q(kind__in=[Kind.ITEM, Kind.DECISION])
    return (~treated | may_follow(user, "body__")) & _readable(user)


def _readable(user) -> Q:
    """What a user may read of what is found, whichever body has it."""
    if cases.reads_all(user):
        return EVERYTHING
    query = Q(audience=Audience.PUBLIC) | Q(opens_on__lte=localdate())
    if cases.prepares(user):
        readable = cases.read.objects(user).values("pk")
        query |= Q(kind__in=[Kind.CASE, Kind.DOCUMENT], case__in=readable)
        query |= Q(kind__in=[Kind.ITEM, Kind.DECISION]) & cases.handled(user, "case__")
    mine = bodies_of(user, members_only=True)
    if mine:
        readable = cases.read.objects(user).values("pk")
        whole = Q(
            kind__in=[Kind.CASE, Kind.DOCUMENT], case__in=readable, case__public_from__isnull=False
        )
        query |= Q(audience=Audience.RESTRICTED) & (
            whole | Q(kind__in=[Kind.ITEM, Kind.DECISION], body__in=mine)
        )
    return query
