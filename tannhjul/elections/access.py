"""Who may what with elections: everyone sees them, those who keep the register hold them."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, in_role, permission
from tannhjul.organisation.access import KEEPERS

from .models import Election, Slate

see_election = permission(Election, _("See the election"))(lambda user: EVERYTHING)
hold_election = permission(Election, _("Hold elections"), within=see_election)(in_role(*KEEPERS))
keep_list = permission(Slate, _("Hold elections"))(in_role(*KEEPERS))
