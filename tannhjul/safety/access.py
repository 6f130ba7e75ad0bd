"""Who may what with reports of hate and threats: whoever reported it, and whom it was reported to."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import NOTHING, permission, role_of
from tannhjul.core.enums import ELECTED
from tannhjul.organisation.queries import person_of

from .models import Incident


@permission(None, _("Report hate or a threat"))
def report_incident(user):
    return role_of(user) in ELECTED and person_of(user) is not None


@permission(Incident, _("See reports of hate and threats"))
def see_incident(user):
    """One's own, and what was reported to oneself. Nobody else, and no later contact."""
    person = person_of(user)
    return Q(person=person) | Q(contact=person) if person else NOTHING


@permission(Incident, _("Follow up hate and threats"), within=see_incident)
def answer_incident(user):
    person = person_of(user)
    return Q(contact=person) if person else NOTHING
