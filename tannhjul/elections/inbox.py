"""What waits for those who form an executive council."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.organisation.queries import person_of

from .enums import ElectionStatus, Method
from .models import Election


@waiting_for(Role.MAYOR)
def to_designate(_user, _day) -> Iterator[Task]:
    """An executive council that nobody has been designated to form."""
    rows = Election.objects.filter(method=Method.DESIGNATION, status=ElectionStatus.OPEN)
    for row in rows.filter(slates=None).select_related("body"):
        where = reverse("elections:designate", args=[row.body_id])
        yield Task(_("Designate who forms the executive council"), str(row.body), where)


@waiting_for()
def to_compose(user, _day) -> Iterator[Task]:
    """The executive council that the user has been designated to form."""
    if (person := person_of(user)) is None:
        return
    rows = Election.objects.filter(method=Method.DESIGNATION, status=ElectionStatus.OPEN)
    rows = rows.filter(nominees__person=person, nominees__place=1)
    for row in rows.select_related("body"):
        where = reverse("elections:compose", args=[row.pk])
        yield Task(_("Compose the executive council"), str(row.body), where)
