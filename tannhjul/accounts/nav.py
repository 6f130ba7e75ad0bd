"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Role
from tannhjul.web.nav import link

link("own", "accounts:users", _("Users"), order=40, roles=(Role.SYSTEM_ADMINISTRATOR,))
link(
    "own",
    "accounts:letters",
    _("Messages sent"),
    order=45,
    roles=(Role.SECRETARY, Role.SYSTEM_ADMINISTRATOR),
)
link("own", "accounts:security", _("Security"), order=50)
