"""Who may what with accounts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import permission

from .models import SignIn


@permission(SignIn, _("End a signed-in session of your own"))
def end_sign_in(user):
    return Q(user_id=user.pk) if user.is_authenticated else Q(pk__in=[])
