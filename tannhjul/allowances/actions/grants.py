"""Fixed allowances, and the numbers of the payroll system."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.allowances import rules
from tannhjul.allowances.choices import NOTICE_MONTHS
from tannhjul.allowances.enums import Kind
from tannhjul.allowances.models import Fixed, Leave, Payee, WageCode
from tannhjul.core.choices import chosen
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation.models import Person
from tannhjul.organisation.queries import entity


@transaction.atomic
def grant(
    person: Person,
    kind: str,
    yearly: Decimal,
    decided_by: str,
    *,
    by,
    today: date,
    until: date | None = None,
    income: Decimal = Decimal(0),
    percent: int | None = None,
) -> Fixed:
    """A fixed allowance from ``today`` until the day before ``until``, by the council's decision.

    One at a time for each person: the next begins when the one before has ended. ``percent``: how
    much of a full position the office is.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if by is not None and person.user_id == by.pk:
        raise Refused(_("Let someone else enter what you are paid yourself."))
    if until is not None and until <= today:
        raise Refused(_("The end comes before the beginning. Choose a later date."))
    if kind == Kind.AFTER:
        _after_office(today, until)
    _none_at_the_same_time(person, today, until)
    row = Fixed.objects.create(
        person=person,
        kind=kind,
        yearly=yearly,
        income=income,
        percent=percent,
        decided_by=decided_by,
        valid_from=today,
        valid_to=until,
    )
    record("allowances.grant", row, by=by, kind=kind, person=person.pk)
    return row


def _after_office(first: date, until: date | None) -> None:
    if until is None:
        raise Refused(_("Choose when it ends."))
    months = chosen(NOTICE_MONTHS, first)
    comply(rules.after_office_is_within_notice, first, until, months)


def _none_at_the_same_time(person: Person, first: date, until: date | None) -> None:
    for row in Fixed.objects.filter(person=person):
        begins_before = until is None or row.valid_from < until
        if begins_before and (row.valid_to is None or row.valid_to > first):
            raise Refused(
                _("There is a fixed allowance from %(day)s already. End it first.")
                % {"day": f"{row.valid_from:%d.%m.%Y}"}
            )


@transaction.atomic
def enter_leave(
    fixed: Fixed, first: date, until: date, decided_by: str, *, by, like_employees: bool = False
) -> Leave:
    """Leave from an office that is someone's main work, back on ``until`` (§ 8-10).

    What has been paid too much is drawn in the next settlement.
    """
    fixed = Fixed.objects.select_for_update(of=("self",)).get(pk=fixed.pk)
    if fixed.kind != Kind.FREED:
        raise Refused(_("Only someone freed from other work takes leave from the office."))
    if until <= first:
        raise Refused(_("The end comes before the beginning. Choose a later date."))
    if first < fixed.valid_from or (fixed.valid_to and until > fixed.valid_to):
        raise Refused(_("The leave must lie within the time of the fixed allowance."))
    if fixed.leaves.filter(first__lt=until, until__gt=first).exists():
        raise Refused(_("There is a leave in that time already."))
    row = Leave.objects.create(
        fixed=fixed, first=first, until=until, decided_by=decided_by, like_employees=like_employees
    )
    record("allowances.enter_leave", fixed, by=by, leave=row.pk)
    return row


@transaction.atomic
def take_back_leave(leave: Leave, *, by) -> None:
    """A leave that was entered by mistake, or that came to nothing."""
    record("allowances.take_back_leave", leave.fixed, by=by, leave=leave.pk)
    leave.delete()


@transaction.atomic
def state_income(fixed: Fixed, income: Decimal, *, by) -> Fixed:
    """The other income of the whole time, as it became; too much paid is drawn in the next settlement."""
    fixed = Fixed.objects.select_for_update(of=("self",)).get(pk=fixed.pk)
    if fixed.kind != Kind.AFTER:
        raise Refused(_("Other income is drawn from an allowance after office only."))
    fixed.income = income
    fixed.save(update_fields=["income"])
    record("allowances.state_income", fixed, by=by)
    return fixed


@transaction.atomic
def end_grant(fixed: Fixed, *, by, today: date) -> Fixed:
    """The allowance is paid up to the day before ``today``."""
    fixed = Fixed.objects.select_for_update(of=("self",)).get(pk=fixed.pk)
    if fixed.valid_to and fixed.valid_to <= today:
        raise Refused(_("It has ended already."))
    if today < fixed.valid_from:
        raise Refused(_("The end comes before the beginning. Choose a later date."))
    fixed.valid_to = today
    fixed.save(update_fields=["valid_to"])
    record("allowances.end_grant", fixed, by=by)
    return fixed


@transaction.atomic
def set_payroll(numbers: Mapping[int, str], codes: Mapping[str, str], *, by) -> None:
    """Enter payroll numbers by person id and wage codes by kind; an empty one is taken away."""
    owner = entity()
    if owner is None:
        raise Refused(_("Set up the municipality first."))
    given = [number for number in numbers.values() if number]
    twice = {number for number in given if given.count(number) > 1}
    if twice:
        raise Refused(
            _("Two people cannot have the same number: %(numbers)s.")
            % {"numbers": ", ".join(sorted(twice))}
        )
    Payee.objects.filter(person_id__in=numbers).delete()
    taken = Payee.objects.filter(number__in=given).select_related("person").first()
    if taken:
        raise Refused(
            _("%(person)s has the number %(number)s already.")
            % {"person": taken.person, "number": taken.number}
        )
    Payee.objects.bulk_create(
        Payee(person_id=person, number=number) for person, number in numbers.items() if number
    )
    WageCode.objects.filter(kind__in=codes).delete()
    WageCode.objects.bulk_create(
        WageCode(kind=kind, code=code) for kind, code in codes.items() if code
    )
    record("allowances.set_payroll", owner, by=by)
