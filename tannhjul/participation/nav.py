"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.web.nav import link

link("foot", "participation:index", _("Inhabitants' proposals"), order=10)
