"""What happens in this module, as the event log names it: following."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "portal",
    {
        "confirm": Verb(_("Someone follows the case")),
        "unfollow": Verb(_("Someone stopped following")),
    },
)
