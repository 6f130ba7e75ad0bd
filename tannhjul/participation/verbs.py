"""What happens to inhabitants' proposals, as the event log names it: never who stands behind one."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "participation",
    {
        "begin": Verb(_("Inhabitants' proposal begun"), news=True),
        "say_what_is_new": Verb(_("Said what is new in the proposal"), small=True),
        "sign": Verb(_("Someone stands behind it"), small=True),
        "take_back": Verb(_("Someone stands behind it no longer"), small=True),
        "enter_paper": Verb(_("Signatures on paper counted"), facts=("number",)),
        "put_forward": Verb(_("Put forward to the council"), facts=("number",), news=True),
        "refer_to_plan": Verb(_("Referred to a planning case"), news=True),
        "withdraw": Verb(_("Proposal withdrawn"), news=True),
        "take_down": Verb(_("Proposal taken down")),
        "treat": Verb(_("The council has taken a stand"), news=True),
    },
)
