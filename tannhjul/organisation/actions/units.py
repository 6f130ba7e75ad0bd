"""The administration: units and who is accountable for each."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.organisation import queries
from tannhjul.organisation.choices import GOVERNMENT_MEMBERS_LEAD
from tannhjul.organisation.enums import UnitTask
from tannhjul.organisation.models import Body, Leadership, Person, Supervision, Unit
from tannhjul.organisation.rules.government import leads_a_part_if_decided

from . import own_ways
from .departures import let_go


@transaction.atomic
def create_unit(
    name: str,
    *,
    by,
    today: date,
    parent: Unit | None = None,
    leader: Person | None = None,
    **more,
) -> Unit:
    """Create an administrative unit from ``today``, under one that exists then, with its leader."""
    if parent and not Unit.objects.on(today).filter(pk=parent.pk).exists():
        raise Refused(_("%(unit)s does not exist on that date.") % {"unit": parent})
    lasts = Q(valid_to=None) | Q(valid_to__gt=today)
    top = Unit.objects.filter(lasts, task=UnitTask.HEAD).first()
    if parent is None and top:  # kommuneloven § 13-1: one leads the whole administration
        raise Refused(
            _("Nothing stands beside the chief executive. Put it below %(unit)s.") % {"unit": top}
        )
    levels = queries.levels(today)
    if parent is None:
        more["task"] = UnitTask.HEAD
    row = Unit.objects.create(name=name, valid_from=today, **more)
    if parent:
        row.places.create(above=parent, valid_from=today)
    own_ways.may_be_staff(row, today)
    own_ways.fits_the_levels(levels, today)
    record("organisation.create_unit", row, by=by, parent=parent.pk if parent else None)
    if leader:
        appoint(row, leader, by=by, today=today)
    return row


@transaction.atomic
def appoint(unit: Unit, person: Person, *, by, today: date) -> Leadership:
    """Make a person the accountable leader of a unit from ``today``; the one before ends."""
    governs = person.pk in queries.governing(today)
    comply(leads_a_part_if_decided, governs, chosen(GOVERNMENT_MEMBERS_LEAD, today))
    for row in Leadership.objects.select_for_update(of=("self",)).filter(unit=unit, valid_to=None):
        if today < row.valid_from:
            raise Refused(_("The leader before began later than this date."))
        row.valid_to = today
        row.save(update_fields=["valid_to"])
    row = Leadership.objects.create(unit=unit, person=person, valid_from=today)
    record("organisation.appoint", unit, by=by, person=person.pk)
    let_go(person, by=by, today=today)
    return row


@transaction.atomic
def describe_unit(
    unit: Unit,
    task: str,
    basis: str,
    *,
    by,
    keeps_accounts: bool = False,
    board: Body | None = None,
) -> Unit:
    """What a unit is in the organisation, what it is divided by, and if it keeps the accounts.

    ``board``: the board that a municipal enterprise answers to; its manager cannot sit there.
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if (task == UnitTask.HEAD) != unit.is_head:
        raise Refused(
            _("The chief executive's unit stands above all the others, and no other does.")
        )
    unit.task, unit.basis, unit.keeps_accounts = task, basis, keeps_accounts
    unit.board = board
    own_ways.may_be_staff(unit, localdate())
    unit.save(update_fields=["task", "basis", "keeps_accounts", "board"])
    if unit.board:
        _let_the_leader_go(unit, by=by, today=localdate())
    record(
        "organisation.describe_unit", unit, by=by, task=task, basis=basis, accounts=keeps_accounts
    )
    return unit


def _let_the_leader_go(unit: Unit, *, by, today: date) -> None:
    """Whoever what has changed has made manager, or head of a sector, leaves the seats it bars from."""
    for person in queries.leaders_of(unit, today):
        let_go(person, by=by, today=today)


@transaction.atomic
def supervise(unit: Unit, director: Person, *, by, today: date) -> Supervision:
    """A director follows up a unit from ``today``; the one before hands it over."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    leads = Leadership.objects.on(today).filter(person=director, unit__task=UnitTask.DIRECTOR)
    if not leads.exists():
        raise Refused(_("%(person)s is not a director on that date.") % {"person": director})
    own_ways.takes_turns(unit, director, today)
    for row in unit.supervisions.filter(valid_to=None):
        if today < row.valid_from:
            raise Refused(_("The director before began later than this date."))
        row.valid_to = today
        row.save(update_fields=["valid_to"])
    row = Supervision.objects.create(unit=unit, director=director, valid_from=today)
    record("organisation.supervise", unit, by=by, person=director.pk)
    return row


@transaction.atomic
def move_unit(unit: Unit, above: Unit, *, by, today: date) -> Unit:
    """Let a unit stand below another from ``today``; where it stood before can still be asked for.

    It takes with it what stands below it. Powers that it has from leaders above whom it no longer
    stands are refused to move along (``delegation.handlers``).
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    place = unit.places.order_by("-valid_from", "-pk").first()
    if place is None:
        raise Refused(
            _("The chief executive's unit stands above all the others, and no other does.")
        )
    _can_stand_below(unit, above, today)
    if today < place.valid_from:
        raise Refused(
            _("It came where it stands on %(day)s. Choose that day or a later one.")
            % {"day": date_format(place.valid_from)}
        )
    levels = queries.levels(today)
    if place.valid_from == today:
        place.delete()
    else:
        place.valid_to = today
        place.save(update_fields=["valid_to"])
    unit.places.create(above=above, valid_from=today)
    own_ways.may_be_staff(unit, today)
    own_ways.fits_the_levels(levels, today)
    record("organisation.move_unit", unit, by=by, above=above.pk, day=today.isoformat())
    _let_the_leader_go(unit, by=by, today=today)
    return unit


def _can_stand_below(unit: Unit, above: Unit, today: date) -> None:
    there = Unit.objects.on(today).filter(pk__in=[unit.pk, above.pk])
    for row in (unit, above):
        if row not in there:
            raise Refused(_("%(unit)s does not exist on that date.") % {"unit": row})
    if above == unit or unit.pk in queries.lines_up(today).get(above.pk, []):
        raise Refused(
            _("%(above)s is part of %(unit)s. Choose a unit outside it.")
            % {"above": above, "unit": unit}
        )
    if queries.unit_above(unit, today) == above:
        raise Refused(_("It stands there already."))


@transaction.atomic
def close_unit(unit: Unit, *, by, today: date) -> Unit:
    """End a unit: ``today`` is the first day without it. What stands below it comes below the one above.

    Refused while it has power that nobody has been given in its place (``delegation.handlers``).
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if unit.valid_to is not None:
        raise Refused(_("This unit has already ended."))
    if today < unit.valid_from:
        raise Refused(
            _("A unit cannot end before it began (%(date)s).") % {"date": unit.valid_from}
        )
    later = unit.places_below.filter(valid_from__gt=today, valid_to=None).first()
    if later:
        raise Refused(
            _("%(unit)s is to stand below it from %(day)s. Place it elsewhere first.")
            % {"unit": later.unit, "day": date_format(later.valid_from)}
        )
    above, left = queries.unit_above(unit, today), queries.units_below(unit, today)
    if left and above is None:
        raise Refused(_("%(unit)s stands below it. End or move that first.") % {"unit": left[0]})
    for each in left:
        move_unit(each, above, by=by, today=today)  # type: ignore[arg-type]
    rows: tuple[Any, ...] = (unit.leaderships, unit.supervisions, unit.places)
    for row in (each for kind in rows for each in kind.filter(valid_to=None)):
        row.valid_to = max(today, row.valid_from)
        row.save(update_fields=["valid_to"])
    unit.valid_to = today
    unit.save(update_fields=["valid_to"])
    record("organisation.close_unit", unit, by=by)
    return unit
