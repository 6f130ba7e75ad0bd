"""Who may what with cases, and which of their documents follow."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, hat, permission, worn
from tannhjul.core.enums import ADMINISTRATION, PREPARING, Role
from tannhjul.documents.access import vouch
from tannhjul.documents.models import open_to_all
from tannhjul.organisation.access import bodies_of

from .models import Case, Step


def prepares(user) -> bool:
    """Whether the user takes part in preparing cases, or audits it."""
    return hat(user) in (*ADMINISTRATION, Role.AUDITOR)


@permission(Case, _("See the case"))
def see(user):
    if prepares(user):
        return EVERYTHING
    return Q(public_from__lte=localdate())


@permission(Case, _("Read what is exempt from public access in the case"), within=see)
def read(user):
    """The content of a case: everyone's unless exempt; else the administration's and the bodies'."""
    if prepares(user):
        return EVERYTHING
    mine = bodies_of(user, members_only=True)
    treats = Q(pk__in=Step.objects.filter(body__in=mine).values("case")) if mine else NOTHING
    return open_to_all() | treats


@permission(None, _("Open a case"))
def open_case(user):
    return getattr(user, "hat", "") in (*PREPARING, Role.SECRETARY)


@permission(Case, _("Prepare the case"), within=see)
def write(user):
    if hat(user) in (Role.UNIT_LEADER, Role.CHIEF_EXECUTIVE):
        return EVERYTHING
    return Q(officer_id=user.pk) if hat(user) in (Role.CASE_OFFICER, Role.SECRETARY) else NOTHING


approve = permission(
    Case, _("Approve that the case is properly investigated, and recommend"), within=see
)(worn(Role.CHIEF_EXECUTIVE))


@vouch
def papers_of_cases(user) -> Q:
    """A document of a case follows the case, and its own ground on top."""
    closed = ~Q(ground="") & ~Q(exempt_until__lte=localdate())
    query = Q(attachment__case__in=see.objects(user).values("pk"))
    if prepares(user):
        return query
    query &= Q(attachment__published=True, attachment__case__in=read.objects(user).values("pk"))
    mine = bodies_of(user, members_only=True)
    treats = Step.objects.filter(body__in=mine).values("case") if mine else []
    return query & (~closed | Q(attachment__case__in=treats))
