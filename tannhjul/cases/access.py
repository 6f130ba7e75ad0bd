"""Who may what with cases, and which of their documents follow."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.choices import chosen
from tannhjul.core.enums import ADMINISTRATION, ELECTED, PREPARING, Role
from tannhjul.documents.access import vouch
from tannhjul.documents.models import open_to_all
from tannhjul.organisation.access import bodies_of, units_of
from tannhjul.organisation.enums import Office, Openness
from tannhjul.organisation.models import Body, Seat
from tannhjul.organisation.queries import person_of

from .choices import POLITICAL
from .enums import Status, StepStatus
from .models import Case, Copy, Inquiry, Recommendation, Step


def prepares(user) -> bool:
    """Whether the user takes part in preparing cases, or audits it."""
    return role_of(user) in (*ADMINISTRATION, Role.AUDITOR)


def reads_all(user) -> bool:
    """Whether the user's work is with all cases, and so with what is exempt in any of them."""
    return role_of(user) in (Role.SECRETARY, Role.CHIEF_EXECUTIVE, Role.AUDITOR)


def handled(user, at: str = "") -> Q:
    """Cases that are the user's own work: as officer, or in a unit that the user leads."""
    if role_of(user) not in PREPARING:
        return NOTHING
    query = Q(**{f"{at}officer_id": user.pk})
    if role_of(user) == Role.UNIT_LEADER:
        query |= Q(**{f"{at}unit__in": units_of(user)})
    return query


def treated(user, at: str = "") -> Q:
    """Cases that a body treats in which the user is a member."""
    mine = bodies_of(user, members_only=True)
    cases = Step.objects.filter(body__in=mine).values("case") if mine else []
    return Q(**{f"{at}pk__in": cases})


def of_control(at: str = "") -> Q:
    """Cases that the secretariat of the control committee prepares, apart from the administration (§ 23-7)."""
    return Q(**{f"{at}control": True})


def visible(user, at: str = "") -> Q:
    """Cases that a user may know of. ``at``: the path to the case, for rows that belong to one.

    Of what the control committee's secretariat prepares the administration knows when it is public.
    """
    public = Q(**{f"{at}public_from__lte": localdate()})
    if prepares(user):
        return EVERYTHING if role_of(user) == Role.AUDITOR else ~of_control(at) | public
    mine = bodies_of(user)
    if not mine:
        return public
    private = Step.objects.filter(
        body__in=mine, body__openness=Openness.CLOSED, case__approved_revision__isnull=False
    )
    return public | Q(**{f"{at}pk__in": private.values("case")})


def readable(user, at: str = "") -> Q:
    """Cases whose content a user may read: everyone unless exempt; else whose work they are.

    What is exempt is for those who need it for their work (forvaltningsloven § 13 b), not for all
    of the administration.
    """
    mine = open_to_all(at) | handled(user, at) | treated(user, at)
    if role_of(user) == Role.AUDITOR:
        return EVERYTHING
    return ~of_control(at) | mine if reads_all(user) else mine


see = permission(Case, _("See the case"))(visible)
read = permission(Case, _("Read what is exempt from public access in the case"), within=see)(
    readable
)


@permission(Case, _("Read what was decided behind closed doors"), within=read)
def hear(user):
    """Those whose work the case is, and the bodies that treat it (kommuneloven § 11-5)."""
    return EVERYTHING if reads_all(user) else handled(user) | treated(user)


@permission(None, _("Open a case"))
def open_case(user):
    return role_of(user) in (*PREPARING, Role.SECRETARY, Role.AUDITOR)


@permission(Case, _("Prepare the case"), within=see)
def write(user):
    if role_of(user) == Role.CHIEF_EXECUTIVE:
        return EVERYTHING
    if role_of(user) == Role.UNIT_LEADER:
        return open_to_all() | handled(user)
    if role_of(user) == Role.AUDITOR:
        return of_control()
    own = role_of(user) in (Role.CASE_OFFICER, Role.SECRETARY)
    return Q(officer_id=user.pk) if own else NOTHING


take_down = permission(Case, _("Take down a paper published by mistake"), within=see)(
    in_role(*ADMINISTRATION)
)


@permission(Case, _("Hand the case over to another officer or unit"), within=see)
def hand_over(user):
    """The secretariat and the chief executive; else those whose work it is."""
    central = role_of(user) in (Role.CHIEF_EXECUTIVE, Role.SECRETARY)
    return EVERYTHING if central else handled(user)


set_track = permission(Case, _("Put the case on a track, or move it to another"), within=see)(
    lambda user: EVERYTHING if role_of(user) == Role.SECRETARY else write.rule(user)
)
see_step = permission(Step, _("See the case"))(
    lambda user: Q(case__in=see.objects(user).values("pk"))
)
take_step = permission(Step, _("Prepare the case"), within=see_step)(
    lambda user: Q(body=None, case__in=write.objects(user).values("pk"))
)
forward = permission(Case, _("Send the case on before it is investigated"), within=see)(
    in_role(Role.SECRETARY)
)
choose_spokesperson = permission(Case, _("Choose the case spokesperson"), within=see)(
    in_role(Role.SECRETARY, Role.MAYOR, Role.COMMITTEE_CHAIR)
)


@permission(Case, _("Recommend to the body that one leads"), within=see)
def recommend(user):
    """Cases that wait for a body which the user leads, where the leader recommends."""
    bodies = [body.pk for body in led_by(user)]
    steps = Step.objects.filter(body__in=bodies, status=StepStatus.WAITING)
    return Q(status=Status.READY, pk__in=steps.values("case"))


def led_by(user) -> list[Body]:
    """The bodies that the user leads today, and to which their leader recommends."""
    person = person_of(user)
    if person is None or role_of(user) not in (Role.MAYOR, Role.COMMITTEE_CHAIR):
        return []
    today = localdate()
    seats = Seat.objects.on(today).filter(person=person, office=Office.LEADER)
    bodies = [seat.body for seat in seats.select_related("body")]
    return [body for body in bodies if chosen(POLITICAL, today, body.pk)]


see_recommendation = permission(Recommendation, _("See the recommendation"))(
    lambda user: Q(case__in=read.objects(user).values("pk"))
)
assess = permission(
    Recommendation, _("Assess a recommendation that deviates"), within=see_recommendation
)(in_role(Role.CHIEF_EXECUTIVE))

see_inquiry = permission(Inquiry, _("See the question"))(lambda user: EVERYTHING)


@permission(Inquiry, _("Read what is exempt from public access in the answer"), within=see_inquiry)
def read_inquiry(user):
    """Everyone unless exempt; else who asked, the group leaders who were told, who answers."""
    if reads_all(user):
        return EVERYTHING
    person = person_of(user)
    if person is None:
        return open_to_all()
    told = Copy.objects.filter(person=person).values("inquiry")
    return open_to_all() | Q(asker=person) | Q(pk__in=told)


@permission(None, _("Ask the chief executive"))
def inquire(user):
    return role_of(user) in ELECTED and person_of(user) is not None


answer_inquiry = permission(Inquiry, _("Answer the question"), within=see_inquiry)(
    in_role(Role.CHIEF_EXECUTIVE)
)


@permission(Case, _("Approve that the case is properly investigated, and recommend"), within=see)
def approve(user):
    """The chief executive; of the control committee's own cases its secretariat (§ 23-7)."""
    if role_of(user) == Role.CHIEF_EXECUTIVE:
        return ~of_control()
    return of_control() if role_of(user) == Role.AUDITOR else NOTHING


@vouch
def papers_of_cases(user) -> Q:
    """A document of a case follows the case, and its own ground on top."""
    at = "attachment__case__"
    query = Q(attachment__isnull=False) & visible(user, at)
    if reads_all(user):
        return query & readable(user, at)
    query &= readable(user, at) & (open_to_all() | handled(user, at) | treated(user, at))
    return query if prepares(user) else query & Q(attachment__published=True)
