"""What an import does, as the event log names it."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare("exchange", {"batch": Verb(_("Imported"), facts=("ids", "what"))})
