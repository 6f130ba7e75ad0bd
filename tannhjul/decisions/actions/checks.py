"""Legality checks: demanded, looked at by whoever decided, answered by the county governor."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Kind, Outcome
from tannhjul.core.flow import IllegalMove
from tannhjul.core.journal import record
from tannhjul.core.law import N_, Refused, comply
from tannhjul.decisions import queries, rules
from tannhjul.decisions.enums import (
    CHECK_FLOW,
    DELEGATED_FLOW,
    UNDER_WAY,
    LegalityStatus,
    Waits,
)
from tannhjul.decisions.models import DelegatedDecision, DelegatedDemand, LegalityCheck
from tannhjul.meetings import rules as meeting_rules
from tannhjul.meetings.actions import agenda, motions
from tannhjul.meetings.enums import MotionKind, MotionStatus, ReviewSubject
from tannhjul.meetings.models import Item, Meeting, Motion
from tannhjul.meetings.queries import day_of
from tannhjul.organisation.models import Person
from tannhjul.organisation.queries import council_members
from tannhjul.organisation.rules.calendar import weeks_on

NOTHING_LEFT = N_("The decision does not hold any more, so there is nothing to try.")


@transaction.atomic
def demand(
    delegated: DelegatedDecision, author: Person, title: str, text: str, *, by, today: date
) -> Motion:
    """A member of the council demands a legality check of a delegated decision (§ 27-2)."""
    row = _standing(delegated)
    motion = motions.demand_check(
        author,
        title,
        text,
        by=by,
        today=today,
        decided_on=row.decided_on,
        others=Motion.objects.filter(over_delegated__delegated=row),
    )
    DelegatedDemand.objects.create(motion=motion, delegated=row)
    return motion


@transaction.atomic
def open_check(
    motion: Motion, *, by, today: date, waits: str = Waits.NOBODY
) -> LegalityCheck | Motion:
    """Three members have asked in time: whoever decided looks at it again first.

    ``waits``: who has decided that the decision is not carried out meanwhile, if anyone (§ 27-3).
    Where the same is being tried already, the demand joins that check. Where the decision has fallen
    meanwhile, the demand is answered with that, and returned.
    """
    motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if motion.kind != MotionKind.LEGALITY or motion.decided_on is None:
        raise Refused(_("That is not a demand for a legality check of a decision."))
    if motion.status != MotionStatus.SENT:
        raise Refused(_("The check has been opened already."))
    in_time = motion.supports.filter(
        on__lte=weeks_on(motion.decided_on, 3),
        person__in=council_members(motion.decided_on) | council_members(today),
    )
    comply(meeting_rules.three_ask_for_legality_check, in_time.count())
    comply(meeting_rules.is_within_three_weeks, motion.decided_on, motion.sent_on)
    over = _locked_row(motion.about or motion.over_delegated.delegated)
    if not queries.holds(over):
        return motions.lapse(motion, _(NOTHING_LEFT), by=by, today=today)
    motions.take_up(motion, by=by)
    asked = {"motion": motion, "asked_on": motion.sent_on, "waits": waits}
    row = _under_way(over, motion.tries)
    if row is None:
        row = LegalityCheck.objects.create(**_about(over, motion.tries), **asked)
    elif waits:
        row = postpone(row, waits, by=by)
    _note("open_check", row, by, motion=motion.pk)
    return row


@transaction.atomic
def begin_alone(
    over: Item | DelegatedDecision,
    reason: str,
    *,
    by,
    today: date,
    tries: str = ReviewSubject.DECISION,
    waits: str = Waits.NOBODY,
) -> LegalityCheck:
    """The county governor tries it without a demand, for the special reasons stated (§ 27-1)."""
    over = _standing(over)
    if isinstance(over, Item):
        motions.must_be_triable(over, tries)
    if _under_way(over, tries):
        raise Refused(_("It is being tried already."))
    facts = {"asked_on": today, "sent_on": today, "status": LegalityStatus.SENT, "waits": waits}
    row = LegalityCheck.objects.create(**_about(over, tries), reason=reason, **facts)
    _note("take_up_check", row, by)
    return row


def _standing(over: Item | DelegatedDecision) -> Any:
    """The locked row of what is to be tried; refused if it does not hold any more."""
    row = _locked_row(over)
    if not queries.holds(row):
        raise Refused(_(NOTHING_LEFT))
    return row


def _locked_row(over: Item | DelegatedDecision) -> Any:
    rows: Any = type(over).objects
    return rows.select_for_update(of=("self",)).get(pk=over.pk)


def _about(over: Item | DelegatedDecision, tries: str) -> dict[str, Any]:
    return {"item" if isinstance(over, Item) else "delegated": over, "tries": tries}


def _under_way(over: Item | DelegatedDecision, tries: str) -> LegalityCheck | None:
    return LegalityCheck.objects.filter(**_about(over, tries), status__in=UNDER_WAY).first()


@transaction.atomic
def postpone(check: LegalityCheck, waits: str, *, by) -> LegalityCheck:
    """Who has decided that the decision waits while it is tried, or that it does not any more."""
    row = _locked(check)
    if not row.is_under_way:
        raise Refused(_("It is not being tried any more."))
    row.waits = waits
    row.save(update_fields=["waits"])
    _note("postpone", row, by, waits=waits)
    return row


@transaction.atomic
def put_on_agenda(check: LegalityCheck, meeting: Meeting, *, by, today: date) -> Item:
    """Put it on the agenda of the body that decided, so that it can look again."""
    row = _locked(check)
    if row.status != LegalityStatus.ASKED:
        raise Refused(_("It is not for the body to look at it now."))
    comply(rules.body_treats_check_first, meeting in queries.meetings_to_look_again(row, today))
    title = (_("Legality check: %(decision)s") % {"decision": row.item})[:300]
    row.looked_in = agenda.add_item(meeting, title, by=by, kind=Kind.POLITICAL)
    row.save(update_fields=["looked_in"])
    _note("list_check", row, by, item=row.looked_in.pk)
    return row.looked_in


@transaction.atomic
def treat_check(
    check: LegalityCheck,
    outcome: str,
    *,
    by,
    today: date,
    looked_in: Item | None = None,
    looked: str = "",
    barred: str = "",
) -> LegalityCheck:
    """What whoever decided found: "keep" sends it to the county governor, "change", or "dismiss".

    A body does so in a meeting, ``looked_in``; others write what they found, ``looked``. ``barred``:
    why it cannot be tried, where it is dismissed (§ 27-2).
    """
    row = _locked(check)
    if outcome not in ("keep", "change", "dismiss"):
        raise IllegalMove(outcome, row)
    if row.item:
        row.looked_in = _looked_again(row, looked_in, outcome, today)
    elif not looked.strip():
        raise Refused(_("Write what you found when you looked at the decision again."))
    _move(row, outcome, barred)
    row.looked, row.treated_on = looked, today
    if row.looked_in:
        row.treated_on = day_of(row.looked_in.meeting)
    row.sent_on = row.treated_on if outcome == "keep" else None
    row.save()
    if row.delegated and outcome == "change":
        _end(row.delegated, "change")
    _note("treat_check", row, by, outcome=outcome)
    return row


def _looked_again(row: LegalityCheck, item: Item | None, outcome: str, today: date) -> Item:
    """The item in which the body looked again; to change its decision it has adopted something."""
    found = item if item in queries.looked_at_again_in(row, today) else None
    comply(rules.body_treats_check_first, found is not None)
    if found is None or (outcome == "change" and found.outcome != Outcome.ADOPTED):
        raise Refused(_("Choose the decision by which the body changed its own."))
    return found


@transaction.atomic
def answer_check(
    check: LegalityCheck, outcome: str, text: str, *, by, today: date, barred: str = ""
) -> LegalityCheck:
    """What the county governor found: "find_lawful", "find_flawed", "bar"; "annul" ends it (§ 27-3)."""
    row = _locked(check)
    if row.status != LegalityStatus.SENT:
        raise IllegalMove(outcome, row)
    _move(row, outcome, barred)
    row.answer, row.answered_on = text, today
    row.save()
    if row.delegated and outcome == "annul":
        _end(row.delegated, "annul")
    _note("answer_check", row, by, outcome=outcome)
    return row


def _locked(check: LegalityCheck) -> LegalityCheck:
    return LegalityCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)


def _move(row: LegalityCheck, outcome: str, barred: str) -> None:
    if (outcome in ("dismiss", "bar")) != bool(barred):
        raise Refused(_("Say why it cannot be tried, if it is dismissed, and only then."))
    CHECK_FLOW.move(row, outcome)
    row.barred = barred


def _end(delegated: DelegatedDecision, verb: str) -> None:
    """A delegated decision does not hold any more, unless it was ended in another way before."""
    row = DelegatedDecision.objects.select_for_update(of=("self",)).get(pk=delegated.pk)
    if DELEGATED_FLOW.allows(row, verb):
        DELEGATED_FLOW.move(row, verb)
        row.save(update_fields=["status"])


def _note(verb: str, row: LegalityCheck, by, **facts) -> None:
    record(f"decisions.{verb}", row, by=by, **facts)
