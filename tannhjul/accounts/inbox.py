"""What waits for someone in the register of users and the outbox."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for

from . import access, mail

MOST = 10
FORTNIGHT = timedelta(days=14)


@waiting_for(Role.SECRETARY, Role.SYSTEM_ADMINISTRATOR)
def did_not_arrive(user, _day) -> Iterator[Task]:
    """Addresses that a message did not reach, until another one does."""
    failed = {row.to: row for row in mail.undelivered(now() - FORTNIGHT)}
    mine = access.see_letter.objects(user).filter(pk__in=[row.pk for row in failed.values()])
    for row in mine[:MOST]:
        address = f"{reverse('accounts:letters')}?state={row.state}"
        yield Task(_("A message did not arrive"), row.to, address)
