"""Who may what with meetings, items and their documents."""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.cases import access as cases
from tannhjul.cases.enums import Outcome
from tannhjul.core.access import EVERYTHING, NOTHING, permission, role_of
from tannhjul.core.enums import ELECTED, Role
from tannhjul.documents.access import vouch
from tannhjul.documents.models import open_to_all
from tannhjul.organisation.access import bodies_of, controlled_by, may_follow
from tannhjul.organisation.enums import BodyKind, Openness
from tannhjul.organisation.queries import council_members, person_of

from . import rules
from .enums import NOT_COMING, OVER, MotionKind, MotionStatus, Status
from .models import Absence, Call, Item, Meeting, Motion, Presence, Signature, Speech, Vote


@permission(Meeting, _("See the meeting"))
def see(user):
    person = person_of(user)
    follows = may_follow(user, "body__")
    sat = Presence.objects.filter(person=person).values("meeting") if person else None
    return follows | Q(pk__in=sat) if sat is not None else follows


@permission(Meeting, _("Plan, convene and keep the record of the meeting"), within=see)
def run(user):
    """The secretariat, the leader of the body, and whoever leads the meeting while it lasts."""
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    person = person_of(user)
    leads = role_of(user) in ELECTED and person is not None
    chairs = Q(chair=person, status=Status.OPEN) if leads else NOTHING
    if role_of(user) in (Role.MAYOR, Role.COMMITTEE_CHAIR):
        return chairs | Q(body__in=bodies_of(user, office="leader"))
    return chairs


@permission(None, _("Plan a meeting"))
def plan(user):
    return getattr(user, "acting_as", "") == Role.SECRETARY


@permission(Meeting, _("Report absence from the meeting"), within=see)
def report_absence(user):
    return Q(body__in=bodies_of(user, members_only=True)) if role_of(user) in ELECTED else NOTHING


def in_council(user) -> bool:
    """Whether the user is a member of the council today."""
    person = person_of(user)
    return person is not None and person.pk in council_members(localdate())


@permission(Motion, _("See what the member has raised"))
def see_motion(user):
    public = Q(status__in=[MotionStatus.LISTED, MotionStatus.TAKEN_UP, MotionStatus.ANSWERED])
    mine = Q(body__in=bodies_of(user, members_only=True)) if person_of(user) else NOTHING
    tried = Q(kind=MotionKind.LEGALITY) if in_council(user) else NOTHING
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    return may_follow(user, "body__") & (public | mine) | tried


@permission(
    Motion,
    _("Read what is exempt from public access in what the member has raised"),
    within=see_motion,
)
def read_motion(user):
    """A demand to have something tried: who wrote it, and who may read what it is about.

    What is not about an item is shown by the module that knows what it is about.
    """
    items = Item.objects.filter(shown(user) & readable(user)).values("pk")
    query = ~Q(kind=MotionKind.LEGALITY) | Q(decided_on=None) | Q(about__in=items)
    person = person_of(user)
    return query | Q(author=person) if person else query


@permission(Meeting, _("Raise matters as a member of the body"), within=see)
def raise_motion(user):
    """Members in their bodies; of the council, over what any body has decided (§ 27-1)."""
    if role_of(user) not in ELECTED:
        return NOTHING
    own = Q(body__in=bodies_of(user, members_only=True))
    return own | Q(status__in=OVER) if in_council(user) else own


@permission(Motion, _("Raise matters as a member of the body"), within=see_motion)
def support_motion(user):
    if role_of(user) not in ELECTED:
        return NOTHING
    own = Q(body__in=bodies_of(user, members_only=True))
    return own | Q(kind=MotionKind.LEGALITY) if in_council(user) else own


@permission(Motion, _("Take back what one has raised"), within=see_motion)
def withdraw_motion(user):
    person = person_of(user)
    return Q(author=person) if person else NOTHING


@permission(Motion, _("Plan, convene and keep the record of the meeting"), within=see_motion)
def treat_motion(user):
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    if role_of(user) in (Role.MAYOR, Role.COMMITTEE_CHAIR):
        return Q(body__in=bodies_of(user, office="leader"))
    return NOTHING


@permission(Absence, _("Withdraw an absence of your own"))
def withdraw_absence(user):
    person = person_of(user)
    return Q(person=person) if person else NOTHING


@permission(Call, _("Answer the call to sit as deputy"))
def answer_call(user):
    person = person_of(user)
    return Q(deputy=person) if person else NOTHING


def sits_in(user) -> QuerySet:
    """The meetings of the bodies a user is a member of, and those the user is called to as deputy."""
    query = Q(body__in=bodies_of(user, members_only=True))
    person = person_of(user)
    if person:
        called = Call.objects.filter(deputy=person).exclude(status__in=NOT_COMING)
        query |= Q(pk__in=called.values("meeting"))
    return Meeting.objects.filter(query).values("pk")


def decided_for_others(user, at: str = "") -> Q:
    """What was decided in place of another body is as open as that body is (kommuneloven § 11-8)."""
    follows = may_follow(user, f"{at}decides_for__")
    return Q(**{f"{at}decides_for__isnull": False, f"{at}outcome": Outcome.ADOPTED}) & follows


def shown(user, at: str = "") -> Q:
    """Items on agendas that have been sent out. ``at``: the path to the item."""
    follows = may_follow(user, f"{at}body__") | decided_for_others(user, at)
    if cases.prepares(user):
        return follows
    sent = Q(**{f"{at}meeting__convened_on__isnull": False})
    return follows & (sent | Q(**{f"{at}meeting__status": Status.RECORD}))


def readable(user, at: str = "") -> Q:
    """Items whose content a user may read: open ones, and those of the own work and meetings."""
    if cases.reads_all(user):
        return EVERYTHING
    free = open_to_all(at) & Q(**{f"{at}closed_basis": ""})
    case = Q(**{f"{at}case": None}) | (
        cases.visible(user, f"{at}case__") & cases.readable(user, f"{at}case__")
    )
    query = free & case | cases.handled(user, f"{at}case__")
    if not person_of(user):
        return query
    own = Q(**{f"{at}decides_for__in": bodies_of(user, members_only=True)})
    shut = ~Q(**{f"{at}closed_basis": ""}) | Q(**{f"{at}body__openness": Openness.CLOSED})
    behind = shut & Q(**{f"{at}body__kind__in": controlled_by(user)})
    return query | Q(**{f"{at}meeting__in": sits_in(user)}) | own | behind


see_item = permission(Item, _("See the item"))(shown)
read_item = permission(
    Item, _("Read what is exempt from public access in the item"), within=see_item
)(readable)


@permission(Item, _("Keep the record of the item"), within=see_item)
def run_item(user):
    return Q(meeting__in=run.objects(user).values("pk"))


@permission(Item, _("Make a proposal in the item"), within=see_item)
def propose(user):
    person = person_of(user)
    if role_of(user) not in ELECTED or person is None:
        return NOTHING
    here = Presence.objects.filter(person=person, left_at=None)
    whole, one = here.filter(item=None), here.filter(item__isnull=False)
    sits = Q(meeting__in=whole.values("meeting")) | Q(pk__in=one.values("item"))
    by_law = _in(rules.mayor_may_propose) if role_of(user) == Role.MAYOR else NOTHING
    return Q(meeting__status=Status.OPEN) & (sits | by_law)


def _in(may: Callable[[str], bool]) -> Q:
    """Items of the kinds of bodies in which someone outside has a right by law."""
    return Q(body__kind__in=[kind for kind in BodyKind.values if may(kind)])


@permission(Item, _("Ask for the floor"), within=see_item)
def ask_floor(user):
    """Those who sit, and the mayor and the chief executive in most bodies."""
    by_law = {
        Role.MAYOR: rules.mayor_may_speak,
        Role.CHIEF_EXECUTIVE: rules.chief_executive_may_speak,
    }.get(Role(role_of(user)))
    if by_law is None or person_of(user) is None:
        return propose.rule(user)
    return propose.rule(user) | Q(meeting__status=Status.OPEN) & _in(by_law)


@permission(Speech, _("Take one's name off the speakers' list"))
def step_back(user):
    person = person_of(user)
    return Q(person=person) if person else NOTHING


@permission(Item, _("Declare possible partiality of your own"), within=see_item)
def declare(user):
    person = person_of(user)
    at = [Status.PLANNED, Status.CONVENED, Status.OPEN]
    return Q(meeting__in=sits_in(user), meeting__status__in=at) if person else NOTHING


@permission(Vote, _("Vote in the item"))
def vote(user):
    person = person_of(user)
    if role_of(user) not in ELECTED or person is None:
        return NOTHING
    here = Presence.objects.filter(person=person, left_at=None)
    return Q(item__meeting__in=here.values("meeting"))


@permission(Signature, _("Sign the minutes"))
def sign(user):
    person = person_of(user)
    return Q(person=person) if person else NOTHING


@vouch
def papers_of_meetings(user) -> Q:
    """Notices and minutes are public; the internal ones belong to the body and its secretariat."""
    follows = may_follow(user, "meeting_document__meeting__body__")
    query = Q(meeting_document__internal=False) & follows
    if cases.reads_all(user):
        return query | Q(meeting_document__internal=True) & follows
    return query | Q(meeting_document__internal=True, meeting_document__meeting__in=sits_in(user))
