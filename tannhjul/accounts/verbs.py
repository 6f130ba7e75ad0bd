"""What happens in this module, as the event log names it: sign-in and roles."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "accounts",
    {
        "register": Verb(_("User registered")),
        "invite_again": Verb(_("User invited again")),
        "correct": Verb(_("User put right")),
        "set_up_second_factor": Verb(_("Second factor set up")),
        "drop_second_factor": Verb(_("Second factor removed")),
        "give_role": Verb(_("Role given"), facts=("given",)),
        "take_role": Verb(_("Role ended"), facts=("taken",)),
        "block": Verb(_("User blocked")),
        "unblock": Verb(_("User let in again")),
        "choose_password": Verb(_("Password chosen")),
        "sign_in": Verb(_("Signed in")),
        "end_sign_in": Verb(_("Session ended")),
    },
)
