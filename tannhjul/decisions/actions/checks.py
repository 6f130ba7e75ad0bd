"""Legality checks: demanded, looked at by whoever decided, answered by the county governor."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.enums import Phase
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.decisions import rules
from tannhjul.decisions.enums import CHECK_FLOW, DELEGATED_FLOW, UNDER_WAY, Standing, Waits
from tannhjul.decisions.models import Decision, Delegated, DelegatedDemand, LegalityCheck
from tannhjul.meetings import rules as meeting_rules
from tannhjul.meetings.actions import motions
from tannhjul.meetings.enums import MotionKind, Tried
from tannhjul.meetings.models import Item, Motion
from tannhjul.organisation.models import Person
from tannhjul.organisation.queries import council_members
from tannhjul.organisation.rules.calendar import weeks_on


@transaction.atomic
def demand(
    delegated: Delegated, author: Person, title: str, text: str, *, by, today: date
) -> Motion:
    """A member of the council demands a legality check of a delegated decision (§ 27-2)."""
    row = Delegated.objects.select_for_update(of=("self",)).get(pk=delegated.pk)
    if row.status != Standing.IN_FORCE:
        raise Refused(_("The decision does not hold any more, so there is nothing to try."))
    motion = motions.demand_check(
        author,
        title,
        text,
        by=by,
        today=today,
        decided_on=row.decided_on,
        confidential=row.is_exempt,
    )
    DelegatedDemand.objects.create(motion=motion, delegated=row)
    return motion


@transaction.atomic
def open_check(motion: Motion, *, by, today: date, waits: str = Waits.NOBODY) -> LegalityCheck:
    """Three members have asked in time: whoever decided looks at it again first.

    ``waits``: who has decided that the decision is not carried out meanwhile, if anyone (§ 27-3).
    """
    motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if motion.kind != MotionKind.LEGALITY or motion.decided_on is None:
        raise Refused(_("That is not a demand for a legality check of a decision."))
    if LegalityCheck.objects.filter(motion=motion).exists():
        raise Refused(_("The check has been opened already."))
    in_time = motion.supports.filter(
        on__lte=weeks_on(motion.decided_on, 3),
        person__in=council_members(motion.decided_on) | council_members(today),
    )
    comply(meeting_rules.three_ask_for_legality_check, in_time.count())
    comply(meeting_rules.is_within_three_weeks, motion.decided_on, motion.sent_on)
    over = DelegatedDemand.objects.filter(motion=motion).first()
    row = LegalityCheck.objects.create(
        motion=motion,
        item=motion.about,
        delegated=over.delegated if over else None,
        tries=motion.tries,
        asked_on=motion.sent_on,
        waits=waits,
    )
    motions.take_up(motion, by=by)
    _note("open_check", row, by)
    return row


@transaction.atomic
def take_up(
    over: Item | Delegated,
    *,
    by,
    today: date,
    tries: str = Tried.DECISION,
    waits: str = Waits.NOBODY,
) -> LegalityCheck:
    """The county governor tries it without anybody having demanded it (§ 27-1)."""
    if isinstance(over, Item):
        motions.must_be_triable(over, tries)
    facts = {"item" if isinstance(over, Item) else "delegated": over, "tries": tries}
    if LegalityCheck.objects.filter(**facts, status__in=UNDER_WAY).exists():
        raise Refused(_("It is being tried already."))
    row = LegalityCheck.objects.create(
        **facts, asked_on=today, sent_on=today, status="sent", waits=waits
    )
    _note("take_up_check", row, by)
    return row


@transaction.atomic
def postpone(check: LegalityCheck, waits: str, *, by) -> LegalityCheck:
    """Who has decided that the decision waits while it is tried, or that it does not any more."""
    row = _locked(check)
    if row.status not in UNDER_WAY:
        raise Refused(_("It is not being tried any more."))
    row.waits = waits
    row.save(update_fields=["waits"])
    _note("postpone", row, by, waits=waits)
    return row


@transaction.atomic
def treat_check(
    check: LegalityCheck,
    outcome: str,
    *,
    by,
    today: date,
    kept_by: Decision | None = None,
    looked: str = "",
    barred: str = "",
) -> LegalityCheck:
    """What whoever decided found: "keep" sends it to the county governor, "change", or "dismiss".

    A body does so by a decision, ``kept_by``; others write what they found, ``looked``. ``barred``:
    why it cannot be tried, where it is dismissed (§ 27-2).
    """
    row = _locked(check)
    if row.item:
        _must_have_looked(row, row.item, kept_by)
    elif not looked.strip():
        raise Refused(_("Write what you found when you looked at the decision again."))
    _move(row, outcome, barred)
    row.kept_by, row.looked = kept_by if row.item else None, looked
    row.treated_on = kept_by.decided_on if kept_by and row.item else today
    row.sent_on = row.treated_on if outcome == "keep" else None
    row.save()
    if row.delegated and outcome == "change":
        _end(row.delegated, "change")
    _note("treat_check", row, by, outcome=outcome)
    return row


def _must_have_looked(row: LegalityCheck, item: Item, kept_by: Decision | None) -> None:
    comply(rules.body_treats_check_first, kept_by is not None and kept_by.body_id == item.body_id)
    if kept_by and kept_by.decided_on < row.asked_on:
        raise Refused(_("That was decided before the check was asked for."))
    if kept_by and kept_by.item_id == item.pk:
        raise Refused(_("Choose what the body decided when it looked at this decision again."))


@transaction.atomic
def answer_check(
    check: LegalityCheck, outcome: str, text: str, *, by, today: date, barred: str = ""
) -> LegalityCheck:
    """What the county governor found: a verb of ``CHECK_FLOW``; "annul" ends the decision (§ 27-3)."""
    row = _locked(check)
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
    if (outcome == "dismiss") != bool(barred):
        raise Refused(_("Say why it cannot be tried, if it is dismissed, and only then."))
    CHECK_FLOW.move(row, outcome)
    row.barred = barred


def _end(delegated: Delegated, verb: str) -> None:
    """A delegated decision does not hold any more, unless it was ended in another way before."""
    row = Delegated.objects.select_for_update(of=("self",)).get(pk=delegated.pk)
    if DELEGATED_FLOW.allows(row, verb):
        DELEGATED_FLOW.move(row, verb)
        row.save(update_fields=["status"])


def _note(verb: str, row: LegalityCheck, by, **facts) -> None:
    over = row.over
    record(
        f"decisions.{verb}",
        row,
        by=by,
        arena=row.item.body_id if row.item else None,
        matter=over.case_id if over else None,
        phase=Phase.FOLLOW_UP,
        **facts,
    )
