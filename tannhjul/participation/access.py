"""Who may what with inhabitants' proposals."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, SIGNED_IN, permission, role_of
from tannhjul.core.enums import Role

from .enums import SHOWN, Status
from .models import Initiative

begin = SIGNED_IN


@permission(Initiative, _("See the proposal"))
def see(user):
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    shown = Q(status__in=SHOWN)
    return shown | Q(author_id=user.pk) if user.is_authenticated else shown


@permission(Initiative, _("Stand behind the proposal"), within=see)
def sign(user):
    """Whoever is signed in: that it is an inhabitant, the person answers for."""
    return Q(status=Status.GATHERING) if user.is_authenticated else NOTHING


@permission(Initiative, _("Put the proposal forward"), within=see)
def own(user):
    return Q(author_id=user.pk, status=Status.GATHERING) if user.is_authenticated else NOTHING


@permission(Initiative, _("Look after inhabitants' proposals"), within=see)
def look_after(user):
    return EVERYTHING if role_of(user) == Role.SECRETARY else NOTHING
