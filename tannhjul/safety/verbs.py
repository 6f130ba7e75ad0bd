"""What happens with reports of hate and threats, as the event log names it: never what, or by whom."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "safety",
    {
        "name_contact": Verb(_("Contact about hate and threats named"), facts=("person",)),
        "report_incident": Verb(_("Hate or a threat reported")),
        "answer_incident": Verb(_("Hate or a threat followed up")),
    },
)
