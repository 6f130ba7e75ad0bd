"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import ELECTED, Role
from tannhjul.web.nav import link

link("own", "allowances:mine", _("My allowances"), order=10, roles=ELECTED)
link("own", "allowances:settlements", _("Settlements"), order=20, roles=(Role.SECRETARY,))
link("foot", "allowances:rates", _("What elected members are paid"), order=60)
