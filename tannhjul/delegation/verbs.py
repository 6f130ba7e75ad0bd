"""What happens in this module, as the event log names it: power and who holds it."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "delegation",
    {
        "mark_area": Verb(_("Area marked as one for an elected body")),
        "create_area": Verb(_("Area created")),
        "give": Verb(_("Power delegated"), facts=("area", "parent")),
        "recall": Verb(_("Delegation recalled")),
    },
)
