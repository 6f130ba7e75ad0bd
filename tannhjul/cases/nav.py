"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.web.nav import link

link("main", "cases:index", _("Cases"), order=10)
