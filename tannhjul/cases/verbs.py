"""What happens in this module, as the event log names it: cases, tracks and questions."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "cases",
    {
        "open_case": Verb(_("Case opened"), facts=("gear", "kind")),
        "write": Verb(_("Case paper written"), facts=("revision",)),
        "add_alternative": Verb(_("Alternative added"), facts=("alternative",)),
        "change_alternative": Verb(_("Alternative changed")),
        "add_link": Verb(_("Link added"), facts=("link",)),
        "add_party": Verb(_("Party named"), facts=("party",)),
        "take_down": Verb(_("Paper taken down"), facts=("document",)),
        "attach": Verb(_("File attached"), facts=("document",)),
        "remove": Verb(_("Something was taken away"), facts=("id", "what")),
        "set_route": Verb(_("Way through the bodies set"), facts=("bodies",)),
        "submit": Verb(_("Sent to the chief executive")),
        "take_back": Verb(_("Taken back by the officer")),
        "send_back": Verb(_("Sent back to the officer")),
        "approve": Verb(_("Approved and recommended by the chief executive"), news=True),
        "withdraw": Verb(_("Withdrawn"), news=True),
        "hand_over": Verb(_("Handed over"), facts=("officer", "unit")),
        "settle": Verb(_("Decided without a meeting")),
        "take_over": Verb(_("Another body took over"), facts=("bodies",)),
        "postpone": Verb(_("Postponed"), facts=("step",)),
        "treat": Verb(_("Treated by a body"), facts=("outcome", "step")),
        "move_on": Verb(_("Moved on"), facts=("status",)),
        "forward": Verb(_("Sent on without being prepared")),
        "begin_step": Verb(_("Begun"), facts=("step",), news=True),
        "end_step": Verb(_("Ended"), facts=("step",), news=True),
        "pass_gate": Verb(_("Went on without what was advised"), facts=("track_step",), news=True),
        "lay_out": Verb(_("Track laid out")),
        "close_track": Verb(_("Track closed")),
        "start_on": Verb(_("Started on a track"), facts=("bodies", "track")),
        "move_to": Verb(_("Moved to another track"), facts=("bodies", "track")),
        "choose_spokesperson": Verb(_("Case spokesperson chosen"), facts=("person",)),
        "recommend_politically": Verb(
            _("Recommended by the leader of the body"), facts=("body", "deviates")
        ),
        "assess": Verb(_("Assessed by the chief executive"), facts=("body",)),
        "inquire": Verb(_("Question to the chief executive")),
        "answer_inquiry": Verb(
            _("Answered to all group leaders"), facts=("copies", "days"), news=True
        ),
    },
)
