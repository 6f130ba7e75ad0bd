"""What ties elected members to others: declared by themselves or entered by the secretary."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.enums import Tie
from tannhjul.organisation.models import Interest, Person
from tannhjul.organisation.queries.eligibility import BARRING_TIES

from .departures import let_go

THAT_BAR = (*BARRING_TIES, Tie.ACCOUNTS)


@transaction.atomic
def declare(
    person: Person,
    tie: str,
    name: str,
    *,
    by,
    today: date,
    ours: bool = False,
) -> Interest:
    """Enter an interest from ``today``; ``ours``: the municipality owns a share in the company.

    What bars from a seat (§ 7-3) ends it when it is entered by the secretary. What a member enters of
    oneself is found by the daily check first: nobody leaves office by a slip in a form.
    """
    if Interest.objects.filter(person=person, tie=tie, name=name, valid_to=None).exists():
        raise Refused(_("This is already in the register."))
    row = Interest.objects.create(
        person=person,
        tie=tie,
        name=name,
        ours=ours and tie == Tie.BOARD,
        valid_from=today,
    )
    record("organisation.declare_interest", person, by=by, interest=row.pk, tie=tie)
    if tie in THAT_BAR and getattr(by, "pk", None) != person.user_id:
        let_go(person, by=by, today=today)
    return row


@transaction.atomic
def end(interest: Interest, *, by, today: date) -> Interest:
    """End an interest: ``today`` is the first day without it. It stays on record."""
    interest = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    if interest.valid_to is not None:
        raise Refused(_("This has already ended."))
    interest.valid_to = max(today, interest.valid_from)
    interest.save(update_fields=["valid_to"])
    record("organisation.end_interest", interest.person, by=by, interest=interest.pk)
    return interest
