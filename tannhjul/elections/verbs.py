"""What happens to elections, as the event log names it."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "elections",
    {
        "open_election": Verb(_("Election prepared"), facts=("method", "office")),
        "put_list": Verb(_("List put forward"), facts=("agreed", "slate")),
        "strike_list": Verb(_("List taken away"), facts=("slate",)),
        "vote": Verb(_("Election put to the vote")),
        "stop_vote": Verb(_("Vote on the election ended without a result")),
        "count": Verb(_("Election counted")),
        "reopen": Verb(_("Count taken back")),
        "take_effect": Verb(_("Election has taken effect"), news=True),
        "fall": Verb(
            _("Executive council, or a member of it, is to leave"), facts=("person",), news=True
        ),
        "designate": Verb(
            _("Designated to form the executive council"), facts=("person",), news=True
        ),
        "cancel": Verb(_("Election called off")),
    },
)
