"""Who may what with accounts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.enums import Role

from .models import Letter, SignIn, User

manage_user = permission(User, _("Keep the register of users"))(in_role(Role.SYSTEM_ADMINISTRATOR))
manage_users = permission(None, _("Keep the register of users"))(
    lambda user: role_of(user) == Role.SYSTEM_ADMINISTRATOR
)


@permission(Letter, _("See what became of messages"))
def see_letter(user):
    """The secretariat of what is about a page; whoever runs the system, of all, without what it is about."""
    if role_of(user) == Role.SYSTEM_ADMINISTRATOR:
        return EVERYTHING
    return ~Q(about="") if role_of(user) == Role.SECRETARY else NOTHING


@permission(None, _("See what became of messages"))
def see_letters(user):
    return role_of(user) in (Role.SECRETARY, Role.SYSTEM_ADMINISTRATOR)


@permission(SignIn, _("End a signed-in session of your own"))
def end_sign_in(user):
    return Q(user_id=user.pk) if user.is_authenticated else Q(pk__in=[])
