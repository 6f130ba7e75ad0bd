"""Who of those with a seat may sign in."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.accounts import actions as accounts
from tannhjul.core.enums import Role
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation import queries
from tannhjul.organisation.models import Body, Person

from .seats import give_roles_of_seats


@transaction.atomic
def let_in(person: Person, *, by, today: date) -> None:
    """Let a person who has a seat sign in, in the roles that the seats give.

    Someone who can sign in already, in another role, is only linked by a system administrator:
    whoever keeps the register of people could otherwise take over the account.
    """
    if person.user:
        raise Refused(_("%(person)s can already sign in.") % {"person": person})
    if not person.email:
        raise Refused(_("%(person)s has no e-mail address. Write it first.") % {"person": person})
    roles = queries.roles_by_seats(person, today)
    if not roles:
        raise Refused(_("%(person)s has no seat today.") % {"person": person})
    known = queries.account_with(person.email)
    if known is None:
        person.user = accounts.invite(person.email, person.name, sorted(roles), by=by, today=today)
    elif getattr(by, "acting_as", "") == Role.SYSTEM_ADMINISTRATOR:
        person.user = known
    else:
        raise Refused(
            _("%(email)s has an account already. A system administrator must let this person in.")
            % {"email": person.email}
        )
    person.save(update_fields=["user"])
    record("organisation.let_in", person, by=by)
    give_roles_of_seats(person, by=by, today=today)


@transaction.atomic
def let_all_in(body: Body, *, by, today: date) -> int:
    """Let in everyone with a seat in the body who has an address and cannot sign in yet."""
    people = queries.waiting_outside(body, today)
    for person in people:
        let_in(person, by=by, today=today)
    return len(people)
