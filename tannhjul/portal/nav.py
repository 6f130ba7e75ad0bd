"""Which pages stand in the menus."""

from django.utils.translation import gettext_lazy as _

from tannhjul.web.nav import link

link("main", "portal:search", _("Search"), order=70)
link("foot", "portal:rules", _("Rules"), order=20)
link("foot", "portal:seals", _("Seals of the event log"), order=70)
link("foot", "portal:calendar", _("Calendar (iCal)"), order=80)
link("foot", "portal:accessibility", _("Accessibility"), order=100)
