"""Putting an arrangement before the council, and carrying out what it decided."""

import logging
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.arrangements import library, queries
from tannhjul.arrangements.enums import FLOW, Status
from tannhjul.arrangements.models import Adoption
from tannhjul.cases import actions as cases
from tannhjul.core.law import Breach, Refused, comply
from tannhjul.decisions.models import Decision
from tannhjul.decisions.queries import fallen, waits
from tannhjul.meetings.enums import Result
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import Term
from tannhjul.organisation.queries import council, is_parliamentary
from tannhjul.organisation.rules import kinds

from .enacting import apply, locked, must_be_latest, note


@transaction.atomic
def propose(
    arrangement: library.Arrangement,
    valid_from: date,
    *,
    by,
    today: date,
    voted_before: date | None = None,
) -> Adoption:
    """Prepare the council's case about an arrangement; its paper says what research found.

    ``voted_before``: when the previous council voted on it, where it changes the form of government.
    """
    if Adoption.objects.filter(key=arrangement.key, status=Status.PROPOSED).exists():
        raise Refused(_("This lies before the council already. Follow that case, or withdraw it."))
    _form_may_change(arrangement.sets, valid_from, voted_before, today)
    with translation.override("nb"):
        name = queries.told(arrangement.name)
        texts = _paper(arrangement, valid_from, today)
    does = f"Innføre «{name}»"
    return _propose(
        arrangement.key, name, arrangement.sets, texts, valid_from, by, today, does=does
    )


@transaction.atomic
def propose_to_step_back(
    adoption: Adoption,
    valid_from: date,
    *,
    by,
    today: date,
    voted_before: date | None = None,
) -> Adoption:
    """Stepping back is another adoption: of what there was before this one came into force."""
    must_be_latest(adoption)
    if adoption.before is None:
        raise Refused(_("It is not known what was before this."))
    plan = library.setup_from(adoption.before)
    _form_may_change(plan, valid_from, voted_before, today)
    name = f"Tilbake fra: {adoption.name}"
    does = f"Gå tilbake fra «{adoption.name}»"
    texts = {
        "question": f"Skal kommunen gå tilbake til det som gjaldt før «{adoption.name}», fra {valid_from:%d.%m.%Y}?",
        "background": f"Ordningen har vart fra {adoption.valid_from:%d.%m.%Y}.\n\n"
        + _changes(plan, today),
        "assessment": "Det som er behandlet i mellomtiden, blir stående.",
        "recommendation": _goes_back(adoption.name, valid_from),
    }
    row = _propose(adoption.key, name, plan, texts, valid_from, by, today, does=does)
    row.goes_back = adoption
    row.save(update_fields=["goes_back"])
    return row


def _form_may_change(
    plan: library.Setup, start: date, voted_before: date | None, today: date
) -> None:
    """Refuse a change to or from parliamentary rule that the law gives no time for (§ 10-1)."""
    now = is_parliamentary(today)
    stays = now and BodyKind.EXECUTIVE_COUNCIL not in plan.ends
    term = Term.objects.on(today).first()
    if (stays or _has_executive_council(plan)) != now and term:
        before = Term.objects.filter(valid_from__lt=term.valid_from).order_by("valid_from").last()
        began = before.valid_from if before else None
        comply(kinds.previous_council_has_voted, voted_before, term.valid_from, began)
        comply(kinds.form_begins_in_time, start, term.valid_from)


def _introduces(name: str, start: date) -> str:
    return f"Kommunen innfører «{name}» fra {start:%d.%m.%Y}."


def _goes_back(name: str, start: date) -> str:
    return f"Kommunen går tilbake fra «{name}» fra {start:%d.%m.%Y}."


def sentence(row: Adoption) -> str:
    """The words that the council adopts."""
    if row.goes_back:
        return _goes_back(row.goes_back.name, row.valid_from)
    return _introduces(row.name, row.valid_from)


def _changes(sets: library.Setup, today: date) -> str:
    """What begins, changes and ends, beside what there is, as the council must see it."""
    sides = queries.compared([library.completed(sets, today)], library.today(today))
    lines = [
        f"– {line.about}: {'; '.join(line.sides[0] or []) or 'faller bort'} "
        f"(i dag: {'; '.join(line.sides[1] or []) or 'finnes ikke'})"
        for line in sides
        if line.differs
    ]
    return "\n".join(["Det som endres og faller bort:", *lines]) if lines else ""


def _paper(arrangement: library.Arrangement, valid_from: date, today: date) -> dict[str, str]:
    """The texts of the council's case, in the municipality's language."""
    name, what = arrangement.name["nb"], arrangement.what["nb"]

    def listed(title: str, texts: Iterable[library.Text]) -> str:
        lines = [f"– {text['nb']}" for text in texts]
        return "\n".join([title, *lines]) if lines else ""

    parts = [
        listed("Det som har virket:", arrangement.works),
        listed("Det som ikke har virket:", arrangement.fails),
        listed("Utilsiktede virkninger:", arrangement.effects),
        listed("Å være oppmerksom på:", arrangement.notes),
    ]
    return {
        "question": f"Skal kommunen innføre «{name}» fra {valid_from:%d.%m.%Y}?",
        "background": "\n\n".join(
            text for text in (what, _changes(arrangement.sets, today)) if text
        ),
        "assessment": "\n\n".join(part for part in parts if part) or "Ingen erfaringer er kjent.",
        "recommendation": _introduces(name, valid_from),
    }


def _propose(
    key: str,
    name: str,
    plan: library.Setup,
    texts: dict[str, str],
    start: date,
    by,
    today: date,
    *,
    does: str,
) -> Adoption:
    """``does``: what the council is asked to do, as the title of the case and the alternative."""
    if start < today:
        raise Refused(
            _("An arrangement is adopted from today or later: what has been stays as it was.")
        )
    body = council(today)
    if body is None:
        raise Refused(_("There is no council that can decide it."))
    case = cases.open_case(
        does[:300],
        by=by,
        today=today,
        officer=by,
    )
    cases.write(case, texts, based_on=1, by=by)
    for title, economy in (
        (does, "Må utredes."),
        ("Som i dag", "Ingen."),
    ):
        cases.add_alternative(
            case, title[:200], by=by, economy=economy, processes="Se vurderingen."
        )
    cases.set_route(case, [(body, Power.DECIDES)], by=by)
    row = Adoption.objects.create(
        key=key, name=name, sets=library.as_data(plan), valid_from=start, case=case
    )
    note("propose", row, by)
    return row


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
    return (_try(row, by, today) if row.valid_from <= today else None) or row


def _brings_parliamentary_rule(row: Adoption, day: date) -> bool:
    return _has_executive_council(library.setup_from(row.sets)) and not is_parliamentary(day)


def _has_executive_council(plan: library.Setup) -> bool:
    return any(body.kind == BodyKind.EXECUTIVE_COUNCIL for body in plan.bodies)


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
    refused is left, with a line in the log, and does not stop the others.
    """
    due = Adoption.objects.filter(status=Status.DECIDED, valid_from__lte=today)
    return [row for each in due.order_by("valid_from", "pk") if (row := _try(each, by, today))]


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
