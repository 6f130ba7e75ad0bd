"""What happens to promises, duties and judgements, as the event log names it."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "commitments",
    {
        "commit": Verb(_("Follow-up agreed"), facts=("deadline", "owner"), news=True),
        "report_done": Verb(_("Reported done"), news=True),
        "hinder": Verb(_("Alert: it is hindered"), news=True),
        "oblige": Verb(_("To be given at intervals"), facts=("due",), news=True),
        "perform": Verb(_("Given"), facts=("due", "waived"), news=True),
        "end_duty": Verb(_("No longer owed"), news=True),
        "judge": Verb(_("Judged"), facts=("what", "verdict"), proves=True),
        "answer": Verb(_("Judgement answered"), proves=True),
    },
)
