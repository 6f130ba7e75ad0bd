"""What waits for someone in allowances."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for
from tannhjul.organisation.queries import person_of

from .access import treat_claim
from .enums import ClaimStatus, SettlementStatus, Status
from .models import Settlement, SettlementCheck


@waiting_for(Role.SECRETARY)
def claimed(user, _day) -> Iterator[Task]:
    """Claims that nobody has looked at, in one line."""
    number = treat_claim.objects(user).filter(status=ClaimStatus.SENT).count()
    if number:
        about = ngettext("%(number)s claim", "%(number)s claims", number) % {"number": number}
        yield Task(_("Look at what members claim"), about, reverse("allowances:settlements"))


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_authorise(_user, _day) -> Iterator[Task]:
    """Settlements that the members check or have checked."""
    for row in Settlement.objects.filter(status=Status.CHECK):
        what = _("Authorise the payment of allowances")
        yield Task(what, str(row), row.get_absolute_url(), row.check_by)


@waiting_for()
def to_check(user, _day) -> Iterator[Task]:
    """The user's own part of a settlement."""
    if (person := person_of(user)) is None:
        return
    rows = SettlementCheck.objects.filter(
        person=person, status=SettlementStatus.WAITING, settlement__status=Status.CHECK
    )
    for row in rows.select_related("settlement"):
        due = row.settlement.check_by
        yield Task(_("Check your allowances"), str(row.settlement), row.get_absolute_url(), due)
