"""Who may what with gatherings: they are open to all, but for a party's own."""

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, permission, role_of
from tannhjul.core.enums import ADMINISTRATION, ELECTED, Role
from tannhjul.meetings.access import see as see_meeting
from tannhjul.meetings.enums import OVER
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.access import bodies_of
from tannhjul.organisation.enums import SeatKind
from tannhjul.organisation.models import Party, Seat
from tannhjul.organisation.queries import person_of

from .enums import Kind
from .models import Gathering, Table, Topic

ARRANGERS = (Role.SECRETARY, Role.CHIEF_EXECUTIVE, Role.MAYOR, Role.COMMITTEE_CHAIR)


def parties_of(user) -> QuerySet[Party]:
    """The party for which the user sits (in each body where that is)."""
    seats = Seat.objects.on(localdate()).filter(person=person_of(user), kind=SeatKind.MEMBER)
    return Party.objects.filter(pk__in=seats.exclude(party=None).values("party"))


def _own_party(user) -> Q:
    """Gatherings of the user's own party."""
    return Q(kind=Kind.PARTY, party__in=parties_of(user)) if person_of(user) else NOTHING


@permission(Gathering, _("See the gathering"))
def see(user):
    """Everyone, but a party's own is for the group, and entered conversations for those inside."""
    inside = role_of(user) in (*ELECTED, *ADMINISTRATION, Role.AUDITOR)
    hidden = [Kind.PARTY] if inside else [Kind.PARTY, Kind.TALK]
    return ~Q(kind__in=hidden) | _own_party(user)


@permission(None, _("Enter a conversation between mayor and chief executive"))
def enter_talk(user):
    return role_of(user) in (Role.MAYOR, Role.CHIEF_EXECUTIVE)


@permission(None, _("Plan gatherings"))
def arrange(user):
    return role_of(user) in (*ARRANGERS, Role.GROUP_LEADER)


@permission(Gathering, _("Lead the gathering"), within=see)
def lead(user):
    if role_of(user) in ARRANGERS:
        return EVERYTHING
    return _own_party(user) if role_of(user) == Role.GROUP_LEADER else NOTHING


@permission(Gathering, _("Take part in the gathering"), within=see)
def take_part(user):
    """Elected members, whether it is for them is asked when they act; and the guests."""
    person = person_of(user)
    if person is None:
        return NOTHING
    return EVERYTHING if role_of(user) in ELECTED else Q(pk__in=person.invited_to.values("pk"))


@permission(Meeting, _("Say how the meeting was"), within=see_meeting)
def rate_meeting(user):
    """Elected members who sat in it, when it is over."""
    person = person_of(user)
    if person is None or role_of(user) not in ELECTED:
        return NOTHING
    return Q(status__in=OVER, pk__in=person.presences.values("meeting"))


@permission(Gathering, _("Work on what came out of the gathering"), within=see)
def process(user):
    if role_of(user) in ADMINISTRATION:
        return ~Q(kind=Kind.PARTY)
    return _own_party(user) if role_of(user) == Role.GROUP_LEADER else NOTHING


def _through(rule, at: str = "gathering__in"):
    """A rule for what belongs to a gathering."""
    return lambda user: Q(**{at: rule.objects(user).values("pk")})


see_topic = permission(Topic, _("See the gathering"))(_through(see))
agree = permission(Topic, _("Lead the gathering"), within=see_topic)(_through(lead))


@permission(Topic, _("Take part in the gathering"), within=see_topic)
def answer(user):
    """Those who take part; in a workshop also those of the administration who lead a unit."""
    query = _through(take_part)(user)
    if role_of(user) in ADMINISTRATION and person_of(user) is not None:
        query |= Q(gathering__kind=Kind.WORKSHOP)
    return query


@permission(Topic, _("Plan, convene and keep the record of the meeting"), within=see_topic)
def put_before(user):
    """Whoever composes the agendas of the body that is to treat it."""
    if role_of(user) == Role.SECRETARY:
        return EVERYTHING
    if role_of(user) in (Role.MAYOR, Role.COMMITTEE_CHAIR):
        return Q(body__in=bodies_of(user, office="leader"))
    return NOTHING


see_table = permission(Table, _("See the gathering"))(_through(see))


@permission(Table, _("Write for the table"), within=see_table)
def write_note(user):
    """Whoever sits at the table, and the administration, which facilitates."""
    if role_of(user) in ADMINISTRATION:
        return EVERYTHING
    person = person_of(user)
    return Q(pk__in=Table.objects.filter(places__person=person)) if person else NOTHING
