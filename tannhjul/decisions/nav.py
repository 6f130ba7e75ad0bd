"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.web.nav import link

link("main", "decisions:index", _("Decisions"), order=40)
link("foot", "decisions:feed", _("Feed of decisions"), order=90)
