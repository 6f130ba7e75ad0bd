"""What happens in this module, as the event log names it: gatherings that do not decide."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Phase
from tannhjul.core.verbs import Verb, declare

MET = ("politics", "administration", "inhabitants", "partners")  # the ids of who met, by gear

declare(
    "dialogue",
    {
        "plan": Verb(_("Gathering planned"), facts=("kind",), phase=Phase.AGENDA, news=True),
        "cancel": Verb(_("Gathering cancelled"), phase=Phase.AGENDA, news=True),
        "begin": Verb(_("Gathering begun")),
        "close": Verb(_("Gathering held"), facts=MET),
        "enter_talk": Verb(_("Conversation entered"), facts=MET),
        "put_topic": Verb(_("Matter put on the agenda"), facts=("topic",), phase=Phase.AGENDA),
        "answer": Verb(_("Matter answered"), facts=("topic",)),
        "put_before": Verb(_("Matter put before the body"), facts=("topic",), phase=Phase.AGENDA),
        "agree": Verb(_("Next step agreed"), facts=("step", "topic")),
        "ask": Verb(_("Question set"), facts=("prompt",)),
        "draw_tables": Verb(_("Tables drawn"), facts=("tables",)),
        "write_note": Verb(_("Note written"), facts=("prompt", "table")),
        "sum_up": Verb(_("Summary published"), news=True),
        "mirror": Verb(_("Asked whether it was understood")),
        "reply": Verb(_("Said whether it was understood"), facts=("understood",)),
        "prepare_case": Verb(_("Case opened from it"), phase=Phase.AGENDA),
        "rate": Verb(_("Said how it was")),
    },
)
