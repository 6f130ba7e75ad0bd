"""Who may what with promises: whoever reads what they follow from, and whoever is to keep them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.core.access import EVERYTHING, NOTHING, hat, permission, worn
from tannhjul.core.enums import Role
from tannhjul.organisation.queries import person_of

from .enums import Status
from .models import Commitment


@permission(Commitment, _("See the commitment"))
def see(user):
    query = NOTHING
    for each in subjects.SUBJECTS.values():
        perm = each.read or each.see
        if each.promises and perm:
            rows = perm.objects(user).values("pk")
            query |= Q(about_kind=each.slug, about_id__in=rows)
    person = person_of(user)
    return query | Q(owner=person, status=Status.OPEN) if person else query


@permission(Commitment, _("Report on the commitment"), within=see)
def report_done(user):
    if hat(user) == Role.CHIEF_EXECUTIVE:
        return EVERYTHING
    person = person_of(user)
    return Q(owner=person) if person else NOTHING


hinder = permission(Commitment, _("Alert that something hinders it"), within=see)(
    worn(Role.CHIEF_EXECUTIVE)
)
