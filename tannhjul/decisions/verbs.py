"""What happens in this module, as the event log names it: decisions and what follows them."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Phase
from tannhjul.core.verbs import Verb, declare

declare(
    "decisions",
    {
        "adopt": Verb(_("Decision made"), proves=True),
        "decide": Verb(
            _("Decided with delegated power"), facts=("answers_to", "grant"), news=True, proves=True
        ),
        "report": Verb(_("Delegated decisions reported"), facts=("number",), phase=Phase.FOLLOW_UP),
        "reverse": Verb(
            _("Decision reversed"), facts=("decision", "ground"), phase=Phase.FOLLOW_UP, news=True
        ),
        "push_down": Verb(_("Pushed down to whose power it is"), facts=("grant",)),
        "take_over": Verb(_("Taken over from whose power it is"), facts=("grant",)),
        "call_in": Verb(_("Called in"), facts=("decision",)),
        "open_check": Verb(_("Legality check asked for"), facts=("motion",), news=True),
        "list_check": Verb(_("Legality check put on an agenda"), facts=("item",)),
        "take_up_check": Verb(_("Legality check taken up by the county governor")),
        "postpone": Verb(_("Said whether the decision waits while it is tried"), facts=("waits",)),
        "treat_check": Verb(_("Legality check treated by who decided"), facts=("outcome",)),
        "answer_check": Verb(_("County governor's answer entered"), facts=("outcome",), news=True),
        "complain": Verb(_("Complaint received")),
        "dismiss": Verb(_("Complaint dismissed")),
        "grant": Verb(_("Complaint granted")),
        "pass_on": Verb(_("Complaint passed on to the appeal body")),
        "conclude": Verb(_("Complaint decided")),
    },
)
