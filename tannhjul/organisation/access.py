"""Who may what with bodies, seats and units."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.choices import chosen
from tannhjul.core.enums import ELECTED, Role

from .choices import CONTROL_BEHIND_DOORS
from .enums import ELECTED_BODIES, BodyKind, Openness, SeatKind, Tie
from .models import Body, Interest, Person, Seat, Unit
from .queries import person_of, units_led
from .rules.kinds import control_may_be_present

KEEPERS = (Role.SECRETARY, Role.SYSTEM_ADMINISTRATOR)
FOLLOW_ALL = (Role.SECRETARY, Role.CHIEF_EXECUTIVE, Role.AUDITOR)

see_body = permission(Body, _("See the body"))(lambda user: EVERYTHING)
see_person = permission(Person, _("See the person"))(lambda user: EVERYTHING)
see_unit = permission(Unit, _("See the unit"))(lambda user: EVERYTHING)

manage_body = permission(Body, _("Keep the register of bodies and seats"), within=see_body)(
    in_role(*KEEPERS)
)
manage_bodies = permission(None, _("Keep the register of bodies and seats"))(
    lambda user: role_of(user) in KEEPERS
)
set_up = permission(None, _("Set up the municipality"))(lambda user: role_of(user) in KEEPERS)
manage_person = permission(Person, _("Keep the register of people"), within=see_person)(
    in_role(*KEEPERS)
)
manage_unit = permission(Unit, _("Keep the register of units"), within=see_unit)(in_role(*KEEPERS))


@permission(Interest, _("See the interest"))
def see_interest(user):
    if role_of(user) in KEEPERS:
        return EVERYTHING
    person = person_of(user)
    return ~Q(tie=Tie.FAMILY) | Q(person=person) if person else ~Q(tie=Tie.FAMILY)


@permission(Person, _("Keep the register of interests of this person"), within=see_person)
def keep_interests(user):
    person = person_of(user)
    own = Q(pk=person.pk) if person else NOTHING
    return EVERYTHING if role_of(user) in KEEPERS else own


@permission(Interest, _("Keep the register of interests of this person"), within=see_interest)
def end_interest(user):
    person = person_of(user)
    own = Q(person=person) if person else NOTHING
    return EVERYTHING if role_of(user) in KEEPERS else own


def may_follow(user, at: str = "") -> Q:
    """Bodies whose meetings a user may know of: open ones, one's own, all for those who keep them.

    ``at``: the path to the body, for rows that belong to one.
    """
    if role_of(user) in FOLLOW_ALL:
        return EVERYTHING
    mine = bodies_of(user)
    follows = ~Q(**{f"{at}openness": Openness.CLOSED})
    if not mine:
        return follows
    controlled = controlled_by(user)
    follows |= Q(**{f"{at}pk__in": mine})
    return follows | Q(**{f"{at}kind__in": controlled}) if controlled else follows


def controlled_by(user) -> list[str]:
    """The kinds of bodies that a member of the control committee may follow behind closed doors."""
    if not _controls(user):
        return []
    opened = chosen(CONTROL_BEHIND_DOORS, localdate()) == 1
    return [
        kind
        for kind in BodyKind.values
        if control_may_be_present(kind, kind in ELECTED_BODIES, opened)
    ]


def _controls(user) -> bool:
    """Whether the user is a member of the control committee today, in a role of elected members."""
    held = {(where, kind) for _body, kind, _office, where in _seats_of(user)}
    return role_of(user) in ELECTED and (BodyKind.CONTROL_COMMITTEE, SeatKind.MEMBER) in held


def bodies_of(user, *, office: str = "", members_only: bool = False) -> list[int]:
    """The ids of the bodies in which the person behind ``user`` has a seat today."""
    return [
        body
        for body, kind, held, _where in _seats_of(user)
        if (not office or held == office) and (not members_only or kind == SeatKind.MEMBER)
    ]


def _seats_of(user) -> list[tuple[int, str, str, str]]:
    """(body, kind, office, kind of body) of the seats that the person behind ``user`` has today."""
    person = person_of(user)
    if person is None:
        return []
    if not hasattr(user, "_seats"):
        rows = Seat.objects.on(localdate()).filter(person=person)
        user._seats = list(rows.values_list("body_id", "kind", "office", "body__kind"))
    return user._seats


def units_of(user) -> set[int]:
    """The ids of the units that the person behind ``user`` leads today, and of all below them."""
    person = person_of(user)
    if person is None:
        return set()
    if not hasattr(user, "_units"):
        user._units = units_led(person, localdate())
    return user._units
