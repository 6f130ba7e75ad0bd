"""Carrying out what a council decided about an arrangement, when its day has come."""

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.arrangements import library, notices, queries
from tannhjul.arrangements.enums import FLOW, Status, Verdict
from tannhjul.arrangements.models import Adoption
from tannhjul.commitments.actions import promises
from tannhjul.core.law import Breach, Refused, comply
from tannhjul.decisions.models import Decision
from tannhjul.decisions.queries import fallen, waits
from tannhjul.meetings.enums import Result
from tannhjul.organisation.queries import chief_executive, is_parliamentary
from tannhjul.organisation.rules import kinds

from .enacting import apply, locked, note


@transaction.atomic
def decide(adoption: Adoption, decision: Decision, *, by, today: date) -> Adoption:
    """The council has decided it; what is due at once comes into force at once."""
    row = locked(adoption)
    if _brings_parliamentary_rule(row, today):
        comply(kinds.introduced_by_two_thirds, *_votes_behind(decision))
    FLOW.move(row, "decide")
    row.decision, row.decided_by = decision, str(decision)[:200]
    row.save(update_fields=["status", "decision", "decided_by"])
    note("decide", row, by)
    _ask_for_changes(row, decision, by, today)
    return (_try(row, by, today) if row.valid_from <= today else None) or row


def _ask_for_changes(row: Adoption, decision: Decision, by: Any, today: date) -> None:
    """What a review wants changed, the chief executive proposes before the next review."""
    wanted = [key for key, verdict in row.verdicts.items() if verdict == Verdict.CHANGE]
    head = chief_executive(today)
    if not wanted or row.goes_back is None or row.review_on is None or head is None:
        return
    names = row.goes_back.parts.filter(key__in=wanted).values_list("name", flat=True)
    what = f"Foreslå endringer i «{row.goes_back.name}»: {'; '.join(names)}."
    deadline = max(row.review_on, today)
    promises.commit(decision, what, head, deadline, by=by, today=today)


def _brings_parliamentary_rule(row: Adoption, day: date) -> bool:
    return queries.has_executive_council(library.setup_from(row.sets)) and not is_parliamentary(day)


def _votes_behind(decision: Decision) -> tuple[int, int]:
    """(votes for, votes cast) in the last vote that carried the decision; none: nobody voted."""
    rows = decision.item.votes.filter(result=Result.CARRIED, trial=False)
    vote = rows.order_by("number").last()
    return (vote.votes_for, vote.votes_for + vote.votes_against) if vote else (0, 0)


@transaction.atomic
def reject(adoption: Adoption, *, by) -> Adoption:
    """The council has not adopted it, or has taken it back before it came into force."""
    row = locked(adoption)
    FLOW.move(row, "reject")
    row.save(update_fields=["status"])
    note("reject", row, by)
    return row


@transaction.atomic
def introduce(
    arrangement: library.Arrangement,
    decided_by: str,
    *,
    by,
    today: date,
    valid_from: date | None = None,
) -> Adoption:
    """Put an arrangement in force that was decided elsewhere: when a municipality is set up.

    At once, or from ``valid_from`` if that day lies ahead.
    """
    start = valid_from or today
    waits = Adoption.objects.filter(key=arrangement.key, status=Status.DECIDED, valid_from=start)
    if waits.exists():
        raise Refused(_("It is decided from that day already."))
    row = Adoption.objects.create(
        key=arrangement.key,
        name=arrangement.name["nb"],
        sets=library.as_data(arrangement.sets),
        valid_from=start,
        status=Status.DECIDED,
        decided_by=decided_by,
    )
    note("decide", row, by)
    return apply(row, by=by, today=today) if start <= today else row


def apply_due(*, by, today: date) -> list[Adoption]:
    """Put in force what has been decided and whose day has come, in order.

    Several processes may do this at once: each arrangement comes into force once. One that is
    refused is left, with a line in the log, and does not stop the others. What the council decided
    on a trial comes first, also when the clock has missed its last day.
    """
    done = _apply_decided(by, today)
    end_trials(today)
    ended = _apply_decided(by, today)
    for row in ended:
        if row.goes_back and row.goes_back.trial_to and row.case_id is None:
            notices.over(row.goes_back, today)
    return done + ended


def _apply_decided(by: Any, today: date) -> list[Adoption]:
    due = Adoption.objects.filter(status=Status.DECIDED, valid_from__lte=today)
    return [row for each in due.order_by("valid_from", "pk") if (row := _try(each, by, today))]


@transaction.atomic
def end_trials(today: date) -> None:
    """A trial whose time is over, and that nobody has decided to keep, is stepped back from.

    Unless it was adopted to go on: then it is no trial any more, and never so in silence.
    """
    over = Adoption.objects.select_for_update(of=("self",)).filter(
        status=Status.APPLIED, trial_to__lt=today
    )
    for row in over:
        if row.steps_back.filter(verdicts={}, status=Status.DECIDED).exists():
            continue
        if row.goes_on:
            _go_on(row, today)
            continue
        back = Adoption.objects.create(
            key=row.key,
            name=f"Slutt på forsøk: {row.name}"[:200],
            sets=library.as_data(queries.restores(row)),
            goes_back=row,
            valid_from=today,
            status=Status.DECIDED,
            decision=row.decision,
            decided_by=row.decided_by,
        )
        note("end_trial", back, None)


def _go_on(row: Adoption, today: date) -> None:
    """A trial that was adopted to go on does so, and everyone hears that it is no trial any more."""
    row.trial_to = None
    row.save(update_fields=["trial_to"])
    note("go_on", row, None)
    notices.goes_on(row, today)


def _try(adoption: Adoption, by: Any, today: date) -> Adoption | None:
    try:
        with transaction.atomic():
            row = locked(adoption)
            if row.status != Status.DECIDED or _waits(row):
                return None
            if row.goes_back and row.goes_back.status != Status.APPLIED:
                reject(row, by=by)  # somebody has stepped back from it already
                return None
            return apply(row, by=by, today=today)
    except (Refused, Breach) as fault:
        logging.getLogger(__name__).warning("%s could not begin: %s", adoption, fault)
    except Exception:  # whatever is wrong with one must not stop the others
        logging.getLogger(__name__).exception("%s could not begin", adoption)
    return None


def _waits(row: Adoption) -> bool:
    """Whether the decision waits while it is tried, or was found not to stand (§§ 27-1, 27-3)."""
    if row.decision is None:
        return False
    return Decision.objects.filter(fallen() | waits(), pk=row.decision.pk).exists()
