"""What happens in this module, as the event log names it: who we are."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "organisation",
    {
        "supervise": Verb(_("Director follows up a unit"), facts=("person",)),
        "describe_unit": Verb(
            _("Place in the organisation stated"), facts=("accounts", "basis", "task")
        ),
        "establish": Verb(_("Municipality set up"), facts=("number",)),
        "describe": Verb(_("Municipality described"), facts=("inhabitants", "number")),
        "open_term": Verb(_("Term begun"), facts=("end", "start")),
        "register_party": Verb(_("Party registered")),
        "register_person": Verb(_("Person registered")),
        "correct_person": Verb(_("Person put right")),
        "declare_interest": Verb(_("Interest declared"), facts=("interest", "tie")),
        "end_interest": Verb(_("Interest ended"), facts=("interest",)),
        "let_in": Verb(_("Person let in")),
        "choose": Verb(_("Local choice made"), facts=("key", "value")),
        "give_up_unit": Verb(_("No longer leads a unit"), facts=("person",)),
        "close_unit": Verb(_("Unit ended")),
        "move_unit": Verb(_("Unit placed below another"), facts=("above", "day")),
        "close_body": Verb(_("Body ended")),
        "set_openness": Verb(_("Openness of the body changed"), facts=("openness",)),
        "keep_network": Verb(_("Why a network is kept")),
        "create_body": Verb(_("Body created"), facts=("kind",)),
        "regulate": Verb(_("Regulations given"), facts=("regulations",)),
        "seat": Verb(_("Seat given"), facts=("kind", "order", "person")),
        "elect_deputy": Verb(_("Deputy elected by the executive committee"), facts=("person",)),
        "vacate": Verb(_("Seat ended"), facts=("person",)),
        "leave": Verb(_("Left the seat"), facts=("ground", "person")),
        "come_back": Verb(_("Came back to the seat"), facts=("person",)),
        "lead_meanwhile": Verb(_("Deputy mayor leads for a time"), facts=("person", "until")),
        "substitute": Verb(_("Substitute member elected"), facts=("person",)),
        "stand_in": Verb(_("Deputy took the seat for a time"), facts=("person", "until")),
        "replace": Verb(_("New member elected"), facts=("person",)),
        "create_unit": Verb(_("Unit created"), facts=("parent",)),
        "appoint": Verb(_("Leader appointed"), facts=("person",)),
    },
)
