"""Who may find what."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.cases import access as cases
from tannhjul.core.access import EVERYTHING, hat, permission
from tannhjul.core.enums import ADMINISTRATION, Role
from tannhjul.organisation.access import bodies_of

from .enums import Audience
from .models import Entry


@permission(Entry, _("Find the entry"))
def find(user):
    if hat(user) in (*ADMINISTRATION, Role.AUDITOR):
        return EVERYTHING
    query = Q(audience=Audience.PUBLIC) | Q(opens_on__lte=localdate())
    mine = bodies_of(user, members_only=True)
    if mine:
        readable = cases.read.objects(user).values("pk")
        query |= Q(audience=Audience.RESTRICTED) & (
            Q(case__in=readable) | Q(case=None, body__in=mine)
        )
    return query
