"""Who may what with cases, and which of their documents follow."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, hat, permission, worn
from tannhjul.core.enums import ADMINISTRATION, PREPARING, Role
from tannhjul.documents.access import vouch
from tannhjul.documents.models import open_to_all
from tannhjul.organisation.access import bodies_of
from tannhjul.organisation.enums import Openness

from .models import Case, Step


def prepares(user) -> bool:
    """Whether the user takes part in preparing cases, or audits it."""
    return hat(user) in (*ADMINISTRATION, Role.AUDITOR)


def visible(user, at: str = "") -> Q:
    """Cases that a user may know of. ``at``: the path to the case, for rows that belong to one."""
    if prepares(user):
        return EVERYTHING
    public = Q(**{f"{at}public_from__lte": localdate()})
    mine = bodies_of(user)
    if not mine:
        return public
    private = Step.objects.filter(
        body__in=mine, body__openness=Openness.CLOSED, case__approved_revision__isnull=False
    )
    return public | Q(**{f"{at}pk__in": private.values("case")})


def readable(user, at: str = "") -> Q:
    """Cases whose content a user may read: everyone unless exempt; else those who treat them."""
    if prepares(user):
        return EVERYTHING
    mine = bodies_of(user, members_only=True)
    treats = Step.objects.filter(body__in=mine).values("case") if mine else []
    return open_to_all(at) | Q(**{f"{at}pk__in": treats})


see = permission(Case, _("See the case"))(visible)
read = permission(Case, _("Read what is exempt from public access in the case"), within=see)(
    readable
)


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
    at = "attachment__case__"
    query = Q(attachment__isnull=False) & visible(user, at)
    if prepares(user):
        return query
    mine = bodies_of(user, members_only=True)
    treats = Step.objects.filter(body__in=mine).values("case") if mine else []
    own = open_to_all() | Q(attachment__case__in=treats)
    return query & readable(user, at) & own & Q(attachment__published=True)
