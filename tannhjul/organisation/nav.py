"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Role
from tannhjul.web.nav import link

link("main", "organisation:bodies", _("Bodies"), order=60)
link(
    "own",
    "organisation:set_up",
    _("Set-up"),
    order=30,
    roles=(Role.SECRETARY, Role.SYSTEM_ADMINISTRATOR),
)
link("foot", "organisation:units", _("The administration"), order=10)
