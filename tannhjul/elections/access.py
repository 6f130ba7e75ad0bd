"""Who may what with elections: everyone sees them, those who keep the register hold them.

Under parliamentary rule mayor and leader form the executive council where it is designated.
"""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.core.access import EVERYTHING, NOTHING, in_role, permission, role_of
from tannhjul.core.choices import chosen
from tannhjul.core.enums import Role
from tannhjul.organisation.access import KEEPERS, see_body
from tannhjul.organisation.choices import GOVERNMENT_IS_DESIGNATED
from tannhjul.organisation.enums import BodyKind, Office
from tannhjul.organisation.models import Body, Seat
from tannhjul.organisation.queries import person_of

from .enums import ElectionStatus, Method
from .models import Election, Slate

see_election = permission(Election, _("See the election"))(lambda user: EVERYTHING)
hold_election = permission(Election, _("Hold elections"), within=see_election)(in_role(*KEEPERS))


@permission(Body, _("Designate who forms the executive council"), within=see_body)
def designate(user):
    """The mayor, where the council has decided so."""
    mayor = role_of(user) == Role.MAYOR and chosen(GOVERNMENT_IS_DESIGNATED, localdate())
    return _government() if mayor else NOTHING


@permission(Body, _("Change the composition of the executive council"), within=see_body)
def recompose(user):
    """The leader of one that was designated."""
    person = person_of(user)
    if person is None or not chosen(GOVERNMENT_IS_DESIGNATED, localdate()):
        return NOTHING
    led = Seat.objects.on(localdate()).filter(person=person, office=Office.LEADER)
    return _government() & Q(pk__in=led.values("body"))


fall = permission(Body, _("Enter that an executive council resigns"), within=see_body)(
    lambda user: _government() if role_of(user) in KEEPERS else NOTHING
)


def _government() -> Q:
    return Q(kind=BodyKind.EXECUTIVE_COUNCIL, valid_to=None)


@permission(Election, _("Compose the executive council"), within=see_election)
def compose(user):
    """Whoever the mayor has designated."""
    person = person_of(user)
    mine = Q(nominees__person=person, nominees__place=1)
    mine &= Q(method=Method.DESIGNATION, status=ElectionStatus.OPEN)
    return Q(pk__in=Election.objects.filter(mine).values("pk")) if person else NOTHING


keep_list = permission(Slate, _("Hold elections"))(in_role(*KEEPERS))
