"""Every write about areas and delegations. A delegation never changes: it ends, or it is recalled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.journal import record
from tannhjul.core.law import Breach, Refused, comply
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.choices import STAFF_INSTRUCTS
from tannhjul.organisation.enums import BodyKind, UnitTask
from tannhjul.organisation.models import Body, Unit
from tannhjul.organisation.rules.bodies import has_power_to_decide

from . import papers, queries, rules
from .enums import Holder, Measure, Why
from .models import Area, Exclusion, Grant

MOST_FAULTS = 10


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
        facts = (parent.holder == Holder.UNIT, unit is not None, _is_below(unit, parent))
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
    return unit is not None and unit.parent_id is None


def _is_below(unit: Unit | None, parent: Grant) -> bool:
    """Whether a unit lies under the one that passes on."""
    above = unit.parent if unit else None
    while above is not None and above.pk != parent.unit_id:
        above = above.parent
    return above is not None


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


@dataclass(frozen=True)
class Loaded:
    """How many delegations were new, and of how many lines nothing said whether they may be passed on."""

    new: int
    unsaid: int


@transaction.atomic
def load(rows: Sequence[tuple[int, dict[str, Any]]], *, by, today: date) -> Loaded:
    """Enter every delegation of a spreadsheet, or none: the lines that are wrong are named.

    What has been delegated already is left as it is.
    """
    if not rows:
        raise Refused(_("The spreadsheet is empty."))
    faults, new = [], 0
    within = {_text(cells.get("area")): _text(cells.get("within")) for _number, cells in rows}
    for number, cells in rows:
        try:
            with transaction.atomic():
                new += _load_line(cells, within, by, today)
        except (Refused, Breach) as fault:
            says = _(fault.rule.says) if isinstance(fault, Breach) else str(fault)
            faults.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": says})
    if faults:
        raise Refused(" ".join(faults[:MOST_FAULTS]))
    unsaid = sum(not _text(cells.get("may_pass_on")) for _number, cells in rows)
    return Loaded(new, unsaid)


def _load_line(cells: dict[str, Any], within: dict[str, str], by: Any, today: date) -> bool:
    """One line with the areas it is about; whether it was new."""
    _areas_of(_text(cells.get("area")), within, by)
    for name in _listed(cells.get("excepted")):
        _areas_of(name, within, by)
    return _load_one(cells, by, today) is not None


def _load_one(cells: dict[str, Any], by: Any, today: date) -> Grant | None:
    if not _text(cells.get("area")):
        raise Refused(_("Write what it is about."))
    area = _area_known(cells.get("area"))
    holder = papers.chosen_in(Holder, cells.get("holder"))
    if holder is None:
        raise Refused(_("There is no such holder: «%(text)s».") % {"text": cells.get("holder")})
    limit = papers.amount_in(cells.get("limit"))
    measure = papers.chosen_in(Measure, cells.get("measure")) if limit is not None else ""
    if measure is None:
        raise Refused(_("Write both what the limit is and what it is counted in, or neither."))
    decided_by = str(cells.get("decided_by") or "").strip()
    if not decided_by:
        raise Refused(_("Write by which decision."))
    start = papers.day_in(cells.get("valid_from"), today)
    named = (_area_known(name) for name in _listed(cells.get("excepted")))
    excepted = {row.pk: row for row in named}
    end = papers.day_in(cells["valid_to"], today) if cells.get("valid_to") else None
    held = _holder_called(holder, str(cells.get("name") or "").strip(), start)
    terms: dict[str, Any] = {
        "limit": limit,
        "principled": papers.is_yes(cells.get("principled")),
        "may_pass_on": papers.yes_no_or_unsaid(cells.get("may_pass_on")),
        "conditions": _text(cells.get("conditions")),
        "staff_because": _text(cells.get("staff_because")),
        "valid_to": end,
    }
    urgent = papers.is_yes(cells.get("urgent"))
    already = Grant.objects.on(start).filter(
        area=area, holder=holder, measure=measure, urgent=urgent, recalled_on=None, **held
    )
    if _stands_so(already, terms, set(excepted)):
        return None
    return give(
        area,
        holder,
        decided_by[:200],
        by=by,
        today=start,
        parent=_parent_of(area, str(cells.get("given_by") or "").strip(), start),
        excepted=excepted.values(),
        measure=measure,
        urgent=urgent,
        basis=str(cells.get("basis") or "")[:200],
        **terms,
        **held,
    )


def _stands_so(already: Iterable[Grant], terms: dict[str, Any], excepted: set[int]) -> bool:
    """Whether a line says what has been delegated already; refused if it says otherwise."""
    rows = list(already)
    left_out = queries.exceptions(rows)
    for row in rows:
        same = all(getattr(row, name) == value for name, value in terms.items())
        if same and left_out.get(row.pk, frozenset()) == excepted:
            return True
    if rows:
        raise Refused(_("This has been delegated already, on other terms. Recall that first."))
    return False


def _text(value: Any) -> str:
    return str(value or "").strip()


def _listed(value: Any) -> list[str]:
    return [name for part in _text(value).split(";") if (name := part.strip())]


def _areas_of(
    name: str, within: dict[str, str], by: Any, seen: frozenset[str] = frozenset()
) -> None:
    """Create an area that the spreadsheet is about, and those above it that are in it too."""
    if not name or name not in within or name in seen:
        return
    if Area.objects.filter(name__iexact=name).exists():
        return
    above = within[name]
    if above:
        _areas_of(above, within, by, seen | {name})
    create_area(name[:160], by=by, parent=_area_known(above) if above else None)


def _area_known(name: Any) -> Area:
    found = Area.objects.filter(name__iexact=str(name).strip()).first()
    if found is None:
        raise Refused(_("There is no area called «%(name)s».") % {"name": name})
    return found


def _holder_called(holder: str, name: str, day: date) -> dict[str, Any]:
    if holder == Holder.ENTITY:
        return {"entity": name[:160]} if name else _nobody(name)
    rows: Any = Unit.objects.on(day) if holder == Holder.UNIT else Body.objects.on(day)
    found = rows.filter(name__iexact=name).first()
    return {("unit" if holder == Holder.UNIT else "body"): found} if found else _nobody(name)


def _nobody(name: str) -> dict[str, Any]:
    raise Refused(_("There is nobody called «%(name)s» on that date.") % {"name": name})


def _parent_of(area: Area, name: str, day: date) -> Grant | None:
    """The delegation that something is passed on from: the holder's own that reaches the area."""
    if not name:
        return None
    answers = queries.who_decides(queries.matter_in(area), day)
    found = [row.grant for row in answers if row.grant.held_by.casefold() == name.casefold()]
    if not found:
        raise Refused(_("%(name)s has nothing here to pass on.") % {"name": name})
    return found[0]


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
