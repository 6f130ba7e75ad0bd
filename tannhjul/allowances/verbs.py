"""What happens in this module, as the event log names it: what elected members are paid."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "allowances",
    {
        "send_claim": Verb(_("Claim received"), facts=("kind", "late")),
        "change_claim": Verb(_("Claim changed")),
        "withdraw_claim": Verb(_("Claim withdrawn")),
        "approve_claim": Verb(_("Claim approved")),
        "return_claim": Verb(_("Claim sent back")),
        "grant": Verb(_("Fixed allowance granted"), facts=("kind", "person")),
        "end_grant": Verb(_("Fixed allowance ended")),
        "state_income": Verb(_("Other income stated")),
        "enter_leave": Verb(_("Leave from the office entered"), facts=("leave",)),
        "take_back_leave": Verb(_("Leave from the office taken back"), facts=("leave",)),
        "set_payroll": Verb(_("Payroll numbers entered")),
        "open_settlement": Verb(_("Settlement opened")),
        "discard": Verb(_("Settlement discarded")),
        "send_for_check": Verb(_("Settlement sent to the members"), facts=("lines",)),
        "take_back": Verb(_("Settlement taken back")),
        "confirm": Verb(_("Settlement confirmed by the member")),
        "object": Verb(_("The member says that something is wrong")),
        "answer": Verb(_("What the member said is answered")),
        "authorise": Verb(_("Settlement authorised for payment"), proves=True),
    },
)
