"""Who may what with accounts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import in_role, permission, role_of
from tannhjul.core.enums import Role

from .models import SignIn, User

manage_user = permission(User, _("Keep the register of users"))(in_role(Role.SYSTEM_ADMINISTRATOR))
manage_users = permission(None, _("Keep the register of users"))(
    lambda user: role_of(user) == Role.SYSTEM_ADMINISTRATOR
)


@permission(SignIn, _("End a signed-in session of your own"))
def end_sign_in(user):
    return Q(user_id=user.pk) if user.is_authenticated else Q(pk__in=[])
