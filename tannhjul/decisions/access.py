"""Who may what with decisions and follow-up."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.cases.access import handled, prepares, reads_all
from tannhjul.cases.access import see as see_case
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.models import Case
from tannhjul.commitments.enums import Status as PromiseStatus
from tannhjul.commitments.models import Commitment
from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.enums import ELECTED, Role
from tannhjul.delegation.enums import Holder
from tannhjul.documents.models import open_to_all
from tannhjul.meetings.access import in_council, readable, see_item, see_motion, shown
from tannhjul.meetings.models import Item, Motion
from tannhjul.organisation.access import bodies_of, units_of
from tannhjul.organisation.enums import Office
from tannhjul.organisation.queries import person_of

from .enums import SLUG
from .models import Complaint, Decision, DelegatedDecision, LegalityCheck


@permission(Decision, _("See the decision"))
def see(user):
    return shown(user, "item__")


@permission(Decision, _("Read what is exempt from public access in the decision"), within=see)
def read(user):
    """As the item is read; and by whoever is to carry it out."""
    person = person_of(user)
    query = readable(user, "item__")
    if person is None:
        return query
    owed = Commitment.objects.filter(owner=person, about_kind=SLUG, status=PromiseStatus.OPEN)
    return query | Q(pk__in=owed.values("about_id"))


@permission(Decision, _("Give the decision an owner and a deadline"), within=see)
def commit(user):
    """Of what one reads: an owner reads what is exempt, and nobody makes oneself one for that."""
    gives = (Role.CHIEF_EXECUTIVE, Role.SECRETARY, Role.UNIT_LEADER)
    return read.rule(user) if role_of(user) in gives else NOTHING


see_delegated = permission(DelegatedDecision, _("See the delegated decision"))(
    lambda user: EVERYTHING
)


@permission(
    DelegatedDecision,
    _("Read what is exempt from public access in the delegated decision"),
    within=see_delegated,
)
def read_delegated(user):
    """Everyone unless exempt; else who decided, who leads the unit it was, and whose case it is."""
    if reads_all(user):
        return EVERYTHING
    query = open_to_all() | handled(user, "case__")
    person = person_of(user)
    return query | Q(decided_by=person) | _in_own_units(user) if person else query


def _in_own_units(user) -> Q:
    """What was decided with the power of the units that the user leads, whoever led them then."""
    return Q(grant__unit__in=units_of(user)) if role_of(user) == Role.UNIT_LEADER else NOTHING


@permission(None, _("Decide with delegated power"))
def decide(user):
    leads = (Role.CHIEF_EXECUTIVE, Role.UNIT_LEADER, Role.MAYOR, Role.COMMITTEE_CHAIR)
    return role_of(user) in leads and person_of(user) is not None


reverse_delegated = permission(
    DelegatedDecision, _("Enter that it was reversed"), within=see_delegated
)(in_role(Role.SECRETARY))
reverse_decision = permission(Decision, _("Enter that it was reversed"), within=see)(
    in_role(Role.SECRETARY)
)


@permission(Case, _("Push a case down to the unit whose power it is"), within=see_case)
def push_down(user):
    sent = Q(status=CaseStatus.SUBMITTED, unit__isnull=False)
    return sent if role_of(user) == Role.CHIEF_EXECUTIVE and person_of(user) else NOTHING


call_in = permission(Case, _("Enter that the case was called in"), within=see_case)(
    in_role(Role.SECRETARY)
)


@permission(LegalityCheck, _("See the legality check"))
def see_check(user):
    return Q(delegated__isnull=False) | Q(item__in=see_item.objects(user).values("pk"))


@permission(DelegatedDecision, _("Demand a legality check"), within=see_delegated)
def demand_check(user):
    return EVERYTHING if role_of(user) in ELECTED and in_council(user) else NOTHING


open_check = permission(Motion, _("Open a legality check"), within=see_motion)(
    in_role(Role.SECRETARY)
)
take_up_item = permission(Item, _("Enter what the county governor takes up"), within=see_item)(
    in_role(Role.SECRETARY)
)
take_up_delegated = permission(
    DelegatedDecision, _("Enter what the county governor takes up"), within=see_delegated
)(in_role(Role.SECRETARY))
keep_check = permission(LegalityCheck, _("Keep the legality check"), within=see_check)(
    in_role(Role.SECRETARY)
)


@permission(LegalityCheck, _("Enter what whoever decided found"), within=see_check)
def look_again(user):
    """The secretariat; over delegated decisions also whoever holds that power now, or leads those who do."""
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    at = "delegated__grant__"
    if role_of(user) == Role.CHIEF_EXECUTIVE:
        return Q(**{f"{at}holder": Holder.UNIT})
    if role_of(user) == Role.UNIT_LEADER:
        return Q(**{f"{at}unit__in": units_of(user)})
    leads = role_of(user) in (Role.MAYOR, Role.COMMITTEE_CHAIR)
    bodies = bodies_of(user, office=Office.LEADER) if leads else []
    return Q(**{f"{at}holder": Holder.LEADER, f"{at}body__in": bodies}) if leads else NOTHING


postpone_check = permission(
    LegalityCheck, _("Enter whether the decision waits while it is tried"), within=see_check
)(look_again.rule)


RECEIVERS = (Role.SECRETARY, Role.CHIEF_EXECUTIVE, Role.UNIT_LEADER, Role.CASE_OFFICER)


@permission(Complaint, _("See complaints"))
def see_complaint(user):
    """The secretariat, the chief executive and the auditor; else whose decision or case it is."""
    if reads_all(user):
        return EVERYTHING
    if not prepares(user):
        return NOTHING
    own = handled(user, "case__") | Q(decided_by=person_of(user)) | _in_own_units(user)
    over = DelegatedDecision.objects.filter(own)
    mine = Q(entered_by=user.pk) | handled(user, "decision__item__case__") | handled(user, "case__")
    return mine | Q(delegated__in=over.values("pk"))


complain = permission(Decision, _("Enter a complaint"), within=see)(in_role(*RECEIVERS))
complain_delegated = permission(DelegatedDecision, _("Enter a complaint"), within=see_delegated)(
    in_role(*RECEIVERS)
)


@permission(Complaint, _("Treat the complaint"), within=see_complaint)
def treat_complaint(user):
    """The secretariat and the chief executive; the leader of a unit over what he or she decided."""
    if role_of(user) in (Role.SECRETARY, Role.CHIEF_EXECUTIVE):
        return EVERYTHING
    person = person_of(user)
    own = role_of(user) == Role.UNIT_LEADER and person is not None
    return Q(delegated__decided_by=person) if own else NOTHING
