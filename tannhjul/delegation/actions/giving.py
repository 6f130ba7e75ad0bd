"""Areas, and power given, passed on, handed over and recalled. A delegation never changes: it ends, or is recalled."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.delegation import queries, rules
from tannhjul.delegation.enums import Holder, Why
from tannhjul.delegation.models import Area, Exclusion, Grant
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.choices import STAFF_INSTRUCTS
from tannhjul.organisation.enums import BodyKind, UnitTask
from tannhjul.organisation.models import Unit
from tannhjul.organisation.rules.bodies import has_power_to_decide


@transaction.atomic
def create_area(
    name: str, *, by, parent: Area | None = None, words: str = "", reserved: str = ""
) -> Area:
    """An area of decision. ``reserved``: the paragraph that gives it to the council itself."""
    if Area.objects.filter(name__iexact=name).exists():
        raise Refused(_("There is already an area called %(name)s.") % {"name": name})
    row = Area.objects.create(name=name, parent=parent, words=words, reserved=reserved)
    record("delegation.create_area", row, by=by)
    return row


@transaction.atomic
def mark_area(
    area: Area,
    elected: str = "",
    *,
    by,
    until: date | None = None,
    principles: str | None = None,
    hires: bool | None = None,
) -> Area:
    """The paragraph that asks for an elected body in an area; ``until``: the first day without it.

    Power given in a larger area leaves it out by itself, and covers it again when the law has changed.
    ``principles``: of the plan for it, which stand in the paper of each case. ``hires``: posts are
    filled in it. What is left out of these two stays as it is.
    """
    row = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if until and not elected:
        raise Refused(_("Write the paragraph that asked for it until that day."))
    row.elected, row.elected_until = elected, until
    row.principles = row.principles if principles is None else principles
    row.hires = row.hires if hires is None else hires
    row.save(update_fields=["elected", "elected_until", "principles", "hires"])
    record("delegation.mark_area", row, by=by)
    return row


@transaction.atomic
def give(
    area: Area,
    holder: str,
    decided_by: str,
    *,
    by,
    today: date,
    parent: Grant | None = None,
    excepted: Iterable[Area] = (),
    limit: Decimal | None = None,
    measure: str = "",
    principled: bool = False,
    **more,
) -> Grant:
    """Power in ``area`` from ``today``: from the council, or passed on from ``parent``.

    What is passed on cannot reach further than what it is passed on from.
    """
    comply(rules.is_not_the_councils_own, queries.matter_in(area).reserved)
    if holder == Holder.UNIT and rules.asks_for_elected(queries.matter_in(area), today):
        raise Refused(str(Why.ELECTED.label))
    _may_hold(holder, principled, parent is not None, today, more)
    if (limit is None) != (not measure):
        raise Refused(_("Write both what the limit is and what it is counted in, or neither."))
    until = more.get("valid_to")
    if until is not None and until <= today:
        raise Refused(_("The end comes before the beginning. Choose a later date."))
    if parent:
        parent = Grant.objects.select_for_update(of=("self",)).get(pk=parent.pk)
        _within(parent, area, limit, measure, principled, today)
        comply(rules.council_itself_gives_to_others, holder, passed_on=True)
        unit = more.get("unit")
        facts = (
            parent.holder == Holder.UNIT,
            unit is not None,
            _is_below(unit, parent, today, until),
        )
        giver = parent.body.kind if parent.body else ""
        governs = giver == BodyKind.EXECUTIVE_COUNCIL and unit is not None and not _is_head(unit)
        comply(rules.is_given_to_a_member_who_leads, governs, _member_leads(unit, today))
        of_its_own = giver == BodyKind.DISTRICT_COMMITTEE or governs
        comply(rules.is_passed_downwards, *facts, _is_head(unit), of_its_own)
    row = Grant.objects.create(
        area=area,
        holder=holder,
        decided_by=decided_by,
        parent=parent,
        limit=limit,
        measure=measure,
        principled=principled,
        valid_from=today,
        **more,
    )
    Exclusion.objects.bulk_create(Exclusion(grant=row, area=each) for each in excepted)
    record("delegation.give", row, by=by, area=area.pk, parent=parent.pk if parent else None)
    return row


def _may_hold(
    holder: str, principled: bool, passed_on: bool, today: date, facts: dict[str, Any]
) -> None:
    """Refuse a holder to whom the law, or what has been chosen, does not let power be given."""
    unit, body = facts.get("unit"), facts.get("body")
    comply(rules.administration_is_reached_through_its_head, holder, _is_head(unit), passed_on)
    comply(rules.administration_decides_no_principles, holder, principled)
    comply(rules.leaders_decide_no_principles, holder, principled)
    is_mayor = holder == Holder.LEADER and body is not None and body.kind == BodyKind.COUNCIL
    urgent = facts.get("urgent", False)
    comply(rules.council_gives_the_mayor_urgent_power, urgent, is_mayor, passed_on)
    comply(rules.other_entities_need_a_basis, holder, facts.get("basis", ""), principled)
    if holder == Holder.BODY and body is not None and body.kind == BodyKind.COUNCIL:
        raise Refused(_("The council has this power already. Choose who gets it."))
    if body:
        comply(has_power_to_decide, body.power)
        comply(rules.working_committees_decide_no_principles, body.kind, principled)
        comply(rules.boards_decide_no_principles, body.kind, principled)
    advises = unit and unit.task == UnitTask.STAFF and not chosen(STAFF_INSTRUCTS, today)
    if advises and not facts.get("staff_because", "").strip():
        raise Refused(
            _(
                "Staff advises and does not decide, unless that has been chosen. Write why, if this is an exception."
            )
        )


def _member_leads(unit: Unit | None, day: date) -> bool:
    """Whether the unit is led by someone in the executive council."""
    leads = {person.pk for person in organisation.leaders_of(unit, day)}
    return bool(leads & organisation.governing(day))


def _is_head(unit: Unit | None) -> bool:
    return unit is not None and unit.is_head


def _is_below(unit: Unit | None, parent: Grant, today: date, until: date | None) -> bool:
    """Whether a unit lies under the one that passes on, as long as the power lasts."""
    if unit is None:
        return False
    moves = organisation.moves_after(today)
    days = {today, *(day for day in moves if until is None or day < until)}
    return all(parent.unit_id in organisation.lines_up(day).get(unit.pk, []) for day in days)


def _within(
    parent: Grant,
    area: Area,
    limit: Decimal | None,
    measure: str,
    principled: bool,
    today: date,
) -> None:
    """Refuse to pass on what one does not have."""
    if not queries.may_be_passed_on(parent, today):
        raise Refused(_("This delegation may not be passed on."))
    matter = queries.matter_in(area, measure, limit, principled)
    answer = queries.held_against(matter, [parent], today)[0]
    if answer.why:
        raise Refused(_("That cannot be passed on: %(why)s") % {"why": Why(answer.why).label})
    narrowest = [link.limit for link in answer.chain if link.limit is not None]
    if limit is None and narrowest:
        raise Refused(_("Write a limit: what is passed on from has one."))


@transaction.atomic
def give_like(
    old: Grant, decided_by: str, *, by, today: date, parent: Grant | None, **holder
) -> Grant:
    """Power on the same terms as an earlier delegation, from ``parent``, to whoever ``holder`` names."""
    return give(
        old.area,
        old.holder,
        decided_by,
        by=by,
        today=today,
        parent=parent,
        excepted=old.excepted.all(),
        limit=old.limit,
        measure=old.measure,
        principled=old.principled,
        urgent=old.urgent,
        may_pass_on=old.may_pass_on,
        conditions=old.conditions,
        staff_because=old.staff_because,
        basis=old.basis,
        valid_to=old.valid_to,
        **holder,
    )


@transaction.atomic
def hand_over(
    unit: Unit, decided_by: str, *, by, today: date, below: Iterable[Grant] = ()
) -> list[Grant]:
    """Take back all power of a unit that is to end, from ``today``, so that others have it (domain 002b S1).

    ``below``: what goes to the leaders of the units right below it; the rest goes back to the one it
    came from. What the unit has passed on stands as it was, from the one above.
    """
    held = queries.held_by_unit(unit, today)
    if not held:
        raise Refused(_("%(unit)s has no power to hand over.") % {"unit": unit})
    if unit.is_head:
        raise Refused(_("The chief executive's power is the council's to give and to take back."))
    downwards, leaders = {grant.pk for grant in below}, organisation.units_below(unit, today)
    if downwards and not leaders:
        raise Refused(_("No unit stands below %(unit)s on that date.") % {"unit": unit})
    # Whoever passes something on from them meanwhile waits, and is then refused.
    list(Grant.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in held]))
    given: list[Grant] = []
    for grant in held:
        how: dict[str, Any] = {"by": by, "today": max(today, grant.valid_from)}
        rows = [
            new
            for old in _passed_on(grant, how["today"])
            for new in _repeat(old, grant.parent, decided_by, how)
        ]
        have = {row.unit_id for row in rows if _reaches_as_far(row, grant)}
        for leader in leaders if grant.pk in downwards else []:
            if leader.pk not in have:
                rows.append(give_like(grant, decided_by, parent=grant.parent, unit=leader, **how))
        recall(grant, decided_by, **how)
        given += rows
    return given


def _reaches_as_far(row: Grant, other: Grant) -> bool:
    facts = ("area_id", "limit", "measure", "conditions", "principled", "valid_to")
    return all(getattr(row, name) == getattr(other, name) for name in facts)


def _passed_on(grant: Grant, day: date) -> list[Grant]:
    """What has been passed on and nobody has taken back by ``day``, whether or not it has begun."""
    rows = grant.passed_on.filter(queries.lasting(day)).select_related("area", "unit")
    return [
        row
        for row in rows.order_by("pk")
        if row.unit is None or row.unit.valid_to is None or row.unit.valid_to > day
    ]


def _repeat(old: Grant, parent: Grant | None, decided_by: str, how: dict[str, Any]) -> list[Grant]:
    """The same power to the same holder from someone else, with all that is passed on from it."""
    holder: dict[str, Any] = {"body": old.body, "unit": old.unit, "entity": old.entity}
    then = {**how, "today": max(how["today"], old.valid_from)}
    new = give_like(old, decided_by, parent=parent, **holder, **then)
    rows = [new]
    for each in _passed_on(old, then["today"]):
        rows += _repeat(each, new, decided_by, how)
    if old.recalled_on:
        recall(new, old.recalled_why, by=how["by"], today=old.recalled_on)
    return rows


@transaction.atomic
def recall(grant: Grant, why: str, *, by, today: date) -> Grant:
    """Take the power back from ``today``; whatever was passed on from it falls with it.

    A recall that lies ahead can be brought forward.
    """
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if grant.recalled_on is not None and grant.recalled_on <= today:
        raise Refused(_("The delegation has been recalled already."))
    if grant.valid_to and grant.valid_to <= today:
        raise Refused(_("The delegation has ended."))
    grant.recalled_on, grant.recalled_why = max(today, grant.valid_from), why
    grant.save(update_fields=["recalled_on", "recalled_why"])
    record("delegation.recall", grant, by=by)
    return grant
