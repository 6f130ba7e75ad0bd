"""What happens to accounts."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core import verbs

verbs.name(
    "accounts",
    {
        "register": _("User registered"),
        "give_hat": _("Role given"),
        "sign_in": _("Signed in"),
        "end_sign_in": _("Session ended"),
    },
)
