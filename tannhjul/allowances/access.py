"""Who may what with allowances: the rates are everyone's, a claim is the member's own."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.enums import Role
from tannhjul.documents.access import vouch
from tannhjul.organisation.queries import person_of

from .models import Claim, Fixed, Leave, Settlement, SettlementCheck

LOOKS = (Role.SECRETARY, Role.CHIEF_EXECUTIVE, Role.AUDITOR)

own = permission(None, _("Have a seat or an office here"))(lambda user: person_of(user) is not None)
keep = permission(None, _("Settle allowances"))(lambda user: role_of(user) == Role.SECRETARY)
look = permission(None, _("See the settlements"))(lambda user: role_of(user) in LOOKS)


def _mine(user) -> Q:
    person = person_of(user)
    return Q(person=person) if person else NOTHING


@permission(Claim, _("See the claim"))
def see_claim(user):
    return EVERYTHING if role_of(user) in LOOKS else _mine(user)


@permission(Claim, _("Change one's own claim"), within=see_claim)
def change_claim(user):
    return _mine(user)


see_settlement = permission(Settlement, _("See the settlements"))(in_role(*LOOKS))
keep_settlement = permission(Settlement, _("Settle allowances"), within=see_settlement)(
    in_role(Role.SECRETARY)
)
authorise = permission(Settlement, _("Authorise the payment"), within=see_settlement)(
    in_role(Role.CHIEF_EXECUTIVE)
)


@permission(SettlementCheck, _("See the settlement of this person"))
def see_check(user):
    return EVERYTHING if role_of(user) in LOOKS else _mine(user)


@permission(SettlementCheck, _("Check one's own settlement"), within=see_check)
def check(user):
    return _mine(user)


def _others(user):
    """The secretary, for everyone else."""
    return ~_mine(user) if role_of(user) == Role.SECRETARY else NOTHING


treat_claim = permission(Claim, _("Approve claims of others"), within=see_claim)(_others)
answer = permission(SettlementCheck, _("Settle allowances"), within=see_check)(_others)
keep_grant = permission(Fixed, _("Settle allowances"))(_others)


@permission(Leave, _("Settle allowances"))
def keep_leave(user):
    return Q(fixed__in=keep_grant.objects(user))


@vouch
def receipts(user):
    """A receipt is seen by those who see the claim."""
    if not getattr(user, "pk", None):
        return NOTHING
    return Q(claim__in=see_claim.objects(user).values("pk"))
