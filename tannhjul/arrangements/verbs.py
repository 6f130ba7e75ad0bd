"""What happens in this module, as the event log names it: adopting arrangements."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Phase
from tannhjul.core.verbs import Verb, declare

declare(
    "arrangements",
    {
        "propose": Verb(
            _("Arrangement put before the council"), facts=("key",), phase=Phase.AGENDA
        ),
        "decide": Verb(_("Arrangement decided"), facts=("key",), phase=Phase.DECISION),
        "reject": Verb(_("Arrangement not adopted"), facts=("key",), phase=Phase.DECISION),
        "apply": Verb(
            _("Arrangement in force"), facts=("ended", "key"), phase=Phase.IMPLEMENTATION, news=True
        ),
        "end_trial": Verb(
            _("Trial of an arrangement over"), facts=("key",), phase=Phase.FOLLOW_UP, news=True
        ),
        "go_on": Verb(
            _("Arrangement goes on after its trial"),
            facts=("key",),
            phase=Phase.FOLLOW_UP,
            news=True,
        ),
        "redirect": Verb(_("Body that ended replaced by another"), facts=("bodies",)),
    },
)
