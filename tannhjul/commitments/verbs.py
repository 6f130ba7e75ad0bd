"""What happens to promises, as the event log names it."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "commitments",
    {
        "commit": Verb(_("Follow-up agreed"), facts=("deadline", "owner"), news=True),
        "report_done": Verb(_("Reported done"), news=True),
        "hinder": Verb(_("Alert: it is hindered"), news=True),
    },
)
